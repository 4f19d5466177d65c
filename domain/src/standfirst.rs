use serde::{Deserialize, Serialize};

/// The sentence or two under a headline that say why to read on: one line, 1 to 600 characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Standfirst(String);

crate::text::one_line!(Standfirst, "The standfirst", 600);
