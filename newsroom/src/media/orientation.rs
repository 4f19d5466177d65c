//! Whether a JPEG is to be turned by a quarter, as cameras held upright write them.
//!
//! Browsers turn such a picture (CSS Images 3, `image-orientation: from-image`), so the room kept
//! for it on a page has to be turned too.

/// The Exif tag of the orientation (Exif 2.32 section 4.6.4); 5 to 8 are the quarter turns.
const ORIENTATION: u16 = 0x0112;

pub(super) fn lies_on_its_side(jpeg: &[u8]) -> bool {
    of(jpeg).is_some_and(|orientation| (5..=8).contains(&orientation))
}

/// How a JPEG is to be turned: 1 to 8, or whatever its writer took for an orientation.
pub(super) fn of(jpeg: &[u8]) -> Option<u16> {
    exif(jpeg).and_then(orientation)
}

/// An Exif segment that says how a picture is to be turned and nothing else.
pub(super) fn segment(orientation: u16) -> Vec<u8> {
    let mut segment = b"\xFF\xE1\0\x22Exif\0\0MM\0\x2A\0\0\0\x08\0\x01".to_vec();
    segment.extend(ORIENTATION.to_be_bytes());
    // One short number, which stands in the upper half of its four bytes.
    segment.extend([0, 3, 0, 0, 0, 1]);
    segment.extend(orientation.to_be_bytes());
    segment.extend([0; 6]);
    segment
}

/// The TIFF structure in the first Exif segment before the picture itself.
fn exif(jpeg: &[u8]) -> Option<&[u8]> {
    const APP1: u8 = 0xE1;
    const START_OF_SCAN: u8 = 0xDA;
    let mut rest = jpeg.get(2..)?;
    loop {
        let [0xFF, marker, high, low] = *rest.first_chunk()? else {
            return None;
        };
        if marker == START_OF_SCAN {
            return None;
        }
        let length = usize::from(u16::from_be_bytes([high, low])).max(2);
        let segment = rest.get(4..2 + length)?;
        if marker == APP1
            && let Some(tiff) = segment.strip_prefix(b"Exif\0\0")
        {
            return Some(tiff);
        }
        rest = rest.get(2 + length..)?;
    }
}

/// The orientation in the first directory of a TIFF structure of either byte order.
fn orientation(tiff: &[u8]) -> Option<u16> {
    let big = match tiff.first_chunk()? {
        b"MM" => true,
        b"II" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = *tiff.get(at..)?.first_chunk()?;
        Some(if big {
            u16::from_be_bytes(bytes)
        } else {
            u16::from_le_bytes(bytes)
        })
    };
    let long = |at: usize| {
        let bytes = *tiff.get(at..)?.first_chunk()?;
        Some(if big {
            u32::from_be_bytes(bytes)
        } else {
            u32::from_le_bytes(bytes)
        })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(directory)?);
    (0..entries)
        .map(|entry| directory.saturating_add(2 + entry * 12))
        .find(|&at| short(at) == Some(ORIENTATION))
        .and_then(|at| short(at.saturating_add(8)))
}
