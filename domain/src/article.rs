use serde::{Deserialize, Serialize};

use crate::{
    ArticleKind, Byline, Correction, CoverageState, Headline, Kicker, Language, Markdown, Moment,
    Picture, Publication, Section, Slug, Standfirst, Topic,
};

/// An article's number in the store. It never changes and is never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub i64);

/// Which saved state of its article a version is: 1, 2, 3 and so on without a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VersionNumber(pub u32);

/// One saved state of an article: all that its author wrote. A published one is never overwritten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// What sort of journalism it is.
    pub kind: ArticleKind,
    /// What stands above the headline.
    pub kicker: Option<Kicker>,
    /// What the story is called.
    pub headline: Headline,
    /// The sentence or two under the headline.
    pub standfirst: Option<Standfirst>,
    /// The story.
    pub body: Markdown,
    /// Who wrote it.
    pub byline: Byline,
    /// What it touches.
    pub topics: Vec<Topic>,
    /// The picture above the story.
    pub picture: Option<Picture>,
    /// The language it is written in, where that is not the paper's own.
    pub language: Option<Language>,
    /// What earlier versions had wrong, in the order the author gives.
    pub corrections: Vec<Correction>,
}

/// How the entries of an article stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// Whether anything more is to come.
    pub state: CoverageState,
    /// When readers saw its state or an entry change last; none before the first entry.
    pub changed_at: Option<Moment>,
    /// When it was closed, if it is.
    pub closed_at: Option<Moment>,
}

/// A story, in the version readers get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its number in the store.
    pub id: ArticleId,
    /// The last part of its address.
    pub slug: Slug,
    /// The section it lives in.
    pub section: Section,
    /// Where it stands.
    pub publication: Publication,
    /// Which version this is.
    pub number: VersionNumber,
    /// When this version was saved; later than publication when the story was updated.
    pub saved_at: Moment,
    /// Whether the editors picked it for "Don't Miss".
    pub dont_miss: bool,
    /// How its entries stand, if it is coverage.
    pub coverage: Option<Coverage>,
    /// What was written.
    pub version: Version,
}

impl Article {
    /// The article's address on the site.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/{}/{}", self.section.slug(), self.slug)
    }

    /// When readers saw a changed version or entry, if they ever did.
    #[must_use]
    pub fn updated_at(&self) -> Option<Moment> {
        let saved = (self.number > VersionNumber(1)).then_some(self.saved_at);
        let entry = self.coverage.and_then(|coverage| coverage.changed_at);
        match self.publication {
            Publication::Published { at } => saved.max(entry).filter(|updated| *updated > at),
            Publication::Draft | Publication::Scheduled { .. } | Publication::Withdrawn { .. } => {
                None
            }
        }
    }
}

/// A published article as lists show it: everything but the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Its number in the store.
    pub id: ArticleId,
    /// The last part of its address.
    pub slug: Slug,
    /// The section it lives in.
    pub section: Section,
    /// What sort of journalism it is.
    pub kind: ArticleKind,
    /// What stands above the headline.
    pub kicker: Option<Kicker>,
    /// What it is called.
    pub headline: Headline,
    /// The sentence or two under the headline.
    pub standfirst: Option<Standfirst>,
    /// When readers first saw it.
    pub published_at: Moment,
    /// The picture above the story.
    pub picture: Option<Picture>,
    /// The language it is written in, where that is not the paper's own.
    pub language: Option<Language>,
    /// Whether more is to come, if it is coverage.
    pub coverage: Option<CoverageState>,
}

impl Summary {
    /// The article's address on the site.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/{}/{}", self.section.slug(), self.slug)
    }
}
