//! Taking out of a picture's file what its pixels do not need: where it was taken, with which
//! camera, by whom, and the uncropped miniature some programs leave inside.
//!
//! The pixels stay as they are, byte for byte; so do the colour profile, the orientation and the
//! movement. What a part is for is decided by a list of those that are kept, so that a kind of part
//! nobody has heard of yet is left out.

mod avif;
mod gif;
mod jpeg;
mod png;
mod webp;

use std::borrow::Cow;

use domain::MediaType;

pub(super) use jpeg::scan_length;

/// The file without its metadata; borrowed when there is none in it. A damaged file comes out as
/// damaged as it was, up to where it can be followed.
pub(super) fn without(bytes: &[u8], media_type: MediaType) -> Cow<'_, [u8]> {
    let clean = match media_type {
        MediaType::Avif => avif::clean(bytes),
        MediaType::Gif => gif::clean(bytes),
        MediaType::Jpeg => jpeg::clean(bytes),
        MediaType::Png => png::clean(bytes),
        MediaType::Webp => webp::clean(bytes),
    };
    match clean {
        Some(clean) if clean != bytes => Cow::Owned(clean),
        _ => Cow::Borrowed(bytes),
    }
}
