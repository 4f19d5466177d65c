use serde::{Deserialize, Serialize};

use crate::{Refusal, Slug, text};

/// First parts of addresses that the site itself uses or keeps for later. A section called one of
/// these would be unreachable, or would hide a page.
const RESERVED: [&str; 26] = [
    "about",
    "accessibility",
    "api",
    "archive",
    "author",
    "authors",
    "corrections",
    "desk",
    "feed",
    "fonts",
    "front",
    "healthz",
    "letters",
    "live",
    "media",
    "metrics",
    "news-sitemap",
    "pkg",
    "privacy",
    "robots",
    "search",
    "sitemap",
    "stay-in-touch",
    "topic",
    "topics",
    "well-known",
];

/// The one place an article lives, and the first part of its address.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Section {
    slug: Slug,
    name: String,
}

#[derive(Deserialize)]
struct Unchecked {
    slug: Slug,
    name: String,
}

impl Section {
    /// # Errors
    /// When the slug is a word the site keeps for itself, or the name is empty, longer than
    /// 60 characters, or cannot be shown.
    pub fn new(slug: Slug, name: &str) -> Result<Self, Refusal> {
        if RESERVED.contains(&slug.as_str()) {
            return Err(Refusal::new(format!(
                "A section cannot be called `{slug}`: the site uses that address itself."
            )));
        }
        let name = text::line(name, "The section's name", 60)?;
        Ok(Self { slug, name })
    }

    /// The first part of `/{section}/{slug}`.
    #[must_use]
    pub fn slug(&self) -> &Slug {
        &self.slug
    }

    /// The name readers see.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The address of the section's page.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/{}", self.slug)
    }
}

impl TryFrom<Unchecked> for Section {
    type Error = Refusal;

    fn try_from(raw: Unchecked) -> Result<Self, Self::Error> {
        Self::new(raw.slug, &raw.name)
    }
}
