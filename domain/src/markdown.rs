//! The story's text: Markdown as it was written, and the HTML that may reach a page.

#[cfg(feature = "render")]
mod anchors;
#[cfg(feature = "render")]
mod blocks;
#[cfg(feature = "render")]
mod dress;
#[cfg(feature = "render")]
mod embed;
#[cfg(feature = "render")]
mod footnotes;
#[cfg(feature = "render")]
mod html_words;
#[cfg(feature = "render")]
mod illustrate;
#[cfg(feature = "render")]
mod labels;
#[cfg(feature = "render")]
mod nesting;
#[cfg(feature = "render")]
mod open_elements;
#[cfg(feature = "render")]
mod paragraphs;
#[cfg(feature = "render")]
mod quotes;
#[cfg(feature = "render")]
mod render;
#[cfg(feature = "render")]
mod rendering;
#[cfg(feature = "render")]
mod sanitise;
#[cfg(feature = "render")]
mod tables;
#[cfg(feature = "render")]
mod tags;
#[cfg(feature = "render")]
mod words;

use std::collections::HashSet;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{PictureId, Refusal};

#[cfg(feature = "render")]
pub use embed::EMBED_HOSTS;
#[cfg(feature = "render")]
pub use paragraphs::{names_a_credit, without_credit};
#[cfg(feature = "render")]
pub use rendering::Rendering;

/// A body as its author wrote it: Markdown (CommonMark with tables, footnotes, strikethrough),
/// at most one mebibyte, without NUL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Markdown(String);

impl Markdown {
    /// The longest body, in bytes: a 1,000-page novel, and far less than a page should weigh.
    pub const LONGEST: usize = 1 << 20;

    /// A body that came in before it was checked how deep it nests: it is shown without what nests too deep.
    ///
    /// # Errors
    /// When it is too long or has a NUL in it.
    pub fn stored(raw: &str) -> Result<Self, Refusal> {
        if raw.len() > Self::LONGEST {
            return Err(Refusal::new(format!(
                "The body has {} KiB; at most {} fit.",
                raw.len() >> 10,
                Self::LONGEST >> 10
            )));
        }
        if raw.contains('\0') {
            return Err(Refusal::new("The body has a NUL character in it."));
        }
        Ok(Self(raw.to_owned()))
    }

    /// The body as HTML that is safe to put on a page, whoever wrote it: one in English.
    #[cfg(feature = "render")]
    #[must_use]
    pub fn render(&self) -> SafeHtml {
        self.render_as(&Rendering::default())
    }

    /// The same for a reader, a language and pictures.
    #[cfg(feature = "render")]
    #[must_use]
    pub fn render_as(&self, rendering: &Rendering<'_>) -> SafeHtml {
        SafeHtml(render::html(&self.0, rendering))
    }

    /// The same, cut where an element ends that stands in no other. Joined, the blocks are what [`Self::render_as`] gives.
    #[cfg(feature = "render")]
    #[must_use]
    pub fn render_in_blocks(&self, rendering: &Rendering<'_>) -> Vec<SafeHtml> {
        let blocks = render::html_in_blocks(&self.0, rendering);
        blocks.into_iter().map(SafeHtml).collect()
    }

    /// The pictures whose addresses stand somewhere in the body, shown or not, each once.
    #[must_use]
    pub fn picture_ids(&self) -> Vec<PictureId> {
        let mut known = HashSet::new();
        let after = self.0.split("/media/").skip(1);
        after
            .filter_map(|after| after.split('.').next()?.parse().ok())
            .filter(|id: &PictureId| known.insert(id.clone()))
            .collect()
    }

    /// The body's parts: its headings of the first level, which [`Self::render`] gives their anchors.
    #[cfg(feature = "render")]
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        render::parts(&self.0)
    }

    /// The body's words alone, a paragraph to a line, for searching.
    #[cfg(feature = "render")]
    #[must_use]
    pub fn words(&self) -> String {
        words::of(&self.0)
    }
}

impl FromStr for Markdown {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        let body = Self::stored(raw)?;
        #[cfg(feature = "render")]
        nesting::check(raw)?;
        Ok(body)
    }
}

crate::text::checked_string!(Markdown);

/// A part of a body that has a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The id of its heading on the page.
    pub anchor: String,
    /// What the heading says.
    pub title: String,
}

/// HTML that went through the sanitiser: the only thing `inner_html` accepts.
///
/// It can be built by [`Markdown::render`], [`Markdown::render_as`] and [`Markdown::render_in_blocks`] alone, and is not
/// deserialised, so a page cannot be handed markup that came from anywhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// The markup.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
