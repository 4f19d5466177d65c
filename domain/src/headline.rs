use serde::{Deserialize, Serialize};

/// What a story is called: one line, 1 to 300 characters.
///
/// Long headlines are an editor's choice; the limit only keeps a body from being pasted in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Headline(String);

crate::text::one_line!(Headline, "The headline", 300);
