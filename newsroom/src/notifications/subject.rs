use std::fmt;
use std::str::FromStr;

use domain::{Refusal, Slug};

/// What a reader wants to be told of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Each new breaking bar.
    Breaking,
    /// Each new story on a topic.
    Topic(Slug),
}

const BREAKING: &str = "breaking";
const TOPIC: &str = "topic/";

impl fmt::Display for Subject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Breaking => formatter.write_str(BREAKING),
            Self::Topic(topic) => write!(formatter, "{TOPIC}{topic}"),
        }
    }
}

impl FromStr for Subject {
    type Err = Refusal;

    /// The word for it in the store and on pages: `breaking`, or `topic/` and a slug.
    fn from_str(word: &str) -> Result<Self, Refusal> {
        match word.strip_prefix(TOPIC) {
            None if word == BREAKING => Ok(Self::Breaking),
            topic => topic.unwrap_or_default().parse().map(Self::Topic),
        }
    }
}
