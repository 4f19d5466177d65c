//! The smallest files that say what kind of picture they are and how large.

pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR".to_vec();
    file.extend(width.to_be_bytes());
    file.extend(height.to_be_bytes());
    file.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    file
}

pub fn gif(width: u16, height: u16) -> Vec<u8> {
    let mut file = b"GIF89a".to_vec();
    file.extend(width.to_le_bytes());
    file.extend(height.to_le_bytes());
    file.extend([0, 0, 0, b';']);
    file
}

pub fn webp(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"RIFF\x16\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0".to_vec();
    file.extend(&(width - 1).to_le_bytes()[..3]);
    file.extend(&(height - 1).to_le_bytes()[..3]);
    file
}

pub fn avif(width: u32, height: u32) -> Vec<u8> {
    let mut size = vec![0; 4];
    size.extend(width.to_be_bytes());
    size.extend(height.to_be_bytes());
    let properties = in_box(b"iprp", &in_box(b"ipco", &in_box(b"ispe", &size)));
    let mut file = in_box(b"ftyp", b"mif1\0\0\0\0mif1miafavif");
    file.extend(in_box(b"meta", &[&[0; 4], properties.as_slice()].concat()));
    file
}

fn in_box(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 8).unwrap();
    [&length.to_be_bytes(), name.as_slice(), content].concat()
}

/// A JPEG as a camera writes it, with the orientation it was held in (1 is upright).
pub fn jpeg(width: u16, height: u16, orientation: u8) -> Vec<u8> {
    let mut file = b"\xFF\xD8\xFF\xE1\0\x22Exif\0\0MM\0\x2A\0\0\0\x08\0\x01".to_vec();
    file.extend(b"\x01\x12\0\x03\0\0\0\x01\0");
    file.extend([orientation, 0, 0, 0, 0, 0, 0]);
    file.extend(b"\xFF\xC0\0\x0B\x08");
    file.extend(height.to_be_bytes());
    file.extend(width.to_be_bytes());
    file.extend(b"\x01\x01\x11\0\xFF\xD9");
    file
}
