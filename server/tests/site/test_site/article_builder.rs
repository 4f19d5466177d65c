//! An article for a test: a short story of the section "world" that came out two hours ago, and what a test says
//! of it.

use domain::{ArticleKind, Author, Byline, Correction, Picture, Section, Slug, Topic, Version};
use newsroom::publishing::{self, Filing, When};

use super::{NOW, TestSite};

const HOUR: i64 = 3_600_000_000;

/// Says of an article what matters to a test.
pub struct ArticleBuilder<'a> {
    site: &'a TestSite,
    filing: Filing,
}

impl<'a> ArticleBuilder<'a> {
    pub(super) fn new(site: &'a TestSite, slug: &str) -> Self {
        Self {
            site,
            filing: Filing {
                slug: slug.parse().unwrap(),
                section: section("world"),
                version: Version {
                    kind: ArticleKind::News,
                    kicker: None,
                    headline: format!("Headline of {slug}").parse().unwrap(),
                    standfirst: None,
                    body: "The story.".to_owned().try_into().unwrap(),
                    byline: Byline::default(),
                    topics: Vec::new(),
                    picture: None,
                    language: None,
                    corrections: Vec::new(),
                },
                dont_miss: false,
                when: When::At(NOW.shifted(-2 * HOUR)),
                source: None,
            },
        }
    }

    pub fn headline(mut self, headline: &str) -> Self {
        self.filing.version.headline = headline.parse().unwrap();
        self
    }

    pub fn standfirst(mut self, standfirst: &str) -> Self {
        self.filing.version.standfirst = Some(standfirst.parse().unwrap());
        self
    }

    pub fn kicker(mut self, kicker: &str) -> Self {
        self.filing.version.kicker = Some(kicker.parse().unwrap());
        self
    }

    pub fn body(mut self, body: &str) -> Self {
        self.filing.version.body = body.parse().unwrap();
        self
    }

    pub fn language(mut self, tag: &str) -> Self {
        self.filing.version.language = Some(tag.parse().unwrap());
        self
    }

    pub fn by(mut self, names: &[&str]) -> Self {
        let authors: Vec<Author> = names
            .iter()
            .map(|name| Author::new(Slug::from_words(name).unwrap(), name).unwrap())
            .collect();
        self.filing.version.byline = Byline::try_from(authors).unwrap();
        self
    }

    pub fn topic(mut self, name: &str) -> Self {
        self.filing
            .version
            .topics
            .push(Topic::new(Slug::from_words(name).unwrap(), name).unwrap());
        self
    }

    pub fn picture(mut self, picture: Picture) -> Self {
        self.filing.version.picture = Some(picture);
        self
    }

    pub fn in_section(mut self, slug: &str) -> Self {
        self.filing.section = section(slug);
        self
    }

    pub fn filed_from(mut self, path: &str) -> Self {
        self.filing.source = Some(path.to_owned());
        self
    }

    pub fn kind(mut self, kind: ArticleKind) -> Self {
        self.filing.version.kind = kind;
        self
    }

    pub fn corrected(mut self, hours_ago: i64, text: &str) -> Self {
        let at = NOW.shifted(-hours_ago * HOUR);
        let correction = Correction::new(at, text).unwrap();
        self.filing.version.corrections.push(correction);
        self
    }

    pub fn hours_ago(mut self, hours: i64) -> Self {
        self.filing.when = When::At(NOW.shifted(-hours * HOUR));
        self
    }

    pub fn draft(mut self) -> Self {
        self.filing.when = When::Draft;
        self
    }

    pub fn picked(mut self) -> Self {
        self.filing.dont_miss = true;
        self
    }

    pub async fn save(self) {
        publishing::file(&self.site.store, &self.site.clock, &self.filing)
            .await
            .unwrap();
    }
}

fn section(slug: &str) -> Section {
    let mut name = slug.to_owned();
    name[..1].make_ascii_uppercase();
    Section::new(slug.parse().unwrap(), &name).unwrap()
}
