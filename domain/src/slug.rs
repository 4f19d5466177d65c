use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Refusal;

/// The last part of an article's address: 1 to 80 of `a-z`, `0-9`, and single hyphens between words.
///
/// A headline may change after publication. The slug may not, because readers have shared it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

impl Slug {
    /// The longest slug, in characters.
    pub const LONGEST: usize = 80;

    /// A slug made from the words of an ASCII text: lower case, everything else becomes a hyphen,
    /// cut at a word's end where it would be too long. `None` when no letter or digit is in it.
    ///
    /// Other scripts have to be transliterated first; what is not ASCII counts as a gap.
    #[must_use]
    pub fn from_words(text: &str) -> Option<Self> {
        let mut slug = String::new();
        let words = text
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty());
        for word in words {
            let gap = usize::from(!slug.is_empty());
            let room = Self::LONGEST.saturating_sub(slug.len() + gap);
            if word.len() > room && !slug.is_empty() {
                break;
            }
            if gap == 1 {
                slug.push('-');
            }
            slug.push_str(&word[..word.len().min(room)].to_ascii_lowercase());
        }
        slug.parse().ok()
    }
}

impl FromStr for Slug {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        let refuse = |why: &str| Err(Refusal::new(format!("`{raw}` is not a slug: {why}.")));
        if raw.is_empty() {
            return refuse("it is empty");
        }
        if raw.len() > Self::LONGEST {
            return Err(Refusal::new("A slug has at most 80 characters."));
        }
        if !raw
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        {
            return refuse("only a-z, 0-9 and hyphens may be in it");
        }
        if raw.starts_with('-') || raw.ends_with('-') || raw.contains("--") {
            return refuse("hyphens stand one at a time between words");
        }
        Ok(Self(raw.to_owned()))
    }
}

crate::text::checked_string!(Slug);
