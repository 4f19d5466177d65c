//! The form of a page's copy on disk: what it was sent with, the page as it was compressed, and a hash of both.

use std::io;

use app::paper::Masthead;
use app::stand_in::with_note;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::Moment;
use newsroom::events::EventNumber;
use serde::{Deserialize, Serialize};

use super::kept_page::KeptPage;
use crate::cdn;
use crate::http::answers::encoding::Encoding;

/// The longest page that is read.
pub(super) const LONGEST: u64 = 8 << 20;

/// What a file begins with. A later form of them has another number.
const FORM: &str = "dateline page 2";
/// What it ends with: a hash of all before.
const CHECKSUM: usize = blake3::OUT_LEN;

/// What stands before the page in its file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Head {
    key: String,
    status: u16,
    pub(super) begun: i64,
    /// Microseconds since 1970.
    at: i64,
    headers: Vec<(String, String)>,
    /// How the page is compressed, as `Content-Encoding` says it.
    encoding: Option<String>,
}

/// A page from its file.
#[derive(Debug)]
pub(in crate::http) struct Copy {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) begun: EventNumber,
    pub(super) at: Moment,
    pub(super) html: Bytes,
}

impl Copy {
    /// As an answer at `now`, with a note of when it was made. `None` if it is no page.
    pub(in crate::http) fn noted(self, masthead: &Masthead, now: Moment) -> Option<Response> {
        let html = std::str::from_utf8(&self.html).ok()?;
        let html = with_note(masthead, html, self.at)?;
        let mut headers = self.headers;
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        cdn::take_off(&mut headers);
        headers.insert(header::AGE, age(now, self.at));
        let mut answer = Response::new(Body::from(html));
        *answer.status_mut() = self.status;
        *answer.headers_mut() = headers;
        Some(answer)
    }
}

/// In seconds (RFC 9111 section 5.1).
fn age(now: Moment, made: Moment) -> HeaderValue {
    u64::try_from((now.micros() - made.micros()) / 1_000_000)
        .unwrap_or(0)
        .into()
}

/// The file of `page`.
///
/// # Errors
/// As [`KeptPage::stored`].
pub(super) fn file(key: String, page: &KeptPage) -> io::Result<Vec<u8>> {
    let (status, headers) = page.head();
    let (encoding, form) = page.stored()?;
    let text = |value: &HeaderValue| value.to_str().map(str::to_owned).ok();
    let head = Head {
        key,
        status: status.as_u16(),
        begun: page.about.begun.0,
        at: page.about.at.micros(),
        headers: headers
            .iter()
            .filter_map(|(name, value)| Some((name.to_string(), text(value)?)))
            .collect(),
        encoding: encoding.name().map(str::to_owned),
    };
    let mut file = format!("{FORM}\n{}\n", serde_json::to_string(&head)?).into_bytes();
    file.extend_from_slice(&form);
    let checksum = blake3::hash(&file);
    file.extend(checksum.as_bytes());
    Ok(file)
}

/// The page of `key` in `file`, if that is whole.
pub(super) fn parse(file: &[u8], key: &str) -> Option<Copy> {
    let (head, page) = head_of(checked(file)?)?;
    if head.key != key {
        return None;
    }
    let headers = head.headers.iter().filter_map(|(name, value)| {
        Some((
            name.parse::<HeaderName>().ok()?,
            value.parse::<HeaderValue>().ok()?,
        ))
    });
    let encoding = Encoding::ALL
        .into_iter()
        .find(|encoding| encoding.name() == head.encoding.as_deref())?;
    let page = Bytes::copy_from_slice(page);
    Some(Copy {
        status: StatusCode::from_u16(head.status).ok()?,
        headers: headers.collect(),
        begun: EventNumber(head.begun),
        at: Moment::from_micros(head.at),
        html: encoding
            .decode(&page, usize::try_from(LONGEST).ok()?)
            .ok()?,
    })
}

/// What stands before the checksum, if that is right.
pub(super) fn checked(file: &[u8]) -> Option<&[u8]> {
    let (whole, checksum) = file.split_at_checked(file.len().checked_sub(CHECKSUM)?)?;
    (blake3::hash(whole).as_bytes() == checksum).then_some(whole)
}

/// What stands before the page, and the rest.
pub(super) fn head_of(file: &[u8]) -> Option<(Head, &[u8])> {
    let rest = file.strip_prefix(FORM.as_bytes())?.strip_prefix(b"\n")?;
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let head = serde_json::from_slice(&rest[..end]).ok()?;
    Some((head, &rest[end + 1..]))
}
