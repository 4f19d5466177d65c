use serde::{Deserialize, Serialize};

use crate::{Refusal, Slug, named, text};

named::named! {
    /// Somebody who wrote a story. A guest needs no account: a name is enough.
    Author at "/author/"
}

impl Author {
    /// # Errors
    /// When the name is empty, longer than 100 characters, or cannot be shown.
    pub fn new(slug: Slug, name: &str) -> Result<Self, Refusal> {
        let name = text::line(name, "The author's name", 100)?;
        Ok(Self { slug, name })
    }
}

/// Who wrote a story, in the order they are named: 0 to 12 authors, none twice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Author>", into = "Vec<Author>")]
pub struct Byline(Vec<Author>);

impl Byline {
    /// The most names one byline holds.
    pub const MOST: usize = 12;

    /// The authors in order.
    #[must_use]
    pub fn authors(&self) -> &[Author] {
        &self.0
    }

    /// Whether nobody is named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl TryFrom<Vec<Author>> for Byline {
    type Error = Refusal;

    fn try_from(authors: Vec<Author>) -> Result<Self, Self::Error> {
        if authors.len() > Self::MOST {
            return Err(Refusal::new(format!(
                "The byline names {} people; at most {} fit.",
                authors.len(),
                Self::MOST
            )));
        }
        for (position, author) in authors.iter().enumerate() {
            if authors[..position]
                .iter()
                .any(|earlier| earlier.slug == author.slug)
            {
                return Err(Refusal::new(format!(
                    "The byline names {} twice.",
                    author.name
                )));
            }
        }
        Ok(Self(authors))
    }
}

impl From<Byline> for Vec<Author> {
    fn from(byline: Byline) -> Self {
        byline.0
    }
}
