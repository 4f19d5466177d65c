//! Whether a picture's file is all there. Decoders that are meant for browsers make the best of one that breaks off, so that readers
//! would get half a photograph with grey below it.

use domain::MediaType;

use super::metadata::scan_length;

/// Whether the file reaches its end. An AVIF and a GIF are served as they are, and their ends are not looked for.
pub(super) fn is_whole(file: &[u8], media_type: MediaType) -> bool {
    let whole = match media_type {
        MediaType::Avif | MediaType::Gif => Some(true),
        MediaType::Jpeg => jpeg(file),
        MediaType::Png => png(file),
        MediaType::Webp => webp(file),
    };
    whole.unwrap_or(false)
}

/// Segments up to the marker that ends the picture (ITU-T T.81, annex B).
fn jpeg(file: &[u8]) -> Option<bool> {
    const END: u8 = 0xD9;
    const SCAN: u8 = 0xDA;
    let mut rest = file.get(2..)?;
    loop {
        let ([0xFF, marker], after) = rest.split_first_chunk()? else {
            return Some(false);
        };
        rest = match *marker {
            END => return Some(true),
            // Padding before a marker.
            0xFF => &rest[1..],
            0x01 | 0xD0..=0xD8 => after,
            marker => {
                let length = u16::from_be_bytes(*after.first_chunk()?);
                let follows = after.get(usize::from(length).max(2)..)?;
                match marker {
                    SCAN => &follows[scan_length(follows)..],
                    _ => follows,
                }
            }
        };
    }
}

/// Whole chunks, and the last one if there are pixels (PNG, third edition, section 5.3). What has none yet is told by its decoder.
fn png(file: &[u8]) -> Option<bool> {
    /// Length, name and checksum around a chunk's content.
    const AROUND: usize = 12;
    let mut rest = file.get(8..)?;
    let mut has_pixels = false;
    while !rest.is_empty() {
        let length = u32::from_be_bytes(*rest.first_chunk()?);
        let name = rest.get(4..8)?;
        let length = usize::try_from(length).ok()?.checked_add(AROUND)?;
        let follows = rest.get(length..)?;
        match name {
            b"IEND" => return Some(true),
            b"IDAT" => has_pixels = true,
            _ => {}
        }
        rest = follows;
    }
    Some(!has_pixels)
}

/// As many bytes as the container says (RFC 9649, section 2.4). The one that pads an odd number may be missing.
fn webp(file: &[u8]) -> Option<bool> {
    let length = u32::from_le_bytes(*file.get(4..)?.first_chunk()?);
    Some(usize::try_from(length).ok()? <= file.len().checked_sub(8)?)
}
