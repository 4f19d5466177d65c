//! What is left out of a picture's file before it is kept.

use std::fs;

use image::{ImageFormat, Rgb, RgbImage};
use newsroom::media::{Media, MediaProblem};
use tempfile::TempDir;

use crate::pictures::{avif, gif, png};

const SECRET: &[u8] = b"GPS 40 42 46 N";

fn kept(bytes: &[u8]) -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let media = Media::new(folder.path());
    let picture = media.keep(bytes).unwrap();
    fs::read(media.file(&picture.id, picture.media_type)).unwrap()
}

fn says_secret(bytes: &[u8]) -> bool {
    bytes.windows(SECRET.len()).any(|part| part == SECRET)
}

fn picture(format: ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(16, 8, |x, y| Rgb([x as u8 * 9, y as u8 * 20, 90]));
    let mut file = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut file, format).unwrap();
    file.into_inner()
}

fn pixels(bytes: &[u8]) -> Vec<u8> {
    image::load_from_memory(bytes)
        .unwrap()
        .into_rgb8()
        .into_raw()
}

/// `old` with `part` put in at `place`.
fn with(old: &[u8], place: usize, part: &[u8]) -> Vec<u8> {
    [&old[..place], part, &old[place..]].concat()
}

fn jpeg_segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker], length.as_slice(), content].concat()
}

#[test]
fn a_jpeg_keeps_its_pixels_turn_and_profile_and_nothing_else() {
    let plain = picture(ImageFormat::Jpeg);
    let mut exif =
        b"Exif\0\0II\x2A\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    exif.extend(SECRET);
    let parts = [
        jpeg_segment(0xE1, &exif),
        jpeg_segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", SECRET].concat()),
        jpeg_segment(0xED, &[b"Photoshop 3.0\0", SECRET].concat()),
        jpeg_segment(0xE2, &[b"MPF\0", SECRET].concat()),
        jpeg_segment(0xE2, b"ICC_PROFILE\0\x01\x01a profile"),
        jpeg_segment(0xFE, SECRET),
    ]
    .concat();
    let mut camera = with(&plain, 2, &parts);
    camera.extend(SECRET);
    let clean = kept(&camera);
    assert!(!says_secret(&clean));
    assert_eq!(pixels(&clean), pixels(&plain));
    assert!(clean.windows(9).any(|part| part == b"a profile"));
    let turned = Media::look(&clean).unwrap();
    assert_eq!((turned.width, turned.height), (8, 16));
    assert_eq!(kept(&clean), clean, "there is nothing left to leave out");
}

#[test]
fn a_png_keeps_its_pixels_and_nothing_else() {
    let plain = picture(ImageFormat::Png);
    let chunk = |name: &[u8; 4]| {
        let length = u32::try_from(SECRET.len()).unwrap().to_be_bytes();
        [&length, name.as_slice(), SECRET, b"\0\0\0\0"].concat()
    };
    let parts = [
        chunk(b"tEXt"),
        chunk(b"eXIf"),
        chunk(b"iTXt"),
        chunk(b"quEe"),
    ]
    .concat();
    let mut noisy = with(&plain, 33, &parts);
    noisy.extend(SECRET);
    assert_eq!(kept(&noisy), plain);
    assert_eq!(kept(&plain), plain);
}

#[test]
fn a_webp_keeps_its_pixels_and_no_longer_announces_more() {
    let plain = picture(ImageFormat::WebP);
    let chunk = |name: &[u8; 4]| {
        let length = u32::try_from(SECRET.len()).unwrap().to_le_bytes();
        [name.as_slice(), &length, SECRET].concat()
    };
    let extended = b"VP8X\x0A\0\0\0\x0C\0\0\0\x0F\0\0\x07\0\0".to_vec();
    let mut noisy = with(&plain, 12, &extended);
    noisy.extend(chunk(b"EXIF"));
    noisy.extend(chunk(b"XMP "));
    let length = u32::try_from(noisy.len() - 8).unwrap();
    noisy[4..8].copy_from_slice(&length.to_le_bytes());
    let clean = kept(&noisy);
    assert!(!says_secret(&clean));
    assert_eq!(clean[20], 0, "the flags of Exif and XMP are down");
    assert_eq!(
        u32::from_le_bytes(clean[4..8].try_into().unwrap()) as usize,
        clean.len() - 8
    );
    assert_eq!(pixels(&clean), pixels(&plain));
}

#[test]
fn a_gif_goes_on_moving_without_its_comments() {
    let start = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF".to_vec();
    let repeats = b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0";
    let frame = b"\x21\xF9\x04\0\x0A\0\0\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
    let mut comment = b"\x21\xFE\x0E".to_vec();
    comment.extend(SECRET);
    comment.push(0);
    let moving = [&start, repeats.as_slice(), frame, frame, b";"].concat();
    let noisy = [
        &start,
        repeats.as_slice(),
        &comment,
        frame,
        frame,
        b";",
        SECRET,
    ]
    .concat();
    assert_eq!(kept(&noisy), moving);
    assert_eq!(kept(&moving), moving);
    assert_eq!(kept(&gif(64, 48)), gif(64, 48));
}

#[test]
fn an_avif_has_zeros_where_its_metadata_was() {
    fn boxed(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len() + 8).unwrap().to_be_bytes();
        [&length, name.as_slice(), content].concat()
    }
    let plain = avif(64, 48);
    let (start, meta) = plain.split_at(plain.windows(4).position(|n| n == b"meta").unwrap() - 4);
    let entry = boxed(b"infe", b"\x02\0\0\0\0\x07\0\0Exif\0");
    let items = boxed(b"iinf", &[b"\0\0\0\0\0\x01", entry.as_slice()].concat());
    let build = |place: u32| {
        let mut places = b"\0\0\0\0\x44\0\0\x01\0\x07\0\0\0\x01".to_vec();
        places.extend(place.to_be_bytes());
        places.extend(u32::try_from(SECRET.len()).unwrap().to_be_bytes());
        let inside = [&meta[8..], &items, &boxed(b"iloc", &places)].concat();
        [start, &boxed(b"meta", &inside), &boxed(b"mdat", SECRET)].concat()
    };
    let noisy = build(u32::try_from(build(0).len() - SECRET.len()).unwrap());
    assert!(says_secret(&noisy));
    let clean = kept(&noisy);
    assert_eq!(clean.len(), noisy.len());
    assert_eq!(clean[clean.len() - SECRET.len()..], [0; 14]);
    assert_eq!(
        clean[..clean.len() - SECRET.len()],
        noisy[..noisy.len() - SECRET.len()]
    );
    assert_eq!(kept(&plain), plain);
}

#[test]
fn a_picture_brought_again_is_known_again() {
    let folder = TempDir::new().unwrap();
    let media = Media::new(folder.path());
    let noisy = with(&picture(ImageFormat::Jpeg), 2, &jpeg_segment(0xFE, SECRET));
    let first = media.keep(&noisy).unwrap();
    assert_eq!(media.keep(&noisy).unwrap(), first);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    // What is cut short, as by a disk that was full, is not kept, nor the secret in it.
    let cut = [&png(40, 30)[..], b"\0\0\0\x40tEXt", SECRET].concat();
    assert!(matches!(media.keep(&cut), Err(MediaProblem::BreaksOff)));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
