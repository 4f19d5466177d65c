//! What a picture becomes for readers, and what is left out of every file.

use domain::{MediaType, Tone};
use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use newsroom::media::variants::{self, Made, VariantFile};

use crate::pictures::{avif, gif, png};

/// Left half red, right half blue.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 {
            Rgb([200, 20, 20])
        } else {
            Rgb([20, 20, 200])
        }
    })
}

fn file(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    picture.into().write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// A camera's Exif segment: the orientation, and where it was taken.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut tiff = b"II\x2A\0\x08\0\0\0\x02\0".to_vec();
    tiff.extend([0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    tiff.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0]);
    tiff.extend(b"GPS 40 42 46 N 74 0 21 W");
    let length = u16::try_from(tiff.len() + 8).unwrap().to_be_bytes();
    let mut file = jpeg[..2].to_vec();
    file.extend([0xFF, 0xE1, length[0], length[1]]);
    file.extend(b"Exif\0\0");
    file.extend(tiff);
    file.extend(&jpeg[2..]);
    file
}

fn of(made: &Made, kind: MediaType) -> Vec<&VariantFile> {
    made.files
        .iter()
        .filter(|file| file.media_type == kind)
        .collect()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn an_upright_photograph_is_turned_made_small_and_says_nothing_of_its_place() {
    let camera = with_exif(&file(halves(400, 200), ImageFormat::Jpeg), 6);
    assert!(contains(&camera, b"GPS 40"));
    let made = variants::of(&camera).unwrap();
    let widths = |kind| -> Vec<u32> { of(&made, kind).iter().map(|file| file.width).collect() };
    assert_eq!(widths(MediaType::Avif), [160, 200]);
    assert_eq!(widths(MediaType::Webp), [160, 200]);
    assert_eq!(widths(MediaType::Jpeg), [200]);
    for variant in &made.files {
        assert!(!contains(&variant.bytes, b"Exif") && !contains(&variant.bytes, b"GPS"));
    }
    let jpeg = image::load_from_memory(&of(&made, MediaType::Jpeg)[0].bytes).unwrap();
    assert_eq!(jpeg.dimensions(), (200, 400));
    // Turned a quarter clockwise, what was left is above.
    assert!(jpeg.get_pixel(100, 40)[0] > 150, "red above");
    assert!(jpeg.get_pixel(100, 360)[2] > 150, "blue below");
    let webp = image::load_from_memory(&of(&made, MediaType::Webp)[0].bytes).unwrap();
    assert_eq!(webp.dimensions(), (160, 320));
}

#[test]
fn every_orientation_a_camera_knows_comes_out_upright() {
    // Where the red half is after each of the eight turns.
    for (orientation, x, y) in [
        (1, 20, 32),
        (2, 108, 32),
        (3, 108, 32),
        (4, 20, 32),
        (5, 32, 20),
        (6, 32, 20),
        (7, 32, 108),
        (8, 32, 108),
    ] {
        let camera = with_exif(&file(halves(128, 64), ImageFormat::Jpeg), orientation);
        let made = variants::of(&camera).unwrap();
        let jpeg = image::load_from_memory(&of(&made, MediaType::Jpeg)[0].bytes).unwrap();
        let red = jpeg.get_pixel(x, y);
        assert!(red[0] > 150 && red[2] < 80, "{orientation}: {red:?}");
    }
}

#[test]
fn a_variant_is_never_wider_than_the_picture() {
    let made = variants::of(&file(halves(100, 50), ImageFormat::Png)).unwrap();
    assert!(made.files.iter().all(|file| file.width == 100));
    let large = variants::of(&file(halves(700, 10), ImageFormat::WebP)).unwrap();
    let widths: Vec<u32> = of(&large, MediaType::Avif)
        .iter()
        .map(|file| file.width)
        .collect();
    assert_eq!(widths, [160, 320, 480, 700]);
}

#[test]
fn what_can_be_seen_through_stays_so_and_has_no_tone() {
    let glass = RgbaImage::from_fn(64, 64, |x, _| {
        Rgba([250, 0, 0, if x < 32 { 0 } else { 255 }])
    });
    let made = variants::of(&file(glass, ImageFormat::Png)).unwrap();
    assert_eq!(made.prepared.tone, None);
    assert!(of(&made, MediaType::Jpeg).is_empty());
    for kind in [MediaType::Png, MediaType::Webp] {
        let picture = image::load_from_memory(&of(&made, kind)[0].bytes).unwrap();
        assert_eq!(picture.get_pixel(4, 32)[3], 0);
        assert_eq!(picture.get_pixel(60, 32)[3], 255);
    }
    let avif = &of(&made, MediaType::Avif)[0].bytes;
    assert!(contains(avif, b"auxC"), "alpha is a picture of its own");
}

#[test]
fn the_tone_is_the_colour_most_pixels_have() {
    let mut picture = RgbImage::from_pixel(64, 64, Rgb([250, 130, 10]));
    for x in 0..20 {
        picture.put_pixel(x, 0, Rgb([0, 0, 255]));
    }
    let made = variants::of(&file(picture, ImageFormat::Png)).unwrap();
    assert_eq!(made.prepared.tone, Some(Tone::of([250, 130, 10])));
    assert_eq!(made.prepared.tone.unwrap().class(), "tone-ea2");
}

#[test]
fn what_moves_and_what_is_small_already_is_left_alone() {
    let mut animated = file(halves(20, 20), ImageFormat::Png);
    let control = b"\0\0\0\x08acTL\0\0\0\x02\0\0\0\0\0\0\0\0";
    animated.splice(33..33, control.iter().copied());
    let moving_webp = b"RIFF\x16\0\0\0WEBPVP8X\x0A\0\0\0\x02\0\0\0\x0F\0\0\x08\0\0";
    for bytes in [gif(64, 48), avif(64, 48), animated, moving_webp.to_vec()] {
        let made = variants::of(&bytes).unwrap();
        assert!(made.files.is_empty() && made.prepared.variants.is_none());
    }
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let problem = variants::of(&png(30_000, 30_000)).unwrap_err();
    assert_eq!(
        problem.to_string(),
        "is 30000 by 30000 pixels; at most 100 million fit"
    );
}

#[test]
fn a_broken_file_is_an_error_and_no_more() {
    let mut half = file(halves(200, 200), ImageFormat::Png);
    half.truncate(half.len() / 2);
    assert!(variants::of(&half).is_err());
    assert!(variants::of(&png(40, 30)).is_err());
    assert!(variants::of(b"no picture").is_err());
}
