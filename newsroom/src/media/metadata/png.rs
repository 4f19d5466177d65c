//! PNG (W3C Portable Network Graphics, third edition): chunks of a length, a name, and a checksum.

const SIGNATURE: usize = 8;
/// Length, name and checksum around a chunk's content.
const AROUND: usize = 12;

/// The chunks that say how pixels look: the critical ones, transparency, colour, size and movement.
const KEPT: [&[u8; 4]; 21] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
    b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
    b"mDCv",
];

pub(super) fn clean(file: &[u8]) -> Option<Vec<u8>> {
    let mut clean = Vec::with_capacity(file.len());
    clean.extend(file.get(..SIGNATURE)?);
    let mut rest = &file[SIGNATURE..];
    while let (Some(length), Some(name)) = (rest.first_chunk(), rest.get(4..8)) {
        let length = u32::from_be_bytes(*length) as usize;
        let (chunk, follows) = rest.split_at(length.saturating_add(AROUND).min(rest.len()));
        if KEPT.iter().any(|kept| *kept == name) {
            clean.extend(chunk);
        }
        rest = if name == b"IEND" { &[] } else { follows };
    }
    Some(clean)
}
