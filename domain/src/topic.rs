use serde::{Deserialize, Serialize};

use crate::{Refusal, Slug, text};

/// A subject an article touches. An article lives in one section and touches any number of topics.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Topic {
    slug: Slug,
    name: String,
}

#[derive(Deserialize)]
struct Unchecked {
    slug: Slug,
    name: String,
}

impl Topic {
    /// # Errors
    /// When the name is empty, longer than 80 characters, or cannot be shown.
    pub fn new(slug: Slug, name: &str) -> Result<Self, Refusal> {
        let name = text::line(name, "The topic's name", 80)?;
        Ok(Self { slug, name })
    }

    /// The last part of `/topic/{slug}`.
    #[must_use]
    pub fn slug(&self) -> &Slug {
        &self.slug
    }

    /// The name readers see.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl TryFrom<Unchecked> for Topic {
    type Error = Refusal;

    fn try_from(raw: Unchecked) -> Result<Self, Self::Error> {
        Self::new(raw.slug, &raw.name)
    }
}
