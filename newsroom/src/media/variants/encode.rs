//! From pixels to a file.

use domain::MediaType;
use image::codecs::{jpeg::JpegEncoder, png::PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use ravif::{BitDepth, Img, RGBA8};

use super::{Pixels, Undecodable};

/// Of 100. Chosen by eye on the sample's pictures so that the three look alike.
const WEBP_QUALITY: f32 = 76.0;
const JPEG_QUALITY: u8 = 78;

/// How an AVIF is written: what it is to look like, of 100, and how little time that may take, of 10. Who takes more time
/// gets the same look (SSIMULACRA2) out of fewer bytes and of a lower number.
struct Effort {
    quality: f32,
    speed: u8,
}

/// Of what phones get, whose lines are slow: four times as long as at the fastest, for a fifth to a third fewer bytes.
const THOROUGH: Effort = Effort {
    quality: 60.0,
    speed: 6,
};
/// Of the rest, which has most of the pixels: one and a half times as long, for a tenth to a sixth fewer.
const QUICK: Effort = Effort {
    quality: 62.0,
    speed: 9,
};
/// The widest picture, in pixels, that is written with more effort.
const PHONE: u32 = 960;

pub(super) fn encode(pixels: &Pixels, media_type: MediaType) -> Result<Vec<u8>, Undecodable> {
    match media_type {
        MediaType::Avif => avif(pixels),
        MediaType::Webp => webp(pixels),
        MediaType::Jpeg => {
            let mut file = Vec::new();
            write(
                JpegEncoder::new_with_quality(&mut file, JPEG_QUALITY),
                pixels,
            )?;
            Ok(file)
        }
        MediaType::Png => {
            let mut file = Vec::new();
            write(PngEncoder::new(&mut file), pixels)?;
            Ok(file)
        }
        MediaType::Gif => Err(Undecodable("no variant is a GIF".to_owned())),
    }
}

fn avif(pixels: &Pixels) -> Result<Vec<u8>, Undecodable> {
    let effort = if pixels.width <= PHONE {
        THOROUGH
    } else {
        QUICK
    };
    let encoder = ravif::Encoder::new()
        .with_quality(effort.quality)
        .with_alpha_quality(effort.quality)
        .with_speed(effort.speed)
        .with_bit_depth(BitDepth::Eight)
        // The server has answers to give meanwhile.
        .with_num_threads(Some(1));
    // With alpha in any case, which the encoder leaves out where there is none: `encode_rgb` would be
    // compiled into this crate, unoptimised in a debug build, and then takes a minute for a picture.
    let all: Vec<RGBA8> = pixels
        .bytes
        .chunks_exact(pixels.depth())
        .map(|pixel| {
            let alpha = pixel.get(3).copied().unwrap_or(u8::MAX);
            RGBA8::new(pixel[0], pixel[1], pixel[2], alpha)
        })
        .collect();
    let encoded = encoder.encode_rgba(Img::new(
        &all,
        pixels.width as usize,
        pixels.height as usize,
    ));
    encoded
        .map(|encoded| encoded.avif_file)
        .map_err(|error| Undecodable(error.to_string()))
}

fn webp(pixels: &Pixels) -> Result<Vec<u8>, Undecodable> {
    let encoder = if pixels.has_alpha {
        webp::Encoder::from_rgba(&pixels.bytes, pixels.width, pixels.height)
    } else {
        webp::Encoder::from_rgb(&pixels.bytes, pixels.width, pixels.height)
    };
    encoder
        .encode_simple(false, WEBP_QUALITY)
        .map(|file| file.to_vec())
        .map_err(|error| Undecodable(format!("{error:?}")))
}

fn write(encoder: impl ImageEncoder, pixels: &Pixels) -> Result<(), Undecodable> {
    let colours = if pixels.has_alpha {
        ExtendedColorType::Rgba8
    } else {
        ExtendedColorType::Rgb8
    };
    encoder
        .write_image(&pixels.bytes, pixels.width, pixels.height, colours)
        .map_err(|error| Undecodable(error.to_string()))
}
