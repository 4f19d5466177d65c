//! What is said about a picture.

use serde::{Deserialize, Serialize};

use crate::{Refusal, text};

/// What somebody who cannot see a picture is told: one line of at most 1,000 characters. Empty for
/// decoration, which screen readers then pass over (HTML Standard, section 4.8.4.4.6).
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AltText(String);

impl std::str::FromStr for AltText {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        if raw.trim().is_empty() {
            return Ok(Self::default());
        }
        text::line(raw, "The picture's alternative text", 1_000).map(Self)
    }
}

text::checked_string!(AltText);

/// The line under a picture: 1 to 1,000 characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Caption(String);

text::one_line!(Caption, "The picture's caption", 1_000);

/// Who made a picture and who gave it to the paper: one line, 1 to 200 characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Credit(String);

text::one_line!(Credit, "The picture's credit", 200);

/// Under which terms the paper may show a picture: one line, 1 to 200 characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Licence(String);

text::one_line!(Licence, "The picture's licence", 200);
