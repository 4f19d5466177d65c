//! A story as it stands in the editor's fields: raw text, right or wrong.
//!
//! A [`Version`](domain::Version) cannot hold a wrong value, so it cannot hold half a story. Whatever somebody types is
//! kept here first, as it is; what keeps it from being published is said when somebody asks for that.

use serde::{Deserialize, Serialize};

/// A field of the editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// What sort of journalism it is; a word of [`ArticleKind`](domain::ArticleKind).
    Kind,
    /// The section's slug.
    Section,
    /// The last part of the address; made from the headline where it is empty.
    Slug,
    /// What stands above the headline.
    Kicker,
    /// What the story is called.
    Headline,
    /// The sentence or two under the headline.
    Standfirst,
    /// The story, in Markdown.
    Body,
    /// Who wrote it: names with commas between them.
    Byline,
    /// What it touches: names with commas between them.
    Topics,
    /// A language tag, where it is not the paper's own language.
    Language,
    /// The address of the picture above the story, as the paper serves it.
    Picture,
    /// What somebody who cannot see the picture is told.
    PictureAlt,
    /// The line under the picture.
    PictureCaption,
    /// Who made the picture.
    PictureCredit,
}

impl Field {
    /// Every field, in the order of the editor.
    pub const ALL: [Self; 14] = [
        Self::Kind,
        Self::Section,
        Self::Slug,
        Self::Kicker,
        Self::Headline,
        Self::Standfirst,
        Self::Body,
        Self::Byline,
        Self::Topics,
        Self::Language,
        Self::Picture,
        Self::PictureAlt,
        Self::PictureCaption,
        Self::PictureCredit,
    ];

    /// Its name in forms and in the store.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Section => "section",
            Self::Slug => "slug",
            Self::Kicker => "kicker",
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Body => "body",
            Self::Byline => "byline",
            Self::Topics => "topics",
            Self::Language => "language",
            Self::Picture => "picture",
            Self::PictureAlt => "picture_alt",
            Self::PictureCaption => "picture_caption",
            Self::PictureCredit => "picture_credit",
        }
    }

    /// What editors call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Kind => "Type",
            Self::Section => "Section",
            Self::Slug => "Address",
            Self::Kicker => "Kicker",
            Self::Headline => "Headline",
            Self::Standfirst => "Standfirst",
            Self::Body => "Story",
            Self::Byline => "Byline",
            Self::Topics => "Topics",
            Self::Language => "Language",
            Self::Picture => "Picture",
            Self::PictureAlt => "Alternative text",
            Self::PictureCaption => "Caption",
            Self::PictureCredit => "Credit",
        }
    }

    /// The field of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// What stands in the fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Manuscript {
    /// See [`Field::Kind`].
    pub kind: String,
    /// See [`Field::Section`].
    pub section: String,
    /// See [`Field::Slug`].
    pub slug: String,
    /// See [`Field::Kicker`].
    pub kicker: String,
    /// See [`Field::Headline`].
    pub headline: String,
    /// See [`Field::Standfirst`].
    pub standfirst: String,
    /// See [`Field::Body`]. Lines end with a line feed alone.
    pub body: String,
    /// See [`Field::Byline`].
    pub byline: String,
    /// See [`Field::Topics`].
    pub topics: String,
    /// See [`Field::Language`].
    pub language: String,
    /// See [`Field::Picture`].
    pub picture: String,
    /// See [`Field::PictureAlt`].
    pub picture_alt: String,
    /// See [`Field::PictureCaption`].
    pub picture_caption: String,
    /// See [`Field::PictureCredit`].
    pub picture_credit: String,
}

impl Manuscript {
    /// The longest text of all fields together, in bytes: eight times what may be published, so that whoever pastes a book
    /// keeps it and is told.
    pub const LONGEST: usize = 8 << 20;

    /// What stands in a field.
    #[must_use]
    pub fn get(&self, field: Field) -> &str {
        match field {
            Field::Kind => &self.kind,
            Field::Section => &self.section,
            Field::Slug => &self.slug,
            Field::Kicker => &self.kicker,
            Field::Headline => &self.headline,
            Field::Standfirst => &self.standfirst,
            Field::Body => &self.body,
            Field::Byline => &self.byline,
            Field::Topics => &self.topics,
            Field::Language => &self.language,
            Field::Picture => &self.picture,
            Field::PictureAlt => &self.picture_alt,
            Field::PictureCaption => &self.picture_caption,
            Field::PictureCredit => &self.picture_credit,
        }
    }

    /// Puts a text into a field. Browsers end lines of forms with two characters (HTML Standard, "constructing the entry
    /// list"); here they end with one.
    pub fn set(&mut self, field: Field, text: &str) {
        let place = match field {
            Field::Kind => &mut self.kind,
            Field::Section => &mut self.section,
            Field::Slug => &mut self.slug,
            Field::Kicker => &mut self.kicker,
            Field::Headline => &mut self.headline,
            Field::Standfirst => &mut self.standfirst,
            Field::Body => &mut self.body,
            Field::Byline => &mut self.byline,
            Field::Topics => &mut self.topics,
            Field::Language => &mut self.language,
            Field::Picture => &mut self.picture,
            Field::PictureAlt => &mut self.picture_alt,
            Field::PictureCaption => &mut self.picture_caption,
            Field::PictureCredit => &mut self.picture_credit,
        };
        *place = text.replace("\r\n", "\n").replace('\r', "\n");
    }

    /// How long all its texts are together, in bytes.
    #[must_use]
    pub fn length(&self) -> usize {
        Field::ALL.iter().map(|field| self.get(*field).len()).sum()
    }

    /// The same with a text in a field.
    #[must_use]
    pub fn with(mut self, field: Field, text: &str) -> Self {
        self.set(field, text);
        self
    }
}
