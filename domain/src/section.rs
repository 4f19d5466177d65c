use crate::{Refusal, Slug, named, text};

/// First parts of addresses that the site itself uses or keeps for later. A section called one of
/// these would be unreachable, or would hide a page.
const RESERVED: [&str; 32] = [
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
    "notifications",
    "offline",
    "og",
    "pkg",
    "privacy",
    "read",
    "robots",
    "search",
    "service-worker",
    "sitemap",
    "stay-in-touch",
    "topic",
    "topics",
    "vitals",
    "well-known",
];

named::named! {
    /// The one place an article lives, and the first part of its address.
    Section at "/"
}

impl Section {
    /// # Errors
    /// When the slug is a word the site keeps for itself, or the name is empty, longer than
    /// 60 characters, or cannot be shown.
    pub fn new(slug: Slug, name: &str) -> Result<Self, Refusal> {
        if Self::is_reserved(&slug) {
            return Err(Refusal::new(format!(
                "A section cannot be called `{slug}`: the site uses that address itself."
            )));
        }
        let name = text::line(name, "The section's name", 60)?;
        Ok(Self { slug, name })
    }

    /// Whether the site keeps that word for itself.
    #[must_use]
    pub fn is_reserved(slug: &Slug) -> bool {
        RESERVED.contains(&slug.as_str())
    }
}
