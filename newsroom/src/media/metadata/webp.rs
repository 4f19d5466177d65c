//! WebP (RFC 9649): chunks in a RIFF container.

/// The chunks that hold pixels, their transparency, movement and colour.
const KEPT: [&[u8; 4]; 7] = [
    b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH", b"ICCP",
];
/// The bits of `VP8X` that announce Exif and XMP (RFC 9649, section 2.7).
const EXIF_AND_XMP: u8 = 0b0000_1100;
/// `RIFF`, its length, `WEBP`.
const HEADER: usize = 12;

pub(super) fn clean(file: &[u8]) -> Option<Vec<u8>> {
    let mut clean = Vec::with_capacity(file.len());
    clean.extend(file.get(..HEADER)?);
    let mut rest = &file[HEADER..];
    while let (Some(name), Some(length)) = (rest.get(..4), rest.get(4..8)) {
        let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
        // Chunks begin at even places.
        let whole = length.saturating_add(8 + length % 2).min(rest.len());
        let (chunk, follows) = rest.split_at(whole);
        if KEPT.iter().any(|kept| *kept == name) {
            let start = clean.len();
            clean.extend(chunk);
            if name == b"VP8X"
                && let Some(flags) = clean.get_mut(start + 8)
            {
                *flags &= !EXIF_AND_XMP;
            }
        }
        rest = follows;
    }
    let length = u32::try_from(clean.len() - 8).ok()?;
    clean[4..8].copy_from_slice(&length.to_le_bytes());
    Some(clean)
}
