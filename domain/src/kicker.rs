use serde::{Deserialize, Serialize};

/// The word or two above a headline that say what it is about: one line, 1 to 60 characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Kicker(String);

crate::text::one_line!(Kicker, "The kicker", 60);
