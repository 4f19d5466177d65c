use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Refusal;

/// A language tag as pages carry it in `lang` (the shape of RFC 5646 section 2.1, not its registry).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

/// Which way a text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// As in English.
    LeftToRight,
    /// As in Arabic.
    RightToLeft,
}

impl Direction {
    /// The value of the `dir` attribute.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }

    /// The direction of words whose language nobody says: that of the first letter (Unicode UAX #9, rule P2). None if they have no
    /// letter.
    #[must_use]
    pub fn of_words(words: &str) -> Option<Self> {
        let first = words.chars().find(|letter| letter.is_alphabetic())?;
        // The blocks that Unicode keeps for scripts from right to left (DerivedBidiClass.txt).
        let from_right = matches!(
            u32::from(first),
            0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF
        );
        Some(match from_right {
            true => Self::RightToLeft,
            false => Self::LeftToRight,
        })
    }
}

/// Languages usually written right to left, and scripts that always are
/// (Unicode CLDR, `characterOrder` "right-to-left").
const RIGHT_TO_LEFT: [&str; 20] = [
    "ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi", "adlm",
    "arab", "hebr", "nkoo", "syrc", "thaa",
];

impl Language {
    /// The language without script or region, in lower case: `pt` of `pt-BR`.
    #[must_use]
    pub fn primary(&self) -> String {
        let primary = self.0.split('-').next().unwrap_or_default();
        primary.to_ascii_lowercase()
    }

    /// Which way text in this language runs.
    #[must_use]
    pub fn direction(&self) -> Direction {
        let mut parts = self.0.split('-').map(str::to_ascii_lowercase);
        let language = parts.next().unwrap_or_default();
        let script =
            parts.find(|part| part.len() == 4 && !part.starts_with(|c: char| c.is_ascii_digit()));
        let decisive = script.unwrap_or(language);
        if RIGHT_TO_LEFT.contains(&decisive.as_str()) {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        }
    }
}

impl FromStr for Language {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        let mut parts = raw.split('-');
        let primary = parts.next().unwrap_or_default();
        let letters =
            (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic());
        let subtags = parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        });
        if raw.len() <= 35 && letters && subtags {
            Ok(Self(raw.to_owned()))
        } else {
            Err(Refusal::new(format!(
                "`{raw}` is not a language tag like `en`, `pt-BR` or `ar`."
            )))
        }
    }
}

crate::text::checked_string!(Language);
