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
        let variants = self
            .prepared
            .as_ref()
            .and_then(|prepared| prepared.variants.as_ref());
        let Some(variants) = variants else {
            return self.path();
        };
        let widths = variants.widths(variants.plain());
        let wide_enough = widths.iter().find(|found| **found >= width);
        match wide_enough.or(widths.last()) {
            Some(found) => self
                .variant(variants.recipe(), *found, variants.plain())
                .path(),
            None => self.path(),
        }
    }

    fn variant(&self, recipe: u16, width: u32, media_type: MediaType) -> PictureFile {
        PictureFile {
            id: self.id.clone(),
            variant: Some(Variant { recipe, width }),
            media_type,
        }
    }
}
