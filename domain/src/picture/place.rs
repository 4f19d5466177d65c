//! Where on a page a picture stands, and which of its files a browser may choose from there.

use super::{MediaType, Picture, PictureFile, Variant};

/// A kind of place for pictures: how wide it is and which files are worth offering for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// How wide the picture is shown, as the `sizes` attribute says it (HTML Standard, section
    /// 4.8.4.2.1). It has to follow the style sheet.
    pub sizes: &'static str,
    /// The narrowest file worth offering, in pixels.
    pub narrowest: u32,
    /// The widest.
    pub widest: u32,
}

impl Picture {
    /// The `srcset` for a place in files of one kind; none if there are none.
    #[must_use]
    pub fn srcset(&self, media_type: MediaType, place: Place) -> Option<String> {
        let variants = self.prepared.as_ref()?.variants.as_ref()?;
        let widths = variants.widths(media_type);
        let fit = |width: &&u32| (place.narrowest..=place.widest).contains(*width);
        let mut fitting: Vec<u32> = widths.iter().filter(fit).copied().collect();
        if fitting.is_empty() {
            fitting.extend(widths.last());
        }
        let offers: Vec<String> = fitting
            .into_iter()
            .map(|width| {
                let file = self.variant(variants.recipe(), width, media_type);
                format!("{} {width}w", file.path())
            })
            .collect();
        (!offers.is_empty()).then(|| offers.join(", "))
    }

    /// The address every browser can show something from: of the plain variants the narrowest that
    /// is at least `width` pixels wide, else the widest; before there are any, the picture as it
    /// was kept.
    #[must_use]
    pub fn plain_path(&self, width: u32) -> String {
        match self.plain_variant(width) {
            Some(file) => file.path(),
            None => self.path(),
        }
    }

    /// Width and height of what is at [`Self::plain_path`], in pixels.
    #[must_use]
    pub fn plain_size(&self, width: u32) -> (u32, u32) {
        let Some(Variant { width, .. }) = self.plain_variant(width).and_then(|file| file.variant)
        else {
            return (self.width, self.height);
        };
        let height = u64::from(self.height) * u64::from(width) / u64::from(self.width.max(1));
        (width, u32::try_from(height).unwrap_or(u32::MAX).max(1))
    }

    fn plain_variant(&self, width: u32) -> Option<PictureFile> {
        let variants = self.prepared.as_ref()?.variants.as_ref()?;
        let widths = variants.widths(variants.plain());
        let found = widths
            .iter()
            .find(|found| **found >= width)
            .or(widths.last())?;
        Some(self.variant(variants.recipe(), *found, variants.plain()))
    }

    fn variant(&self, recipe: u16, width: u32, media_type: MediaType) -> PictureFile {
        PictureFile {
            id: self.id.clone(),
            variant: Some(Variant { recipe, width }),
            media_type,
        }
    }
}
