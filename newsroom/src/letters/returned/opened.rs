//! A message taken apart into the pieces of text that tell why it came.
//!
//! Anybody may send anything to the address that letters come back to. So a message is taken apart by lines, to a fixed
//! depth and number of pieces, and what is inside a returned letter is not opened at all: its head says what is needed.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::html::html_to_text;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{ContentType, Message, MessageParser, MimeHeaders};

/// How deep pieces are looked for in pieces: a report is one level deep, and three when a list or a scanner wraps it.
const DEEPEST: usize = 4;
/// How many pieces are looked at: a report has three.
const MOST_PIECES: usize = 32;

/// A message, as far as it is of interest.
#[derive(Debug, Default)]
pub(super) struct Opened {
    /// The fields of its head, in order, by names in lower case.
    fields: Vec<(String, String)>,
    /// What kind of report it says to be, in lower case.
    pub(super) report: Option<String>,
    /// What it consists of.
    pub(super) pieces: Vec<Piece>,
}

/// A piece of text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its media type, in lower case.
    pub(super) kind: String,
    /// What it says; of a letter that came back, its source.
    pub(super) text: String,
}

impl Piece {
    /// Whether it is a letter that came back, or its head.
    pub(super) fn is_letter(&self) -> bool {
        matches!(
            self.kind.as_str(),
            "message/rfc822" | "message/global" | "text/rfc822-headers" | "message/global-headers"
        )
    }
}

impl Opened {
    pub(super) fn read(raw: &[u8]) -> Self {
        let (head, body) = head_and_body(raw);
        let parser = MessageParser::default();
        let Some(message) = parser.parse_headers(head) else {
            return Self::default();
        };
        let fields = message
            .headers()
            .iter()
            .map(|field| {
                let value = head.get(field.offset_start as usize..field.offset_end as usize);
                let value = String::from_utf8_lossy(value.unwrap_or_default());
                (field.name().to_lowercase(), unfolded(&value))
            })
            .collect();
        let mut opened = Self {
            fields,
            report: message
                .content_type()
                .and_then(|kind| kind.attribute("report-type"))
                .map(str::to_lowercase),
            pieces: Vec::new(),
        };
        opened.take_apart(Some(&message), body, DEEPEST);
        opened
    }

    /// What the fields of that name say, in order.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let fields = self.fields.iter().filter(move |(field, _)| field == name);
        fields.map(|(_, value)| value.as_str())
    }

    /// What the first field of that name says; nothing if there is none.
    pub(super) fn field(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, value)| value)
    }

    /// Everything in its head.
    pub(super) fn values(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(_, value)| value.as_str())
    }

    /// What is written in it for people, without the letter that came back.
    pub(super) fn prose(&self) -> String {
        let of = |kind: &str| {
            let pieces = self.pieces.iter().filter(|piece| piece.kind == kind);
            pieces.map(|piece| piece.text.as_str()).collect::<Vec<_>>()
        };
        let plain = of("text/plain").join("\n");
        if plain.trim().is_empty() {
            html_to_text(&of("text/html").join("\n"))
        } else {
            plain
        }
    }

    fn take_apart(&mut self, head: Option<&Message<'_>>, body: &[u8], deeper: usize) {
        let kind = head.and_then(MimeHeaders::content_type);
        let name = media_type(kind);
        if name.starts_with("multipart/")
            && let Some(boundary) = kind.and_then(|kind| kind.attribute("boundary"))
        {
            if deeper == 0 {
                return;
            }
            for part in parts(body, boundary) {
                if self.pieces.len() >= MOST_PIECES {
                    return;
                }
                let (head, body) = head_and_body(part);
                let head = MessageParser::default().parse_headers(head);
                self.take_apart(head.as_ref(), body, deeper - 1);
            }
            return;
        }
        if !(name.starts_with("text/") || name.starts_with("message/")) {
            return;
        }
        let encoding = head.and_then(MimeHeaders::content_transfer_encoding);
        let bytes = match encoding.map(str::to_lowercase) {
            Some(encoding) if encoding == "base64" => base64_decode(body).map(Cow::Owned),
            Some(encoding) if encoding == "quoted-printable" => {
                quoted_printable_decode(body).map(Cow::Owned)
            }
            _ => None,
        };
        // Wrongly encoded is as good as not encoded: much that comes back is.
        let bytes = bytes.unwrap_or(Cow::Borrowed(body));
        let decoder = kind
            .and_then(|kind| kind.attribute("charset"))
            .and_then(|charset| charset_decoder(charset.as_bytes()));
        self.pieces.push(Piece {
            kind: name,
            text: match decoder {
                Some(decode) => decode(&bytes),
                None => String::from_utf8_lossy(&bytes).into_owned(),
            },
        });
    }
}

/// Plain text where nothing is said (RFC 2045 section 5.2).
fn media_type(kind: Option<&ContentType<'_>>) -> String {
    kind.map_or_else(
        || "text/plain".to_owned(),
        |kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()).to_lowercase(),
    )
}

/// The head with the empty line that ends it, and what follows.
fn head_and_body(raw: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    for line in raw.split_inclusive(|byte| *byte == b'\n') {
        at += line.len();
        if line.iter().all(|byte| matches!(byte, b'\r' | b'\n')) {
            break;
        }
    }
    raw.split_at(at)
}

/// What stands between the lines that are a boundary (RFC 2046 section 5.1.1); without the last of them, up to the end.
fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut begun = None;
    let mut at = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let start = at;
        at += line.len();
        let rest = line
            .strip_prefix(b"--")
            .and_then(|rest| rest.strip_prefix(boundary.as_bytes()));
        let Some(rest) = rest else { continue };
        let is_last = rest.starts_with(b"--");
        let rest = if is_last { &rest[2..] } else { rest };
        if !rest.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        if let Some(begun) = begun {
            parts.push(&body[begun..start]);
        }
        if is_last || parts.len() >= MOST_PIECES {
            return parts;
        }
        begun = Some(at);
    }
    parts.extend(begun.map(|begun| &body[begun..]));
    parts
}

/// A field's value in one line (RFC 5322 section 2.2.3).
fn unfolded(value: &str) -> String {
    value.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}
