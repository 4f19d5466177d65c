//! The name of a picture's file, as it stands in addresses and on the disk.

use std::fmt;
use std::str::FromStr;

use super::{MediaType, PictureId};
use crate::Refusal;

/// One file of a picture: as it was kept (`0af3.jpg`), or a variant of it (`0af3-1-640.avif`: made
/// by recipe 1, 640 pixels wide). Each file has one name, so that each has one address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PictureFile {
    /// Which picture.
    pub id: PictureId,
    /// Which variant of it; none for the picture as it was kept.
    pub variant: Option<Variant>,
    /// What kind of file.
    pub media_type: MediaType,
}

/// Which of a picture's variants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Variant {
    /// Which settings made it. Another recipe makes other files, because browsers keep these for ever.
    pub recipe: u16,
    /// Its width in pixels.
    pub width: u32,
}

impl PictureFile {
    /// Where it is served.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/media/{self}")
    }
}

impl fmt::Display for PictureFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ending = self.media_type.extension();
        match self.variant {
            None => write!(f, "{}.{ending}", self.id),
            Some(Variant { recipe, width }) => write!(f, "{}-{recipe}-{width}.{ending}", self.id),
        }
    }
}

impl FromStr for PictureFile {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        let read = || {
            let (name, ending) = raw.split_once('.')?;
            let mut parts = name.split('-');
            let id = parts.next()?.parse().ok()?;
            let variant = match (parts.next(), parts.next(), parts.next()) {
                (None, ..) => None,
                (Some(recipe), Some(width), None) => Some(Variant {
                    recipe: recipe.parse().ok()?,
                    width: width.parse().ok()?,
                }),
                _ => return None,
            };
            let media_type = MediaType::from_extension(ending)?;
            let file = Self {
                id,
                variant,
                media_type,
            };
            // `+1` and `01` are numbers too, but not how ours are written.
            (file.to_string() == raw).then_some(file)
        };
        read().ok_or_else(|| Refusal::new(format!("`{raw}` does not name a picture's file.")))
    }
}
