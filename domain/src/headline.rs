use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Refusal, text};

const WHAT: &str = "The headline";

/// What a story is called: one line of 1 to 300 characters, at least one of which can be seen. Whoever looks for the story has nothing
/// else to press.
///
/// Long headlines are an editor's choice; the limit only keeps a body from being pasted in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Headline(String);

impl FromStr for Headline {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Refusal> {
        let headline = text::line(raw, WHAT, 300)?;
        if text::shows_nothing(&headline) {
            return Err(Refusal::new(format!("{WHAT} is empty.")));
        }
        Ok(Self(headline))
    }
}

text::checked_string!(Headline);
