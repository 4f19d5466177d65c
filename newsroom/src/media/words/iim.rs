//! IPTC-IIM (Information Interchange Model, version 4.2): numbered texts one after the other, as agencies have sent them
//! since 1991.

use super::Found;

/// What each text begins with (section 1.5).
const MARK: u8 = 0x1C;
/// The number of the record about the whole, and of the one with the texts.
const ENVELOPE: u8 = 1;
const APPLICATION: u8 = 2;
/// Where the envelope says how texts are written, and how it says UTF-8 (section 1.5.1; ISO 2022).
const CHARACTERS: u8 = 90;
const UTF_8: &[u8] = b"\x1B%G";

pub(super) fn read(iim: &[u8]) -> Found {
    let mut found = Found::default();
    let mut is_utf_8 = false;
    let mut rest = iim;
    while let Some([MARK, record, dataset, high, low]) = rest.first_chunk().copied() {
        // A length whose first bit is set says how long the length is: for pictures within the picture, which is no text.
        let length = usize::from(u16::from_be_bytes([high, low]));
        let Some(text) = rest.get(5..5 + length).filter(|_| high < 0x80) else {
            break;
        };
        rest = &rest[5 + length..];
        match (record, dataset) {
            (ENVELOPE, CHARACTERS) => is_utf_8 = text == UTF_8,
            (APPLICATION, 80) => found.creators.push(decoded(text, is_utf_8)),
            (APPLICATION, 110) => found.credit = decoded(text, is_utf_8),
            (APPLICATION, 115) if found.credit.is_empty() => {
                found.credit = decoded(text, is_utf_8);
            }
            (APPLICATION, 116) => found.rights = decoded(text, is_utf_8),
            (APPLICATION, 120) => found.caption = decoded(text, is_utf_8),
            _ => {}
        }
    }
    found.creators.retain(|name| !name.trim().is_empty());
    found
}

/// What does not say how it is written, and is no UTF-8, was mostly written on Windows in the west, where letters stand at the
/// numbers of Latin-1.
fn decoded(text: &[u8], is_utf_8: bool) -> String {
    match str::from_utf8(text) {
        Ok(text) => text.to_owned(),
        Err(_) if is_utf_8 => String::from_utf8_lossy(text).into_owned(),
        Err(_) => text.iter().map(|byte| char::from(*byte)).collect(),
    }
}
