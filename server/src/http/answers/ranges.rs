//! Range requests: a part of a file, so that a broken download can go on (RFC 9110 section 14).

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// What a `Range` header asks for.
enum Asked {
    /// The whole: no range, more than one, another unit, or one of another file.
    Whole,
    /// The bytes from the first to before the second.
    Part(usize, usize),
    /// A part that is not there.
    Nothing,
}

/// All of `bytes`, or the part of them that is asked for. `tag` is their entity tag.
pub(in crate::http) fn answer(asked: &HeaderMap, tag: &HeaderValue, bytes: Vec<u8>) -> Response {
    let accepted = [(header::ACCEPT_RANGES, "bytes")];
    let length = bytes.len();
    match read(asked, tag, length) {
        Asked::Whole => (accepted, bytes).into_response(),
        Asked::Part(start, end) => {
            let place = format!("bytes {start}-{}/{length}", end - 1);
            let place = [(header::CONTENT_RANGE, place)];
            let part = bytes[start..end].to_vec();
            (StatusCode::PARTIAL_CONTENT, accepted, place, part).into_response()
        }
        Asked::Nothing => {
            let place = [(header::CONTENT_RANGE, format!("bytes */{length}"))];
            (StatusCode::RANGE_NOT_SATISFIABLE, accepted, place).into_response()
        }
    }
}

fn read(asked: &HeaderMap, tag: &HeaderValue, length: usize) -> Asked {
    let is_of_this_file = asked.get(header::IF_RANGE).is_none_or(|of| of == tag);
    let part = asked
        .get(header::RANGE)
        .filter(|_| is_of_this_file)
        .and_then(|range| range.to_str().ok())
        .and_then(|range| range.strip_prefix("bytes=")?.split_once('-'));
    let Some((first, last)) = part else {
        return Asked::Whole;
    };
    let (start, end) = match (place(first), place(last)) {
        (Some(first), Some(last)) if first <= last => (first, last.saturating_add(1).min(length)),
        (Some(first), None) if last.is_empty() => (first, length),
        (None, Some(0)) if first.is_empty() => return Asked::Nothing,
        // The last so many.
        (None, Some(last)) if first.is_empty() => (length.saturating_sub(last), length),
        _ => return Asked::Whole,
    };
    if start < end {
        Asked::Part(start, end)
    } else {
        Asked::Nothing
    }
}

/// Digits alone: a number in Rust may have a sign.
fn place(written: &str) -> Option<usize> {
    let is_number = written.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| written.parse().ok()).flatten()
}
