//! Where in a file the two kinds of metadata stand.

use domain::MediaType;

/// The largest packet of XMP that is read, in bytes. Those of agencies have some 20 KiB; what editing programs add to them
/// for themselves can have megabytes.
const LARGEST_XMP: usize = 1 << 20;

/// What was found; the first of each kind.
#[derive(Debug, Default)]
pub(super) struct Packets<'f> {
    pub(super) xmp: Option<&'f [u8]>,
    pub(super) iim: Option<&'f [u8]>,
}

pub(super) fn of(file: &[u8], media_type: MediaType) -> Packets<'_> {
    let mut packets = match media_type {
        MediaType::Jpeg => jpeg(file),
        MediaType::Png => Packets {
            xmp: png(file),
            iim: None,
        },
        MediaType::Webp => Packets {
            xmp: webp(file),
            iim: None,
        },
        MediaType::Avif | MediaType::Gif => Packets::default(),
    };
    packets.xmp = packets.xmp.filter(|xmp| xmp.len() <= LARGEST_XMP);
    packets
}

/// Segments before the pixels (XMP specification, part 3, section 1.1.3; IIM in Photoshop's resources).
fn jpeg(file: &[u8]) -> Packets<'_> {
    let mut packets = Packets::default();
    let mut rest = file.get(2..).unwrap_or_default();
    while let Some([0xFF, marker, high, low]) = rest.first_chunk().copied() {
        // Pixels begin: whatever follows is compressed.
        if marker == 0xDA {
            break;
        }
        let length = usize::from(u16::from_be_bytes([high, low])).max(2);
        let Some(segment) = rest.get(4..2 + length) else {
            break;
        };
        match marker {
            0xE1 => {
                let xmp = segment.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0");
                packets.xmp = packets.xmp.or(xmp);
            }
            0xED => {
                let resources = segment.strip_prefix(b"Photoshop 3.0\0");
                packets.iim = packets.iim.or(resources.and_then(iim_resource));
            }
            _ => {}
        }
        rest = &rest[2 + length..];
    }
    packets
}

/// The resource 0x0404 (Adobe Photoshop File Formats Specification, "Image Resource Blocks").
fn iim_resource(resources: &[u8]) -> Option<&[u8]> {
    let mut rest = resources.strip_prefix(b"8BIM")?;
    loop {
        let id = u16::from_be_bytes(*rest.first_chunk()?);
        let name = usize::from(*rest.get(2)?) + 1;
        // Names and contents take an even number of bytes.
        let size_at = 2 + name + name % 2;
        let size = u32::from_be_bytes(*rest.get(size_at..)?.first_chunk()?);
        let size = usize::try_from(size).ok()?;
        let content = rest.get(size_at + 4..)?;
        if id == 0x0404 {
            return content.get(..size);
        }
        rest = content.get(size.checked_add(size % 2)?..)?;
        rest = rest.strip_prefix(b"8BIM")?;
    }
}

/// A text chunk that is not compressed (XMP specification, part 3, section 1.1.5).
fn png(file: &[u8]) -> Option<&[u8]> {
    let mut rest = file.get(8..)?;
    loop {
        let length = usize::try_from(u32::from_be_bytes(*rest.first_chunk()?)).ok()?;
        let name = rest.get(4..8)?;
        let content = rest.get(8..length.checked_add(8)?)?;
        if name == b"IEND" {
            return None;
        }
        if name == b"iTXt"
            && let Some(text) = content.strip_prefix(b"XML:com.adobe.xmp\0\0")
        {
            // The method of a compression that there is none of, a language, and the keyword translated.
            let mut parts = text.get(1..)?.splitn(3, |byte| *byte == 0);
            return parts.nth(2);
        }
        rest = rest.get(length.checked_add(12)?..)?;
    }
}

/// The chunk `XMP ` (RFC 9649, section 2.7.1.5).
fn webp(file: &[u8]) -> Option<&[u8]> {
    let mut rest = file.get(12..)?;
    loop {
        let length = u32::from_le_bytes(*rest.get(4..)?.first_chunk()?);
        let length = usize::try_from(length).ok()?;
        let content = rest.get(8..length.checked_add(8)?)?;
        if rest.starts_with(b"XMP ") {
            return Some(content);
        }
        rest = rest.get(length.checked_add(8 + length % 2)?..)?;
    }
}
