//! The pixels of a picture while it is drawn.

use cosmic_text::Color;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, ImageError};

use super::SIZE;

/// A picture of [`SIZE`], three bytes a pixel.
pub(super) struct Canvas(Vec<u8>);

/// A part of it, in pixels from its top left corner.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: u32,
    pub(super) height: u32,
}

impl Canvas {
    /// All in one colour.
    pub(super) fn of(colour: Color) -> Self {
        let pixels = SIZE.0 as usize * SIZE.1 as usize;
        Self([colour.r(), colour.g(), colour.b()].repeat(pixels))
    }

    /// Lays a colour over an area, as far as it is opaque. What lies outside of the picture is left out.
    pub(super) fn fill(&mut self, area: Area, colour: Color) {
        let range = |from: i32, length: u32, end: u32| {
            let to = from.saturating_add_unsigned(length);
            let inside = |at: i32| u32::try_from(at).unwrap_or(0).min(end) as usize;
            inside(from)..inside(to)
        };
        for y in range(area.y, area.height, SIZE.1) {
            for x in range(area.x, area.width, SIZE.0) {
                let place = (y * SIZE.0 as usize + x) * 3;
                let over = [colour.r(), colour.g(), colour.b()];
                for (below, over) in self.0[place..place + 3].iter_mut().zip(over) {
                    *below = blend(*below, over, colour.a());
                }
            }
        }
    }

    /// The picture as a PNG.
    pub(super) fn png(&self) -> Result<Vec<u8>, ImageError> {
        let mut png = Vec::new();
        let encoder =
            PngEncoder::new_with_quality(&mut png, CompressionType::Default, FilterType::Adaptive);
        encoder.write_image(&self.0, SIZE.0, SIZE.1, ExtendedColorType::Rgb8)?;
        Ok(png)
    }
}

/// `over`, `alpha` of 255 opaque, on `below`.
fn blend(below: u8, over: u8, alpha: u8) -> u8 {
    let (below, over, alpha) = (u16::from(below), u16::from(over), u16::from(alpha));
    let mixed = (over * alpha + below * (255 - alpha) + 127) / 255;
    u8::try_from(mixed).unwrap_or(u8::MAX)
}
