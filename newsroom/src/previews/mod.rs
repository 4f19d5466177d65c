//! Preview pictures: what a shared link shows of an article that has no picture of its own.
//!
//! The paper's name, the section and the headline, set in the paper's type and colours. A picture is
//! drawn when somebody asks for it and follows from what stands in it alone, so it has a name made from
//! that and may be kept for ever under it.

mod canvas;
mod fonts;
mod layout;
mod studio;

use domain::ArticleId;

pub use studio::{Problem, Studio};

/// Width and height of a preview picture in pixels: what the large cards of those who show previews
/// are cut to (1.91 to 1).
pub const SIZE: (u32, u32) = (1200, 630);

/// Changes with every change of how pictures are drawn, so that the new ones get new names.
const RECIPE: u8 = 1;

/// What stands in a preview picture.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Preview {
    /// The paper's name.
    pub paper: String,
    /// The name of the article's section.
    pub section: String,
    /// The article's headline.
    pub headline: String,
}

impl Preview {
    /// Where the picture of that article is served.
    #[must_use]
    pub fn path(&self, article: ArticleId) -> String {
        format!("/og/{}-{}.png", article.0, self.name())
    }

    /// A name for the picture that only it has: 16 of `0-9a-f`.
    #[must_use]
    pub fn name(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&[RECIPE]);
        for words in [&self.paper, &self.section, &self.headline] {
            hasher.update(&words.len().to_le_bytes());
            hasher.update(words.as_bytes());
        }
        hasher.finalize().to_hex()[..16].to_owned()
    }
}
