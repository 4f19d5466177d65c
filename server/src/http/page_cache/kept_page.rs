//! A page as it is kept: made once, and sent to whoever asks until something changes it.

use std::io;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use domain::{ArticleId, Moment};
use newsroom::events::{EventNumber, Part};

use crate::http::answers::encoding::{Effort, Encoding};

/// Pages have some 40 KB.
const LONGEST: usize = 8 << 20;
/// What is kept beside the bytes: headers, keys, places in the tables.
const BESIDE: usize = 3 << 10;

/// What is known of a page when it was made.
#[derive(Debug, Clone)]
pub(super) struct About {
    /// After which event making it began: what it shows is at least as new.
    pub(super) begun: EventNumber,
    /// When it was begun.
    pub(super) at: Moment,
    /// Until when it is right, if nothing happens to the paper.
    pub(super) holds_until: Moment,
    /// The part of the paper it is of, if it is of one.
    pub(super) of: Option<Part>,
    /// The article that is read by opening it.
    pub(super) reads: Option<ArticleId>,
}

/// A page in every form that somebody asked for.
#[derive(Debug)]
pub(super) struct KeptPage {
    pub(super) about: About,
    status: StatusCode,
    headers: HeaderMap,
    /// Stands for the bytes of the page, however they are sent.
    hash: String,
    forms: [OnceLock<Form>; Encoding::ALL.len()],
    /// The smallest that there can be, once somebody has taken the time.
    smallest: OnceLock<Form>,
    asked: AtomicU32,
}

/// A page as it is sent.
#[derive(Debug)]
pub(super) struct Form {
    bytes: Bytes,
    headers: HeaderMap,
}

impl KeptPage {
    /// A page with these headers, which `encoding` is asked for first.
    ///
    /// # Errors
    /// As [`Encoding::encode`].
    pub(super) fn new(
        about: About,
        status: StatusCode,
        headers: HeaderMap,
        html: Bytes,
        encoding: Encoding,
    ) -> io::Result<Self> {
        let page = Self {
            about,
            status,
            headers,
            hash: blake3::hash(&html).to_hex()[..20].to_owned(),
            forms: Default::default(),
            smallest: OnceLock::new(),
            asked: AtomicU32::new(0),
        };
        page.put(encoding, encoding.encode(&html, Effort::Quick)?);
        Ok(page)
    }

    /// What it takes of the memory.
    pub(super) fn weight(&self) -> u32 {
        let forms = self.forms.iter().chain([&self.smallest]);
        let bytes: usize = forms
            .filter_map(OnceLock::get)
            .map(|form| form.bytes.len())
            .sum();
        u32::try_from(bytes + BESIDE).unwrap_or(u32::MAX)
    }

    /// That form, if it is there.
    pub(super) fn ready(&self, encoding: Encoding) -> Option<&Form> {
        let smallest = (encoding == Encoding::Brotli)
            .then(|| self.smallest.get())
            .flatten();
        smallest.or_else(|| self.forms[encoding.place()].get())
    }

    /// Makes that form.
    ///
    /// # Errors
    /// As [`Encoding::encode`].
    pub(super) fn make(&self, encoding: Encoding) -> io::Result<&Form> {
        let html = self.html()?;
        Ok(self.put(encoding, encoding.encode(&html, Effort::Quick)?))
    }

    /// Takes the time to make it as small as can be, for the browsers that take brotli.
    ///
    /// # Errors
    /// As [`Encoding::encode`].
    pub(super) fn make_smallest(&self) -> io::Result<()> {
        let bytes = Encoding::Brotli.encode(&self.html()?, Effort::Best)?;
        let _ = self
            .smallest
            .set(self.form(Encoding::Brotli, bytes, "-best"));
        Ok(())
    }

    /// What a browser shows, before it is compressed.
    ///
    /// # Errors
    /// None that is known: it was compressed here.
    pub(super) fn html(&self) -> io::Result<Bytes> {
        let form = Encoding::ALL
            .into_iter()
            .find_map(|encoding| Some((encoding, self.forms[encoding.place()].get()?)));
        match form {
            Some((encoding, form)) => encoding.decode(&form.bytes, LONGEST),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// It as it is written to a disk: compressed as somebody asked for it, or else quickly.
    ///
    /// # Errors
    /// As [`Encoding::encode`].
    pub(super) fn stored(&self) -> io::Result<(Encoding, Bytes)> {
        const COMPRESSED: [Encoding; 3] = [Encoding::Brotli, Encoding::Zstd, Encoding::Gzip];
        let ready = COMPRESSED
            .into_iter()
            .find_map(|encoding| Some((encoding, self.ready(encoding)?.bytes.clone())));
        match ready {
            Some(ready) => Ok(ready),
            None => {
                let bytes = Encoding::Zstd.encode(&self.html()?, Effort::Least)?;
                Ok((Encoding::Zstd, bytes))
            }
        }
    }

    /// What it is sent with, in every form.
    pub(super) fn head(&self) -> (StatusCode, HeaderMap) {
        (self.status, self.headers.clone())
    }

    /// Counts somebody who asks for it; how many that are.
    pub(super) fn ask(&self) -> u32 {
        self.asked.fetch_add(1, Ordering::Relaxed).wrapping_add(1)
    }

    fn put(&self, encoding: Encoding, bytes: Bytes) -> &Form {
        self.forms[encoding.place()].get_or_init(|| self.form(encoding, bytes, ""))
    }

    /// A form with a tag of its own: a strong one stands for the bytes that are sent (RFC 9110 section 8.8.3).
    fn form(&self, encoding: Encoding, bytes: Bytes, level: &str) -> Form {
        let mut headers = self.headers.clone();
        let name = encoding.name().unwrap_or("plain");
        if let Ok(tag) = HeaderValue::try_from(format!("\"{}-{name}{level}\"", self.hash)) {
            headers.insert(header::ETAG, tag);
        }
        if let Some(encoding) = encoding.header() {
            headers.insert(header::CONTENT_ENCODING, encoding);
        }
        Form { bytes, headers }
    }

    /// The answer to somebody who asks for it with `asked`, in that form.
    pub(super) fn answer(&self, form: &Form, method: &Method, asked: &HeaderMap) -> Response {
        let mut headers = form.headers.clone();
        let is_known = self.status == StatusCode::OK
            && asked
                .get_all(header::IF_NONE_MATCH)
                .iter()
                .any(|known| self.is_named_by(known));
        let (status, body) = if is_known {
            headers.remove(header::CONTENT_TYPE);
            headers.remove(header::CONTENT_ENCODING);
            (StatusCode::NOT_MODIFIED, Body::empty())
        } else {
            if method == Method::HEAD {
                headers.insert(header::CONTENT_LENGTH, form.bytes.len().into());
            }
            (self.status, Body::from(form.bytes.clone()))
        };
        let mut answer = Response::new(body);
        *answer.status_mut() = status;
        *answer.headers_mut() = headers;
        answer
    }

    /// Whether `If-None-Match` names it in any form: who has it compressed in another way has what it shows.
    fn is_named_by(&self, known: &HeaderValue) -> bool {
        known.to_str().is_ok_and(|known| {
            known.split(',').map(str::trim).any(|tag| {
                let opaque = tag.strip_prefix("W/").unwrap_or(tag).strip_prefix('"');
                let rest = opaque.and_then(|opaque| opaque.strip_prefix(self.hash.as_str()));
                tag == "*" || rest.is_some_and(|rest| rest.starts_with('-'))
            })
        })
    }
}
