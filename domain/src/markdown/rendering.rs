//! What a body is rendered for: where it will be read, in which words, with which pictures.

use pulldown_cmark::HeadingLevel;

use super::illustrate::Illustrator;
use super::labels::{self, BodyWords};
use crate::{Language, Picture, Place};

/// What a body is rendered for.
pub struct Rendering<'p> {
    pub(super) words: &'static BodyWords,
    pub(super) illustrator: Illustrator<'p>,
    pub(super) reader: Reader,
    /// The level its headings begin at.
    pub(super) top: HeadingLevel,
    /// What its anchors have in them that those of no other body on the page have.
    pub(super) mark: String,
}

/// Where a body is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// In a browser, with the paper's style sheet and perhaps its script.
    Page,
    /// In a program that shows plain elements and nothing else.
    Feed,
}

impl<'p> Rendering<'p> {
    /// For one of the paper's pages; `language` is the article's.
    #[must_use]
    pub fn page(language: &Language) -> Self {
        Self {
            words: BodyWords::of(language),
            ..Self::default()
        }
    }

    /// For a feed: nothing in it needs a style or a script of the paper.
    #[must_use]
    pub fn feed(language: &Language) -> Self {
        Self {
            reader: Reader::Feed,
            ..Self::page(language)
        }
    }

    /// One of several bodies on a page, each under a heading of the third level: `mark`, which is letters and
    /// digits, keeps their anchors apart.
    #[must_use]
    pub fn among_others(self, mark: &str) -> Self {
        Self {
            top: HeadingLevel::H4,
            mark: format!("{mark}-"),
            ..self
        }
    }

    /// With what is known of the body's pictures: those get their size, and, once the paper has
    /// prepared them, the files a browser may choose from for `place`.
    #[must_use]
    pub fn with_pictures(self, pictures: &'p [Picture], place: Place) -> Self {
        Self {
            illustrator: Illustrator::new(pictures, place),
            ..self
        }
    }
}

impl Default for Rendering<'_> {
    /// For a page in English.
    fn default() -> Self {
        Self {
            words: &labels::ENGLISH,
            illustrator: Illustrator::default(),
            reader: Reader::Page,
            top: HeadingLevel::H2,
            mark: String::new(),
        }
    }
}
