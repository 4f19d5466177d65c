use serde::{Deserialize, Serialize};

use crate::{Moment, Refusal, text};

/// A dated note that says what an article had wrong: one line, 1 to 1,000 characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Correction {
    at: Moment,
    text: String,
}

#[derive(Deserialize)]
struct Unchecked {
    at: Moment,
    text: String,
}

impl Correction {
    /// # Errors
    /// When the text is empty, longer than 1,000 characters, or cannot be shown.
    pub fn new(at: Moment, text: &str) -> Result<Self, Refusal> {
        let text = text::line(text, "The correction", 1_000)?;
        Ok(Self { at, text })
    }

    /// The same note, that many microseconds later.
    #[must_use]
    pub fn shifted(&self, micros: i64) -> Self {
        Self {
            at: self.at.shifted(micros),
            text: self.text.clone(),
        }
    }

    /// When the article was put right.
    #[must_use]
    pub fn at(&self) -> Moment {
        self.at
    }

    /// What was wrong, and what is right.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl TryFrom<Unchecked> for Correction {
    type Error = Refusal;

    fn try_from(raw: Unchecked) -> Result<Self, Self::Error> {
        Self::new(raw.at, &raw.text)
    }
}
