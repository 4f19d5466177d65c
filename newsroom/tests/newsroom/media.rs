//! Which picture files are taken, and what is known of them.

use std::fs;

use domain::MediaType;
use image::{ImageFormat, Rgb, RgbImage};
use newsroom::media::{HEAVIEST, KeptPicture, Media, MediaProblem};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::pictures::{avif, gif, jpeg, png, webp};

fn looked_at(bytes: &[u8]) -> (MediaType, u32, u32) {
    let KeptPicture {
        media_type,
        width,
        height,
        ..
    } = Media::look(bytes).unwrap();
    (media_type, width, height)
}

#[test]
fn every_kind_is_told_by_its_bytes() {
    assert_eq!(looked_at(&avif(640, 480)), (MediaType::Avif, 640, 480));
    assert_eq!(looked_at(&gif(64, 48)), (MediaType::Gif, 64, 48));
    assert_eq!(looked_at(&jpeg(800, 600, 1)), (MediaType::Jpeg, 800, 600));
    assert_eq!(looked_at(&png(1200, 630)), (MediaType::Png, 1200, 630));
    assert_eq!(looked_at(&webp(16, 9)), (MediaType::Webp, 16, 9));
}

#[test]
fn a_photograph_taken_upright_is_measured_as_it_is_shown() {
    for (orientation, size) in [
        (3, (800, 600)),
        (5, (600, 800)),
        (6, (600, 800)),
        (8, (600, 800)),
    ] {
        let (_, width, height) = looked_at(&jpeg(800, 600, orientation));
        assert_eq!((width, height), size, "orientation {orientation}");
    }
}

#[test]
fn a_drawing_that_can_carry_script_is_refused() {
    let drawing = b"\xEF\xBB\xBF\n<?xml version=\"1.0\"?>\n<svg onload=\"alert(1)\"/>";
    assert!(matches!(Media::look(drawing), Err(MediaProblem::Svg)));
}

#[test]
fn what_is_no_picture_is_refused() {
    for bytes in [
        b"".as_slice(),
        b"%PDF-1.7 and so on",
        b"<html><body>",
        b"\0\0\0\x14ftypheic\0\0\0\0heic",
        b"BM and a long bitmap after it",
    ] {
        assert!(matches!(Media::look(bytes), Err(MediaProblem::Unknown)));
    }
    assert!(matches!(
        Media::look(&png(4, 4)[..20]),
        Err(MediaProblem::Damaged)
    ));
    assert!(matches!(
        Media::look(&png(0, 4)),
        Err(MediaProblem::Damaged)
    ));
}

#[test]
fn a_file_that_breaks_off_is_refused_wherever_it_does() {
    let picture = RgbImage::from_fn(64, 48, |x, y| {
        Rgb([(x * y) as u8, x as u8 * 4, y as u8 * 5])
    });
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let mut file = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut file, format).unwrap();
        let file = file.into_inner();
        assert!(Media::look(&file).is_ok(), "{format:?}");
        let length = file.len();
        for there in [length * 2 / 3, length * 3 / 4, length - 20, length - 2] {
            let problem = Media::look(&file[..there]).unwrap_err();
            assert!(
                matches!(problem, MediaProblem::BreaksOff),
                "{format:?}, {there} of {length} bytes: {problem}"
            );
        }
    }
}

#[test]
fn a_jpeg_may_have_a_picture_in_its_beginning_and_others_behind_its_end() {
    let whole = jpeg(800, 600, 1);
    let inside = [b"\xFF\xE1\0\x0A", b"thumb\xFF\xD9.".as_slice()].concat();
    let more = [&whole[..2], &inside, &whole[2..], b"another one"].concat();
    assert!(Media::look(&more).is_ok());
    // The end of what is inside is not the end of all.
    let cut = &more[..more.len() - b"\xFF\xD9another one".len()];
    assert!(matches!(Media::look(cut), Err(MediaProblem::BreaksOff)));
}

