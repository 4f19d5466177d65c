//! A file taken apart: its front matter, its body, and where in the file each begins.

use super::report::Flaw;

/// The largest file taken, in bytes: a body of the longest kind and as much again.
pub(super) const LARGEST_FILE: usize = 2 << 20;

/// The longest front matter, in bytes. Headlines and names fill one; more is a body in the wrong place.
const LONGEST_FRONT_MATTER: usize = 64 << 10;

/// A line that opens or closes front matter.
const FENCE: &str = "---";

/// An article's file as its author wrote it. Lines are those of the file, counted from 1.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Manuscript {
    pub(super) front_matter: String,
    pub(super) front_matter_line: usize,
    pub(super) body: String,
    pub(super) body_line: usize,
}

/// What a text file is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Article(Manuscript),
    /// It has no front matter: a README, or notes.
    PlainText,
}

/// Reads a file's bytes: UTF-8, with or without a byte order mark, with any kind of line end.
pub(super) fn read(bytes: &[u8]) -> Result<Kind, Flaw> {
    let text = text(bytes)?;
    if text.trim().is_empty() {
        return Err(Flaw::of_the_file("the file is empty"));
    }
    let mut lines = text.split_inclusive('\n');
    if lines.next().is_none_or(|line| line.trim_end() != FENCE) {
        return Ok(Kind::PlainText);
    }
    let inside: Vec<&str> = lines
        .by_ref()
        .take_while(|line| line.trim_end() != FENCE)
        .collect();
    let length: usize = inside.iter().map(|line| line.len()).sum();
    let opened = text.find('\n').map_or(text.len(), |end| end + 1);
    let Some(rest) = text[opened + length..].strip_prefix(FENCE) else {
        return Err(Flaw::at(
            1,
            "the front matter opened here is never closed with a line of `---`",
        ));
    };
    if length > LONGEST_FRONT_MATTER {
        return Err(Flaw::at(
            1,
            format!(
                "the front matter has {} KiB; at most {} fit",
                length.div_ceil(1 << 10),
                LONGEST_FRONT_MATTER >> 10
            ),
        ));
    }
    let closing_line = inside.len() + 2;
    let after_fence = rest.find('\n').map_or("", |end| &rest[end + 1..]);
    let body = after_fence.trim_start_matches('\n');
    Ok(Kind::Article(Manuscript {
        front_matter: inside.concat(),
        front_matter_line: 2,
        body: body.trim_end().to_owned(),
        body_line: closing_line + 1 + (after_fence.len() - body.len()),
    }))
}

pub(super) fn text(bytes: &[u8]) -> Result<String, Flaw> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(Flaw::at(1, "the file is UTF-16; save it as UTF-8"));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        Flaw::at(line, "the file is not UTF-8 from here on; save it as UTF-8")
    })?;
    // One kind of line end, so that a file checked out on another system is not a new version.
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}
