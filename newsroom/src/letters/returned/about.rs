//! Which letter it was that came back.
//!
//! An address in a report proves nothing: anybody can write one. What the paper itself signed does: the tag in the
//! address that the report came to, the same in the number of the returned letter, or a link to unsubscribe in it. Only
//! whoever got the letter knows these, and they can end their own subscription only.

use domain::Moment;

use super::opened::Opened;
use super::{About, LONGEST};
use crate::letters::{Link, LinkKey};

/// Where a mail server writes whom it got a message for.
const RECIPIENT: [&str; 6] = [
    "delivered-to",
    "x-original-to",
    "envelope-to",
    "x-envelope-to",
    "to",
    "return-path",
];
/// What stands before the signed part of a link to unsubscribe.
const UNSUBSCRIBE: &str = "/stay-in-touch/unsubscribe/";
/// The digits of a tag after its hyphen.
const SIGNED: usize = 16;
/// How many candidates are checked in one message, so that none can keep the paper busy.
const MOST_TRIED: usize = 200;

/// Which letter a message is about, if that can be proved.
pub(super) fn about(opened: &Opened, key: &LinkKey) -> Option<About> {
    let recipients = RECIPIENT.iter().flat_map(|name| opened.all(name));
    let letters = opened.pieces.iter().filter(|piece| piece.is_letter());
    let letters = letters.map(|piece| piece.text.as_str());
    let others = opened.pieces.iter().filter(|piece| !piece.is_letter());
    let others = others.map(|piece| piece.text.as_str());
    let mut tries = MOST_TRIED;
    let texts: Vec<&str> = recipients
        .chain(letters)
        .chain(others)
        .chain(opened.values())
        .collect();
    let tagged = texts.iter().find_map(|text| tag(text, key, &mut tries));
    tagged.or_else(|| texts.iter().find_map(|text| link(text, key, &mut tries)))
}

/// The letter that a tag stands for: alone, in an address that letters come back to, or in a letter's number.
#[must_use]
pub fn tagged(text: &str, key: &LinkKey) -> Option<About> {
    tag(text, key, &mut { MOST_TRIED })
}

/// A tag as it stands in an address, `12-0123456789abcdef`, or in the number of a letter, where `.` may stand in for the
/// hyphen.
fn tag(text: &str, key: &LinkKey, tries: &mut usize) -> Option<About> {
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        if !matches!(byte, b'-' | b'.') {
            continue;
        }
        let number = bytes[..at]
            .iter()
            .rev()
            .take_while(|b| b.is_ascii_digit())
            .count();
        let signed = bytes.get(at + 1..=at + SIGNED);
        let Some(signed) = signed.filter(|it| it.iter().all(u8::is_ascii_hexdigit)) else {
            continue;
        };
        if number == 0 || number > 19 {
            continue;
        }
        *tries = tries.checked_sub(1)?;
        let number = &text[at - number..at];
        let signed = String::from_utf8_lossy(signed);
        if let Some(delivery) = key.read_bounce_tag(&format!("{number}-{signed}")) {
            return Some(About::Delivery(delivery));
        }
    }
    None
}

fn link(text: &str, key: &LinkKey, tries: &mut usize) -> Option<About> {
    // Folded fields and quoted-printable break links; both are put together again.
    let text = text.replace("=\r\n", "").replace("=\n", "");
    let mut rest = text.get(..LONGEST).unwrap_or(&text);
    while let Some((_, after)) = rest.split_once(UNSUBSCRIBE) {
        *tries = tries.checked_sub(1)?;
        let end = after
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')))
            .unwrap_or(after.len());
        // Such a link has no end, so any time will do.
        let read = key.read(&after[..end], Moment::from_micros(0));
        if let Ok(Link::Unsubscribe(subscriber, letter)) = read {
            return Some(About::Letter(subscriber, letter));
        }
        rest = &after[end..];
    }
    None
}