#[test]
fn a_picture_too_large_or_too_heavy_is_refused() {
    assert!(Media::look(&png(10_000, 10_000)).is_ok());
    let problem = Media::look(&png(10_000, 10_001)).unwrap_err();
    assert_eq!(
        problem.to_string(),
        "is 10000 by 10001 pixels; at most 100 million fit"
    );
    assert!(Media::look(&png(u32::MAX, u32::MAX)).is_err());

    let mut heavy = png(4, 4);
    heavy.resize(HEAVIEST + 1, 0);
    let problem = Media::look(&heavy).unwrap_err();
    assert_eq!(problem.to_string(), "has 41 MiB; at most 40 fit");
}

#[test]
fn a_picture_is_kept_once_under_a_name_made_of_its_bytes() {
    let folder = TempDir::new().unwrap();
    let media = Media::new(folder.path().join("not/yet/there"));
    let kept = media.keep(&png(4, 3)).unwrap();
    assert_eq!(media.keep(&png(4, 3)).unwrap(), kept);
    assert_ne!(media.keep(&png(3, 4)).unwrap().id, kept.id);

    let hash = blake3::hash(&png(4, 3)).to_hex();
    assert_eq!(kept.id.as_str(), &hash[..32]);
    assert_eq!(kept.path(), format!("/media/{}.png", kept.id));
    let file = media.file(&kept.id, kept.media_type);
    assert_eq!(fs::read(file).unwrap(), png(4, 3));
    let files = fs::read_dir(folder.path().join("not/yet/there")).unwrap();
    assert_eq!(files.count(), 2, "nothing but the two pictures is left");
}

#[test]
fn a_file_cut_short_by_another_program_is_written_again() {
    let folder = TempDir::new().unwrap();
    let media = Media::new(folder.path());
    let kept = media.keep(&png(4, 3)).unwrap();
    let file = media.file(&kept.id, kept.media_type);
    fs::write(&file, "half").unwrap();
    media.keep(&png(4, 3)).unwrap();
    assert_eq!(fs::read(file).unwrap(), png(4, 3));
}

#[test]
fn a_folder_that_cannot_be_made_is_reported() {
    let folder = TempDir::new().unwrap();
    let in_the_way = folder.path().join("media");
    fs::write(&in_the_way, "").unwrap();
    assert!(matches!(
        Media::new(in_the_way).keep(&png(4, 3)),
        Err(MediaProblem::Disk(_))
    ));
}

proptest! {
    #[test]
    fn no_bytes_bring_the_recognition_down(
        start in prop::sample::select(vec![avif(9, 9), gif(9, 9), jpeg(9, 9, 6), png(9, 9), webp(9, 9)]),
        keep in 0..60_usize,
        rest in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let mut bytes = start;
        bytes.truncate(keep);
        bytes.extend(rest);
        let _ = Media::look(&bytes);
    }
}

#[test]
fn what_a_killed_process_left_of_a_picture_goes_and_what_is_being_written_stays() {
    let folder = TempDir::new().unwrap();
    let media = Media::new(folder.path());
    let kept = media.keep(&png(16, 9)).unwrap();
    let write = |name: &str| {
        let file = folder.path().join(name);
        fs::write(&file, "half a picture").unwrap();
        file
    };
    let left_over = [
        write(".4194300-0.part"),
        write(&format!(".{}-977.part", std::process::id())),
    ];
    let written = write(".1-3.part");
    let writing = fs::File::open(&written).unwrap();
    writing.lock().unwrap();
    let others = [write(".hidden.part"), write("0-1.part"), write(".-1.part")];
    assert_eq!(media.clear_parts().unwrap(), 2);
    for file in &left_over {
        assert!(!file.exists(), "{file:?}");
    }
    for file in others
        .iter()
        .chain([&written, &media.file(&kept.id, kept.media_type)])
    {
        assert!(file.exists(), "{file:?}");
    }
    drop(writing);
    assert_eq!(media.clear_parts().unwrap(), 1);
    assert_eq!(
        Media::new(folder.path().join("none"))
            .clear_parts()
            .unwrap(),
        0
    );
}
