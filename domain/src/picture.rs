//! Pictures: which file, how large, what is said about it, and what the paper made of it.

mod file;
mod focus;
mod place;
mod prepared;
mod words;

use serde::{Deserialize, Serialize};

pub use file::{PictureFile, Variant};
pub use focus::Focus;
pub use place::Place;
pub use prepared::{Prepared, Tone, Variants};
pub use words::{AltText, Caption, Credit, Licence};

/// A stored picture file, named by what is in it: 1 to 64 of `0-9a-f`, a hash of its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PictureId(String);

impl std::str::FromStr for PictureId {
    type Err = crate::Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        let hex = (1..=64).contains(&raw.len())
            && raw.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if hex {
            Ok(Self(raw.to_owned()))
        } else {
            Err(crate::Refusal::new(format!(
                "`{raw}` does not name a picture."
            )))
        }
    }
}

crate::text::checked_string!(PictureId);

/// The kinds of picture every browser of the last years shows and that cannot carry script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MediaType {
    /// `image/avif`
    Avif,
    /// `image/gif`
    Gif,
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
    /// `image/webp`
    Webp,
}

impl MediaType {
    /// Every kind there is.
    pub const ALL: [Self; 5] = [Self::Avif, Self::Gif, Self::Jpeg, Self::Png, Self::Webp];

    /// The file name's ending, without a dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::Gif => "gif",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
        }
    }

    /// The value of `Content-Type`.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Avif => "image/avif",
            Self::Gif => "image/gif",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
        }
    }

    /// The kind a file name's ending stands for, as this type writes it.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.extension() == extension)
    }
}

/// A picture as an article uses it: the file, its size, and what is said about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Which file.
    pub id: PictureId,
    /// What kind of file.
    pub media_type: MediaType,
    /// Width in pixels, so that the page keeps the room before the file is there.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What the paper made of it for its readers; none until it has. Nobody writes this: a version
    /// of an article is the same with and without it.
    pub prepared: Option<Prepared>,
    /// What has to be seen of it where it is cut; none where nobody said. It is of the file, not of the article: a version
    /// is the same with and without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focus: Option<Focus>,
    /// What somebody who cannot see it is told.
    pub alt: AltText,
    /// The line under it.
    pub caption: Option<Caption>,
    /// Who made it.
    pub credit: Option<Credit>,
}

impl Picture {
    /// The classes by which the style sheet shows it: the colour of its place, and what is kept of it where it is cut.
    #[must_use]
    pub fn classes(&self) -> Option<String> {
        let tone = self.prepared.as_ref().and_then(|found| found.tone);
        match (tone.map(Tone::class), self.focus.and_then(Focus::classes)) {
            (None, None) => None,
            (Some(one), None) | (None, Some(one)) => Some(one),
            (Some(tone), Some(focus)) => Some(format!("{tone} {focus}")),
        }
    }

    /// Where the picture is served as it was kept.
    #[must_use]
    pub fn path(&self) -> String {
        let file = PictureFile {
            id: self.id.clone(),
            variant: None,
            media_type: self.media_type,
        };
        file.path()
    }
}
