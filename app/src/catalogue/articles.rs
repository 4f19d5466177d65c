//! Made-up articles: with everything, with nothing, and in another direction.

use domain::{
    Article, ArticleId, ArticleKind, Byline, Coverage, CoverageState, Publication, Topic, Version,
    VersionNumber,
};
use newsroom::comparing::{Comparison, Wording};

use super::specimens::{self, NOW};
use crate::article::{ArticlePage, Below};
use crate::changes::ChangesPage;

const EVERYTHING: &str = include_str!("everything.md");

/// What cannot be built of these constants would show as a missing part on the sheet.
pub(super) fn full() -> ArticlePage {
    let story = specimens::story(0);
    let mut version = version("The old ferry sails again", EVERYTHING);
    version.kind = ArticleKind::Analysis;
    version.kicker = "Harbour".parse().ok();
    version.standfirst = story.as_ref().and_then(|story| story.standfirst.clone());
    version.byline = specimens::byline(2);
    version.picture = story.and_then(|story| story.picture);
    version.topics = ["Ferries", "Works of the harbour"]
        .into_iter()
        .filter_map(|name| Topic::new(domain::Slug::from_words(name)?, name).ok())
        .collect();
    version.corrections = specimens::correction().into_iter().collect();
    let mut stories = specimens::stories(6).into_iter();
    let below = Below {
        related: stories.by_ref().take(2).collect(),
        next: stories.next(),
        more: stories.collect(),
    };
    page(version, below)
}

pub(super) fn plain() -> ArticlePage {
    page(version("Herring", "There was some."), Below::default())
}

pub(super) fn foreign() -> ArticlePage {
    let mut version = version(
        "قافلة الملح تعود إلى الوادي بعد ثلاثين عاماً",
        "وصلت القافلة إلى السوق قبيل الظهر.\n\n> وكان الأطفال أول من رآها.\n\n1. ستة جمال\n2. أربعة رجال\n",
    );
    version.language = "ar".parse().ok();
    version.byline = specimens::byline(1);
    page(version, Below::default())
}

/// A story of which a paragraph was rewritten, one came and one went.
pub(super) fn changed() -> ChangesPage {
    let wording = |headline: &str, text: &str| Wording {
        headline: headline.to_owned(),
        standfirst: "It left at nine with eleven people.".to_owned(),
        body: format!(
            "One.\nTwo.\nThree.\n{text}\nThe piano stayed on the other side.\nFour.\nFive."
        ),
    };
    let old = wording(
        "The old ferry sails",
        "It is 36 metres long and has carried cars since 1961.\nNobody knows who painted it.",
    );
    let new = wording(
        "The old ferry sails again",
        "Its owner had given it up.\nIt is 63 metres long and has carried cars since 1961.",
    );
    let article = article(version("The old ferry sails again", "It did."));
    let earlier = vec![
        (VersionNumber(1), NOW.shifted(-7_200_000_000)),
        (VersionNumber(2), NOW.shifted(-3_600_000_000)),
    ];
    ChangesPage::made_up(article, earlier, Comparison::of(&old, &new))
}

pub(super) fn version(headline: &str, body: &str) -> Version {
    Version {
        kind: ArticleKind::News,
        kicker: None,
        headline: headline.parse().expect("a headline of ours"),
        standfirst: None,
        body: body.parse().expect("a body of ours"),
        byline: Byline::default(),
        topics: Vec::new(),
        picture: None,
        language: None,
        corrections: Vec::new(),
    }
}

pub(super) fn page(version: Version, below: Below) -> ArticlePage {
    ArticlePage::made_up(article(version), NOW, below)
}

fn article(version: Version) -> Article {
    let section = specimens::section().expect("a section of ours");
    let coverage = (version.kind == ArticleKind::Coverage).then_some(Coverage {
        state: CoverageState::Open,
        changed_at: None,
        closed_at: None,
    });
    Article {
        id: ArticleId(1),
        slug: "specimen".parse().expect("a slug of ours"),
        section,
        publication: Publication::Published { at: NOW },
        number: VersionNumber(2),
        saved_at: NOW.shifted(60_000_000),
        dont_miss: false,
        coverage,
        version,
    }
}
