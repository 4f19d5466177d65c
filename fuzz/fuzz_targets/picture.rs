//! A file that is brought as a picture: what it says of itself is read, and taken out.
#![no_main]

use domain::MediaType;
use libfuzzer_sys::fuzz_target;
use newsroom::media::{Media, fuzzing, words};

const KINDS: [MediaType; 5] = [
    MediaType::Avif,
    MediaType::Gif,
    MediaType::Jpeg,
    MediaType::Png,
    MediaType::Webp,
];

fuzz_target!(|file: &[u8]| {
    let _ = Media::look(file);
    for kind in KINDS {
        let _ = words(file, kind);
        let kept = fuzzing::without_metadata(file, kind).into_owned();
        assert!(kept.len() <= file.len(), "{kind:?} grew");
        let again = fuzzing::without_metadata(&kept, kind);
        assert_eq!(*again, kept, "{kind:?} still had something");
    }
});
