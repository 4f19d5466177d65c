//! A way in for scripts/fuzz: taking the metadata out of a file.

use std::borrow::Cow;

use domain::MediaType;

use super::metadata;

/// The file as it would be kept.
#[must_use]
pub fn without_metadata(bytes: &[u8], media_type: MediaType) -> Cow<'_, [u8]> {
    metadata::without(bytes, media_type)
}
