//! Decoded pixels: eight bits a channel in sRGB, upright.

use domain::Tone;
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, Resizer};

use super::Undecodable;

#[derive(Debug, Clone)]
pub(super) struct Pixels {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Red, green, blue, and, if it can be seen through anywhere, alpha, for each pixel.
    pub(super) bytes: Vec<u8>,
    pub(super) has_alpha: bool,
}

impl Pixels {
    pub(super) fn is_opaque(&self) -> bool {
        !self.has_alpha
    }

    /// Bytes of one pixel.
    pub(super) fn depth(&self) -> usize {
        if self.has_alpha { 4 } else { 3 }
    }

    /// The same picture `width` pixels wide.
    pub(super) fn narrowed(&self, width: u32) -> Result<Self, Undecodable> {
        if width == self.width {
            return Ok(self.clone());
        }
        let scaled = f64::from(self.height) * f64::from(width) / f64::from(self.width);
        // A float as large as a `u32` is cut off, not wrapped.
        let height = (scaled.round() as u32).max(1);
        let kind = if self.has_alpha {
            PixelType::U8x4
        } else {
            PixelType::U8x3
        };
        let refused = |error: &dyn std::fmt::Display| Undecodable(error.to_string());
        let from = ImageRef::new(self.width, self.height, &self.bytes, kind)
            .map_err(|error| refused(&error))?;
        let mut to = Image::new(width, height, kind);
        Resizer::new()
            .resize(&from, &mut to, None)
            .map_err(|error| refused(&error))?;
        Ok(Self {
            width,
            height,
            bytes: to.into_vec(),
            has_alpha: self.has_alpha,
        })
    }

    /// The tone most pixels have; none of a picture that can be seen through.
    pub(super) fn tone(&self) -> Option<Tone> {
        if self.has_alpha {
            return None;
        }
        let mut counts = std::collections::HashMap::new();
        for pixel in self.bytes.chunks_exact(3) {
            *counts
                .entry(Tone::of([pixel[0], pixel[1], pixel[2]]))
                .or_insert(0_u32) += 1;
        }
        // By name where two are as frequent, so that a picture has the same tone each time.
        counts
            .into_iter()
            .max_by_key(|(tone, count)| (*count, tone.to_string()))
            .map(|(tone, _)| tone)
    }
}
