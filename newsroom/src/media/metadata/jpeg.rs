//! JPEG (ITU-T T.81, annex B): segments between markers. Application segments are what carries
//! metadata; three of them say how to read the pixels.

use crate::media::orientation;

const START: u8 = 0xD8;
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
const COMMENT: u8 = 0xFE;
const APPLICATION: std::ops::RangeInclusive<u8> = 0xE0..=0xEF;

/// The length of a JFIF segment without a miniature (ITU-T T.871, section 10.1).
const JFIF_LENGTH: usize = 16;

pub(super) fn clean(file: &[u8]) -> Option<Vec<u8>> {
    let mut clean = Vec::with_capacity(file.len());
    clean.extend(file.get(..2)?);
    let mut orientation = orientation::of(file).filter(|turn| (2..=8).contains(turn));
    let mut rest = &file[2..];
    loop {
        let Some(([0xFF, marker], after)) = rest.split_first_chunk() else {
            return Some(clean);
        };
        match *marker {
            // Padding before a marker.
            0xFF => rest = &rest[1..],
            END => {
                // What follows the end are other pictures and films, with metadata of their own.
                clean.extend([0xFF, END]);
                return Some(clean);
            }
            marker @ (START | 0x01 | 0xD0..=0xD7) => {
                clean.extend([0xFF, marker]);
                rest = after;
            }
            marker => {
                let Some(length) = after
                    .first_chunk()
                    .map(|length| u16::from_be_bytes(*length))
                else {
                    return Some(clean);
                };
                let length = usize::from(length).max(2).min(after.len());
                let (segment, follows) = after.split_at(length);
                rest = follows;
                if marker != 0xE0
                    && let Some(turn) = orientation.take()
                {
                    clean.extend(orientation::segment(turn));
                }
                if APPLICATION.contains(&marker) || marker == COMMENT {
                    clean.extend(kept_application(marker, segment).unwrap_or_default());
                } else {
                    clean.extend([0xFF, marker]);
                    clean.extend(segment);
                }
                if marker == SCAN {
                    let (scan, follows) = rest.split_at(scan_length(rest));
                    clean.extend(scan);
                    rest = follows;
                }
            }
        }
    }
}

/// An application segment that says how pixels are meant: JFIF, a colour profile (ICC.1, annex B.4),
/// Adobe's colour transform.
fn kept_application(marker: u8, segment: &[u8]) -> Option<Vec<u8>> {
    let content = segment.get(2..)?;
    let mut kept = vec![0xFF, marker];
    if marker == 0xE0 && content.starts_with(b"JFIF\0") && segment.len() >= JFIF_LENGTH {
        kept.extend([0, 16]);
        kept.extend(&content[..JFIF_LENGTH - 4]);
        // No miniature: 0 by 0 pixels.
        kept.extend([0, 0]);
        return Some(kept);
    }
    let is_kept = (marker == 0xE2 && content.starts_with(b"ICC_PROFILE\0"))
        || (marker == 0xEE && content.starts_with(b"Adobe"));
    kept.extend(segment);
    is_kept.then_some(kept)
}

/// How many bytes of compressed pixels stand before the next marker that ends them.
pub(in crate::media) fn scan_length(bytes: &[u8]) -> usize {
    bytes
        .windows(2)
        .position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7))
        .unwrap_or(bytes.len())
}
