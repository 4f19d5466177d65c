use serde::{Deserialize, Serialize};

use crate::{ArticleId, Language, Moment};

/// What the breaking bar says: one line, 1 to 160 characters, so that it stays a bar on a phone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BreakingText(String);

crate::text::one_line!(BreakingText, "The breaking bar", 160);

/// Which breaking bar it is: 1, 2, 3 and on. A reader who closed one has not closed the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BreakingNumber(pub i64);

/// The bar above every page, while it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breaking {
    /// Which one it is.
    pub number: BreakingNumber,
    /// What it says.
    pub text: BreakingText,
    /// The language it is written in, where that is not the paper's own.
    pub language: Option<Language>,
    /// The story it leads to, if there is one yet.
    pub story: Option<BreakingStory>,
    /// When it was put up.
    pub set_at: Moment,
    /// When it comes down by itself.
    pub until: Moment,
}

/// The published article that a bar leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreakingStory {
    /// Its number in the store.
    pub id: ArticleId,
    /// Its address on the site.
    pub path: String,
}
