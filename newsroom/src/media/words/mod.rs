//! What a picture's file says of the picture: the words that agencies and cameras write beside the pixels.
//!
//! They are what the desk offers where nobody has written anything. What is stored and served has none of them
//! (`media::metadata`). A file comes from anybody, so each part is read within limits, and what cannot be read says nothing.

mod iim;
mod packets;
mod xmp;

use std::str::FromStr;

use domain::{AltText, Caption, Credit, Licence, MediaType};

/// What is said about a picture, wherever nobody says something else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// What somebody who cannot see it is told; empty where nobody has written it.
    pub alt: AltText,
    /// The line under it.
    pub caption: Option<Caption>,
    /// Who made it.
    pub credit: Option<Credit>,
    /// Under which terms the paper may show it.
    pub licence: Option<Licence>,
}

/// What one of the two kinds of metadata says, as it says it; empty where it says nothing.
#[derive(Debug, Default)]
struct Found {
    /// For whoever cannot see it.
    alt: String,
    /// The same at length.
    description: String,
    caption: String,
    creators: Vec<String>,
    credit: String,
    rights: String,
}

/// What a file says of its picture. Where XMP and IIM say both, XMP counts: programs of this century write it first
/// (Metadata Working Group, "Guidelines for handling image metadata", version 2.0, section 3).
#[must_use]
pub fn words(file: &[u8], media_type: MediaType) -> Words {
    let packets = packets::of(file, media_type);
    let xmp = packets.xmp.map(xmp::read).unwrap_or_default();
    let iim = packets.iim.map(iim::read).unwrap_or_default();
    let either = |one: &str, other: &str| {
        let one = one.trim();
        if one.is_empty() { other } else { one }.to_owned()
    };
    let creators = if xmp.creators.is_empty() {
        iim.creators.join(", ")
    } else {
        xmp.creators.join(", ")
    };
    let alt = either(&xmp.alt, &xmp.description);
    let credit = credit(&creators, &either(&xmp.credit, &iim.credit));
    Words {
        alt: fitted(&alt, 1_000).unwrap_or_default(),
        caption: fitted(&either(&xmp.caption, &iim.caption), 1_000),
        credit: fitted(&credit, 200),
        licence: fitted(&either(&xmp.rights, &iim.rights), 200),
    }
}

/// Who made it and who gave it, each once: a credit often begins with the photographer.
fn credit(creators: &str, credit: &str) -> String {
    let (creators, credit) = (creators.trim(), credit.trim());
    if creators.is_empty() || credit.to_lowercase().contains(&creators.to_lowercase()) {
        credit.to_owned()
    } else if credit.is_empty() {
        creators.to_owned()
    } else {
        format!("{creators}/{credit}")
    }
}

/// As much of a text as fits, without what cannot be shown; nothing of an empty one.
fn fitted<T: FromStr>(text: &str, longest: usize) -> Option<T> {
    let shown: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| {
            !c.is_control() && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        })
        .collect();
    let line = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return None;
    }
    if line.chars().count() <= longest {
        return line.parse().ok();
    }
    let cut: String = line.chars().take(longest - 1).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{whole}…").parse().ok()
}
