//! Coverage: an article that goes on while things happen, in entries of a few sentences each.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Byline, Headline, Markdown, Moment, Refusal};

/// Whether anything more is to come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CoverageState {
    /// Somebody is writing.
    #[default]
    Open,
    /// Nobody is for now, such as overnight.
    Paused,
    /// It is over.
    Closed,
}

impl CoverageState {
    /// Every state there is.
    pub const ALL: [Self; 3] = [Self::Open, Self::Paused, Self::Closed];

    /// The word for it in the store and on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paused => "paused",
            Self::Closed => "closed",
        }
    }
}

impl FromStr for CoverageState {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        let mut all = Self::ALL.into_iter();
        all.find(|state| state.as_str() == raw)
            .ok_or_else(|| Refusal::new(format!("`{raw}` is no state of a coverage.")))
    }
}

/// Which entry of its coverage an entry is: 1, 2, 3 and so on, the newest highest. A number that was
/// removed is not used again, because readers have shared it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryNumber(pub u32);

impl EntryNumber {
    /// How it stands in an address: digits, and no zero in front.
    #[must_use]
    pub fn from_address(raw: &str) -> Option<Self> {
        let number: u32 = raw.parse().ok()?;
        (number > 0 && number.to_string() == raw).then_some(Self(number))
    }
}

impl std::fmt::Display for EntryNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for EntryNumber {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        Self::from_address(raw)
            .ok_or_else(|| Refusal::new(format!("`{raw}` is no number of an entry.")))
    }
}

/// What an entry says: Markdown with something in it, at most 32 KiB.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EntryText(Markdown);

impl EntryText {
    /// The longest text, in bytes: five thousand words are an article and no update.
    pub const LONGEST: usize = 32 << 10;

    /// One that came in before it was checked how deep it nests; see [`Markdown::stored`].
    ///
    /// # Errors
    /// When it is too long or has a NUL in it.
    pub fn stored(raw: &str) -> Result<Self, Refusal> {
        Markdown::stored(raw).map(Self)
    }

    /// The text as Markdown.
    #[must_use]
    pub fn markdown(&self) -> &Markdown {
        &self.0
    }
}

impl FromStr for EntryText {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        let text = raw.trim_end();
        if text.trim().is_empty() {
            return Err(Refusal::new("The entry has no text."));
        }
        if text.len() > Self::LONGEST {
            return Err(Refusal::new(format!(
                "The entry has {} KiB of text; at most {} fit.",
                text.len().div_ceil(1 << 10),
                Self::LONGEST >> 10
            )));
        }
        text.parse().map(Self)
    }
}

impl TryFrom<String> for EntryText {
    type Error = Refusal;

    fn try_from(raw: String) -> Result<Self, Self::Error> {
        raw.parse()
    }
}

impl From<EntryText> for String {
    fn from(text: EntryText) -> Self {
        text.0.into()
    }
}

/// One saved state of an entry: all that its author wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryVersion {
    /// What it is called, if it is called anything.
    pub headline: Option<Headline>,
    /// What it says.
    pub text: EntryText,
    /// Who wrote it, where that is said.
    pub byline: Byline,
    /// Whether it is among the events that somebody who comes late has to know of.
    pub is_key: bool,
}

impl EntryVersion {
    /// What lists call it: its headline, else its first words, cut at a word's end.
    #[cfg(feature = "render")]
    #[must_use]
    pub fn title(&self) -> String {
        /// Characters that fit on two lines of a list.
        const LONGEST: usize = 80;
        if let Some(headline) = &self.headline {
            return headline.to_string();
        }
        let words = self.text.markdown().words();
        let mut title = String::new();
        for word in words.split_whitespace() {
            if title.chars().count() + word.chars().count() >= LONGEST {
                if title.is_empty() {
                    title.extend(word.chars().take(LONGEST));
                }
                return format!("{title}…");
            }
            if !title.is_empty() {
                title.push(' ');
            }
            title.push_str(word);
        }
        if title.is_empty() {
            title.push('…');
        }
        title
    }
}

/// An entry in the version readers get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which of its coverage.
    pub number: EntryNumber,
    /// When it was added.
    pub at: Moment,
    /// When it was edited last, if it ever was.
    pub edited_at: Option<Moment>,
    /// Whether it stands above the others.
    pub is_pinned: bool,
    /// What was written.
    pub version: EntryVersion,
}

impl Entry {
    /// Its mark on the page of its coverage.
    #[must_use]
    pub fn anchor(&self) -> String {
        format!("entry-{}", self.number)
    }

    /// What follows the address of its coverage in a link to it. The page it leads to has it, however
    /// many others came since.
    #[must_use]
    pub fn link(number: EntryNumber) -> String {
        format!("?entry={number}#entry-{number}")
    }

    /// When readers saw it change last.
    #[must_use]
    pub fn changed_at(&self) -> Moment {
        self.edited_at.unwrap_or(self.at)
    }
}
