//! From a file to pixels.

use std::io::Cursor;

use domain::MediaType;
use image::codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, Limits};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::{Pixels, Undecodable};
use crate::media::{KeptPicture, orientation};

/// The memory a decoder may take, in bytes: the largest picture in three channels, and some room.
const MOST_MEMORY: u64 = 400 << 20;

/// Whether a picture is served as it was kept: a GIF, which mostly moves, an AVIF, which is small
/// already, and whatever else moves.
pub(super) fn stays_as_it_is(bytes: &[u8], media_type: MediaType) -> bool {
    match media_type {
        MediaType::Avif | MediaType::Gif => true,
        MediaType::Jpeg => false,
        // The chunk that announces frames stands before the pixels (PNG, section 11.3.6.2).
        MediaType::Png => {
            let pixels = find(bytes, b"IDAT").unwrap_or(bytes.len());
            find(&bytes[..pixels], b"acTL").is_some()
        }
        // A bit of the extended header (RFC 9649, section 2.7).
        MediaType::Webp => {
            bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|bits| bits & 2 != 0)
        }
    }
}

fn find(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    bytes.windows(mark.len()).position(|part| part == mark)
}

/// The pixels of a picture at most `widest` wide, turned as it is shown.
pub(super) fn decode(
    bytes: &[u8],
    picture: &KeptPicture,
    widest: u32,
) -> Result<Pixels, Undecodable> {
    let file = Cursor::new(bytes);
    let (pixels, profile) = match picture.media_type {
        MediaType::Jpeg => read(JpegDecoder::new(file)),
        MediaType::Png => read(PngDecoder::new(file)),
        MediaType::Webp => read(WebPDecoder::new(file)),
        MediaType::Avif | MediaType::Gif => return Err(Undecodable("is served as it is".into())),
    }
    .map_err(|error| Undecodable(error.to_string()))?;

    let turn = match picture.media_type {
        MediaType::Jpeg => orientation::of(bytes)
            .and_then(|turn| u8::try_from(turn).ok())
            .and_then(Orientation::from_exif)
            .unwrap_or(Orientation::NoTransforms),
        MediaType::Avif | MediaType::Gif | MediaType::Png | MediaType::Webp => {
            Orientation::NoTransforms
        }
    };
    let lies = picture.media_type == MediaType::Jpeg && orientation::lies_on_its_side(bytes);
    let as_stored = if lies { pixels.height } else { pixels.width };
    let claimed = if lies { pixels.width } else { pixels.height };
    if (as_stored, claimed) != (picture.width, picture.height) {
        return Err(Undecodable("its size is not what it says".to_owned()));
    }
    // Turned after it was made small, which is less to turn.
    let scale = f64::from(widest) / f64::from(picture.width);
    let stored_width = (f64::from(pixels.width) * scale).round() as u32;
    let small = pixels.narrowed(stored_width.max(1))?;
    let mut upright = turned(small, turn, widest)?;
    if let Some(profile) = profile {
        to_srgb(&mut upright, &profile);
    }
    Ok(upright)
}

type Decoded = (Pixels, Option<Vec<u8>>);

fn read(decoder: image::ImageResult<impl ImageDecoder>) -> image::ImageResult<Decoded> {
    let mut decoder = decoder?;
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_MEMORY);
    decoder.set_limits(limits)?;
    if decoder.total_bytes() > MOST_MEMORY {
        return Err(image::ImageError::Limits(
            image::error::LimitError::from_kind(image::error::LimitErrorKind::InsufficientMemory),
        ));
    }
    let profile = decoder.icc_profile()?;
    let picture = DynamicImage::from_decoder(decoder)?;
    Ok((pixels(picture), profile))
}

fn pixels(picture: DynamicImage) -> Pixels {
    let (width, height) = (picture.width(), picture.height());
    if picture.color().has_alpha() {
        let bytes = picture.into_rgba8().into_raw();
        if bytes.chunks_exact(4).any(|pixel| pixel[3] < u8::MAX) {
            return Pixels {
                width,
                height,
                bytes,
                has_alpha: true,
            };
        }
        let bytes = bytes
            .chunks_exact(4)
            .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
            .collect();
        return Pixels {
            width,
            height,
            bytes,
            has_alpha: false,
        };
    }
    Pixels {
        width,
        height,
        bytes: picture.into_rgb8().into_raw(),
        has_alpha: false,
    }
}

fn turned(pixels: Pixels, turn: Orientation, widest: u32) -> Result<Pixels, Undecodable> {
    if turn == Orientation::NoTransforms {
        return Ok(pixels);
    }
    let lost = || Undecodable("its pixels were lost".to_owned());
    let picture = image::RgbImage::from_raw(pixels.width, pixels.height, pixels.bytes);
    let mut picture = DynamicImage::ImageRgb8(picture.ok_or_else(lost)?);
    picture.apply_orientation(turn);
    let turned = Pixels {
        width: picture.width(),
        height: picture.height(),
        bytes: picture.into_rgb8().into_raw(),
        has_alpha: false,
    };
    // Rounding the stored side may have missed the wanted one by a pixel.
    turned.narrowed(widest)
}

/// Colours as browsers take them without a profile. A profile that cannot be used is passed over, as
/// browsers do.
fn to_srgb(pixels: &mut Pixels, profile: &[u8]) {
    let layout = if pixels.has_alpha {
        Layout::Rgba
    } else {
        Layout::Rgb
    };
    let transform = ColorProfile::new_from_slice(profile)
        .ok()
        .filter(|profile| profile.color_space == DataColorSpace::Rgb)
        .and_then(|profile| {
            let srgb = ColorProfile::new_srgb();
            let options = TransformOptions::default();
            profile
                .create_transform_8bit(layout, &srgb, layout, options)
                .ok()
        });
    let Some(transform) = transform else {
        return;
    };
    let mut bytes = vec![0; pixels.bytes.len()];
    let row = pixels.width as usize * pixels.depth();
    let done = pixels
        .bytes
        .chunks_exact(row)
        .zip(bytes.chunks_exact_mut(row))
        .all(|(from, to)| transform.transform(from, to).is_ok());
    if done {
        pixels.bytes = bytes;
    }
}
