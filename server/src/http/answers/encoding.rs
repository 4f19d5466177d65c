//! How bytes are sent: as they are, or compressed in one of the ways that a browser takes.

use std::io::{self, Read, Write};

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, header};
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

/// A content coding (RFC 9110 section 8.4.1), or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::http) enum Encoding {
    /// `br` (RFC 7932).
    Brotli,
    /// `zstd` (RFC 8878).
    Zstd,
    /// `gzip` (RFC 1952).
    Gzip,
    /// As it is.
    Identity,
}

/// How much time is spent on making it small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::http) enum Effort {
    /// Only so much that it is worth it.
    Least,
    /// Somebody waits: a fraction of a millisecond.
    Quick,
    /// Nobody does: some tens of milliseconds.
    Best,
}

/// How much brotli looks back, as a power of two in bytes: no page is longer by much.
const BROTLI_WINDOW: u32 = 19;
const BROTLI_BUFFER: usize = 16 * 1024;

impl Encoding {
    /// All of them, the one that makes pages smallest first.
    pub(in crate::http) const ALL: [Self; 4] =
        [Self::Brotli, Self::Zstd, Self::Gzip, Self::Identity];

    /// The first of [`ALL`](Self::ALL) that a browser takes, by its `Accept-Encoding` (RFC 9110 section 12.5.3). How much it
    /// likes one more than another is passed over, as all do; only what it refuses counts.
    pub(in crate::http) fn best_for(headers: &HeaderMap) -> Self {
        Self::ALL
            .into_iter()
            .find(|encoding| encoding.is_taken(headers))
            .unwrap_or(Self::Identity)
    }

    /// Whether a browser takes it: it names it and does not refuse it.
    pub(in crate::http) fn is_taken(self, headers: &HeaderMap) -> bool {
        let Some(name) = self.name() else { return true };
        headers
            .get_all(header::ACCEPT_ENCODING)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(','))
            .any(|offer| is_offer_of(offer, name))
    }

    /// What `Content-Encoding` calls it.
    pub(in crate::http) fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Zstd => Some("zstd"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }

    /// Its place in [`ALL`](Self::ALL).
    pub(in crate::http) fn place(self) -> usize {
        self as usize
    }

    pub(in crate::http) fn header(self) -> Option<HeaderValue> {
        self.name().map(HeaderValue::from_static)
    }

    /// `plain` in this form.
    ///
    /// # Errors
    /// Only if an encoder fails, which they do where there is no memory.
    pub(in crate::http) fn encode(self, plain: &Bytes, effort: Effort) -> io::Result<Bytes> {
        let mut encoded = match self {
            Self::Brotli => {
                let quality = match effort {
                    Effort::Least => 1,
                    Effort::Quick => 4,
                    Effort::Best => 11,
                };
                let mut encoded = Vec::with_capacity(plain.len() / 3);
                let mut encoder = brotli::CompressorWriter::new(
                    &mut encoded,
                    BROTLI_BUFFER,
                    quality,
                    BROTLI_WINDOW,
                );
                encoder.write_all(plain)?;
                drop(encoder);
                encoded
            }
            Self::Zstd => {
                let level = match effort {
                    Effort::Least => 1,
                    Effort::Quick => 3,
                    Effort::Best => 19,
                };
                zstd::bulk::compress(plain, level)?
            }
            Self::Gzip => {
                let level = match effort {
                    Effort::Least => 1,
                    Effort::Quick => 5,
                    Effort::Best => 9,
                };
                let mut encoder = GzEncoder::new(
                    Vec::with_capacity(plain.len() / 3),
                    flate2::Compression::new(level),
                );
                encoder.write_all(plain)?;
                encoder.finish()?
            }
            Self::Identity => return Ok(plain.clone()),
        };
        // It is kept, and with it all the room that was made for it.
        encoded.shrink_to_fit();
        Ok(encoded.into())
    }

    /// What is in `encoded`, of at most `longest` bytes.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidData`] and others where it is not in this form, or longer.
    pub(in crate::http) fn decode(self, encoded: &Bytes, longest: usize) -> io::Result<Bytes> {
        let longest = longest as u64;
        let mut plain = Vec::with_capacity(encoded.len() * 5);
        let read = match self {
            Self::Brotli => brotli::Decompressor::new(&encoded[..], BROTLI_BUFFER)
                .take(longest + 1)
                .read_to_end(&mut plain)?,
            Self::Zstd => zstd::stream::Decoder::new(&encoded[..])?
                .take(longest + 1)
                .read_to_end(&mut plain)?,
            Self::Gzip => GzDecoder::new(&encoded[..])
                .take(longest + 1)
                .read_to_end(&mut plain)?,
            Self::Identity => return Ok(encoded.clone()),
        };
        if read as u64 > longest {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(plain.into())
    }
}

/// Whether an element of `Accept-Encoding` names `name` and does not refuse it.
fn is_offer_of(offer: &str, name: &str) -> bool {
    let mut parts = offer.split(';').map(str::trim);
    let named = parts
        .next()
        .is_some_and(|named| named.eq_ignore_ascii_case(name));
    let is_refused = parts.any(|part| {
        part.strip_prefix("q=")
            .is_some_and(|weight| weight.parse::<f32>().is_ok_and(|weight| weight <= 0.0))
    });
    named && !is_refused
}
