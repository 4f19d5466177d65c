//! JSON that stands in a script.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// `data` as JSON that cannot end the script it stands in, or begin a comment there; none if it is nothing that JSON can say.
pub(super) fn in_a_script(data: &impl Serialize) -> Option<String> {
    let mut json = Vec::with_capacity(2048);
    let written = data.serialize(&mut Serializer::with_formatter(&mut json, InAScript));
    written.ok()?;
    String::from_utf8(json).ok()
}

/// These characters stand in its strings only, where an escape means the same.
struct InAScript;

impl Formatter for InAScript {
    fn write_string_fragment<W: io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c, escape)) = first(rest) {
            writer.write_all(&rest.as_bytes()[..at])?;
            writer.write_all(escape.as_bytes())?;
            rest = &rest[at + c.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }
}

/// The first character that is written another way: where, which, and how.
fn first(text: &str) -> Option<(usize, char, &'static str)> {
    text.char_indices().find_map(|(at, c)| {
        let escape = match c {
            '<' => "\\u003c",
            '>' => "\\u003e",
            '&' => "\\u0026",
            '\u{2028}' => "\\u2028",
            '\u{2029}' => "\\u2029",
            _ => return None,
        };
        Some((at, c, escape))
    })
}
