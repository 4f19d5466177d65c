//! What a picture is, by its bytes.

use domain::MediaType;

use super::{MOST_PIXELS, MediaProblem, orientation};

/// How far into a file an SVG's first element is looked for, in bytes.
const SVG_SEARCH: usize = 1024;

pub(super) fn media_type(bytes: &[u8]) -> Result<MediaType, MediaProblem> {
    let at = |from: usize, mark: &[u8]| bytes.get(from..).is_some_and(|b| b.starts_with(mark));
    if at(0, b"\xFF\xD8\xFF") {
        Ok(MediaType::Jpeg)
    } else if at(0, b"\x89PNG\r\n\x1A\n") {
        Ok(MediaType::Png)
    } else if at(0, b"GIF87a") || at(0, b"GIF89a") {
        Ok(MediaType::Gif)
    } else if at(0, b"RIFF") && at(8, b"WEBP") {
        Ok(MediaType::Webp)
    } else if at(4, b"ftyp") && is_avif(bytes) {
        Ok(MediaType::Avif)
    } else if is_svg(bytes) {
        Err(MediaProblem::Svg)
    } else {
        Err(MediaProblem::Unknown)
    }
}

/// Width and height in pixels as a browser shows the picture.
pub(super) fn size(bytes: &[u8], media_type: MediaType) -> Result<(u32, u32), MediaProblem> {
    let size = imagesize::blob_size(bytes).map_err(|_| MediaProblem::Damaged)?;
    let (width, height) = (size.width as u64, size.height as u64);
    if width == 0 || height == 0 {
        return Err(MediaProblem::Damaged);
    }
    let too_large = || MediaProblem::TooLarge { width, height };
    if width.saturating_mul(height) > MOST_PIXELS {
        return Err(too_large());
    }
    let width = u32::try_from(width).map_err(|_| too_large())?;
    let height = u32::try_from(height).map_err(|_| too_large())?;
    if media_type == MediaType::Jpeg && orientation::lies_on_its_side(bytes) {
        Ok((height, width))
    } else {
        Ok((width, height))
    }
}

/// Whether the file type box names AVIF, first or among the compatible brands (ISO/IEC 14496-12
/// section 4.3, AV1 Image File Format section 7). HEIC has the same box with other brands.
fn is_avif(bytes: &[u8]) -> bool {
    let length = bytes
        .first_chunk()
        .map_or(0, |length| u32::from_be_bytes(*length) as usize);
    let brands = bytes.get(8..length.min(bytes.len())).unwrap_or_default();
    brands
        .chunks_exact(4)
        .any(|brand| brand == b"avif" || brand == b"avis")
}

fn is_svg(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(SVG_SEARCH)];
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    start.trim_ascii_start().starts_with(b"<")
        && start
            .windows(4)
            .any(|part| part.eq_ignore_ascii_case(b"<svg"))
}
