//! What readers are told of somebody who writes for the paper.

use serde::{Deserialize, Serialize};

use crate::{Author, Language, Markdown, Picture};

/// What an author does for the paper: one line, 1 to 120 characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Role(String);

crate::text::one_line!(Role, "The author's role", 120);

/// An author as their page shows them, above what they wrote. An author may have none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Whose it is.
    pub author: Author,
    /// What they do.
    pub role: Option<Role>,
    /// What they look like.
    pub picture: Option<Picture>,
    /// Who they are, which may be nothing.
    pub biography: Markdown,
    /// The language the biography is written in, where that is not the paper's own.
    pub language: Option<Language>,
}
