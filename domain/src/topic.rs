use crate::{Refusal, Slug, named, text};

named::named! {
    /// A subject an article touches. An article lives in one section and touches any number of topics.
    Topic at "/topic/"
}

impl Topic {
    /// # Errors
    /// When the name is empty, longer than 80 characters, or cannot be shown.
    pub fn new(slug: Slug, name: &str) -> Result<Self, Refusal> {
        let name = text::line(name, "The topic's name", 80)?;
        Ok(Self { slug, name })
    }
}
