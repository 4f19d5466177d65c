//! Made-up stories, people and pictures. They are in English whatever the language of the page, so that one sees
//! how the page carries a story in another language.

use domain::{
    ArticleId, ArticleKind, Author, Breaking, BreakingNumber, BreakingStory, Byline, Correction,
    CoverageState, Moment, Picture, Profile, Section, Slug, Summary,
};
use newsroom::media::{Media, MediaProblem};
use newsroom::sample;
use newsroom::search::Passage;
use newsroom::store::{Cursor, Hit};

use crate::front::{Front, Top};
use crate::listing::List;
use crate::surroundings::Surroundings;

/// 2023-02-05T15:00:00Z, a Sunday.
pub(super) const NOW: Moment = Moment::from_micros(1_675_609_200_000_000);
const HOUR: i64 = 3_600_000_000;

/// Pictures that are in the program.
const PICTURES: [&str; 3] = ["harbour-dawn.webp", "tram-street.webp", "lighthouse.webp"];
const PORTRAIT: &str = "leila-sorrento.webp";

const HEADLINES: [&str; 5] = [
    "The old ferry sails again",
    "Council votes to keep the night buses, the harbour lights and, after four hours, itself",
    "Herring",
    "What the tide gauge has seen since 1896 and what nobody asked it until a schoolgirl did",
    "Rain stops play, play stops rain",
];

/// Keeps the pictures that the catalogue shows, so that they can be served.
///
/// # Errors
/// When the disk refuses one.
pub fn keep_pictures(media: &Media) -> Result<(), MediaProblem> {
    for name in PICTURES.into_iter().chain([PORTRAIT]) {
        if let Some(bytes) = sample::picture(name) {
            media.keep(&bytes)?;
        }
    }
    Ok(())
}

fn picture(name: &str) -> Option<Picture> {
    let kept = Media::look(&sample::picture(name)?).ok()?;
    Some(Picture {
        id: kept.id,
        media_type: kept.media_type,
        width: kept.width,
        height: kept.height,
        prepared: None,
        focus: None,
        alt: "A print of the harbour".parse().ok()?,
        caption: "The harbour at ten to six on Sunday.".parse().ok(),
        credit: "Print: Dateline".parse().ok(),
    })
}

fn named<T>(name: &str, new: impl Fn(Slug, &str) -> Result<T, domain::Refusal>) -> Option<T> {
    new(Slug::from_words(name)?, name).ok()
}

pub(super) fn section() -> Option<Section> {
    named("City", Section::new)
}

fn author(name: &str) -> Option<Author> {
    named(name, Author::new)
}

/// The first `people` of four.
pub(super) fn byline(people: usize) -> Byline {
    let names = ["Ada Lindqvist", "Bo Kay", "Cem Öztürk", "Dana van der Berg"];
    let authors: Vec<Author> = names.into_iter().take(people).filter_map(author).collect();
    Byline::try_from(authors).unwrap_or_default()
}

pub(super) fn correction() -> Option<Correction> {
    let text = "The ferry is 63 metres long, not 36.";
    Correction::new(NOW.shifted(-HOUR), text).ok()
}

pub(super) fn cursor() -> Cursor {
    Cursor { at: NOW, id: 1 }
}

/// A story with a picture unless its number is odd.
pub(super) fn story(number: usize) -> Option<Summary> {
    let headline = HEADLINES[number % HEADLINES.len()];
    let shown = PICTURES[number % PICTURES.len()];
    let hours = i64::try_from(number).unwrap_or_default() * 9 + 1;
    Some(Summary {
        id: ArticleId(i64::try_from(number).unwrap_or_default() + 1),
        slug: Slug::from_words(headline)?,
        section: section()?,
        kind: ArticleKind::News,
        kicker: "Harbour".parse().ok().filter(|_| number.is_multiple_of(3)),
        headline: headline.parse().ok()?,
        standfirst: "It left at nine with eleven people, a dog and a piano, and came back with all but the piano."
            .parse()
            .ok(),
        published_at: NOW.shifted(-hours * HOUR),
        picture: picture(shown).filter(|_| number.is_multiple_of(2)),
        language: "en".parse().ok(),
        coverage: None,
    })
}

/// The first of them.
pub(super) fn stories(count: usize) -> Vec<Summary> {
    (0..count).filter_map(story).collect()
}

/// A story of that kind.
pub(super) fn of_kind(kind: ArticleKind) -> Option<Summary> {
    let coverage = (kind == ArticleKind::Coverage).then_some(CoverageState::Open);
    Some(Summary {
        kind,
        coverage,
        ..story(1)?
    })
}

/// A bar that leads to a story, or one that leads nowhere yet.
pub(super) fn breaking(leads: bool) -> Option<Breaking> {
    let text = "The old swing bridge is closed to everybody until the engineers have looked at it";
    Some(Breaking {
        number: BreakingNumber(1),
        text: text.parse().ok()?,
        language: "en".parse().ok(),
        story: leads.then(|| BreakingStory {
            id: ArticleId(1),
            path: "/".to_owned(),
        }),
        set_at: NOW,
        until: NOW.shifted(HOUR),
    })
}

pub(super) fn surroundings() -> Surroundings {
    Surroundings {
        sections: section()
            .into_iter()
            .chain(named("Culture", Section::new))
            .collect(),
        latest: stories(5),
        dont_miss: stories(3),
        most_read: stories(4),
        ..Surroundings::default()
    }
}

pub(super) fn front() -> Front {
    let mut articles = stories(9).into_iter();
    Front {
        top: Top {
            lead: articles.next(),
            secondary: articles.by_ref().take(4).collect(),
        },
        strips: section()
            .map(|section| (section, articles.collect()))
            .into_iter()
            .collect(),
    }
}

pub(super) fn section_list() -> List {
    List::made_up("City", "/city", stories(4), Some(cursor()))
}

/// With a story of another section beside those of this one.
pub(super) fn arranged_section() -> List {
    let mut articles = stories(8).into_iter();
    let lead = articles.next();
    let mut secondary: Vec<Summary> = articles.by_ref().take(4).collect();
    if let (Some(guest), Some(sport)) = (secondary.get_mut(1), named("Sport", Section::new)) {
        guest.section = sport;
    }
    let here = section().map(|section| section.slug().clone());
    List::made_up("City", "/city", articles.collect(), Some(cursor()))
        .below(Top { lead, secondary }, here)
}

pub(super) fn empty_list() -> List {
    List::made_up("City", "/city", Vec::new(), None)
}

pub(super) fn author_list() -> List {
    let list = List::made_up("Ada Lindqvist", "/author/ada-lindqvist", stories(2), None);
    let Some(author) = author("Ada Lindqvist") else {
        return list;
    };
    let biography =
        "Ada Lindqvist writes about *boats*, and about who pays for them.\n\nShe cannot swim.";
    let profile = biography.parse().ok().map(|biography| Profile {
        author: author.clone(),
        role: "Harbour reporter".parse().ok(),
        picture: picture(PORTRAIT),
        biography,
        language: "en".parse().ok(),
    });
    list.by(author, profile)
}

pub(super) fn hits() -> Vec<Hit> {
    let passage = || {
        vec![
            Passage::Around("It was the ".to_owned()),
            Passage::Found("old ferry".to_owned()),
            Passage::Around(" that everybody had given up, and it sailed…".to_owned()),
        ]
    };
    stories(2)
        .into_iter()
        .map(|article| Hit {
            article,
            passage: passage(),
        })
        .collect()
}
