//! Conditional requests: a page that has not changed is not sent again (RFC 9110 section 13).

use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Pages larger than this are sent without a tag.
const LARGEST: usize = 8 << 20;

/// Gives a page a tag made from its bytes, and answers 304 to a browser that has it.
///
/// The tag is weak, because the same page is sent compressed in several ways.
pub(super) async fn conditional(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD);
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let answer = next.run(request).await;
    if !safe
        || answer.status() != StatusCode::OK
        || answer.headers().contains_key(header::CACHE_CONTROL)
        || answer.body().size_hint().lower() > LARGEST as u64
    {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let tag = format!("W/\"{}\"", &blake3::hash(&bytes).to_hex()[..20]);
    let unchanged = known.is_some_and(|known| names(&known, &tag));
    note(&mut parts.headers, &tag);
    if unchanged {
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_LENGTH);
        parts.status = StatusCode::NOT_MODIFIED;
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

fn note(headers: &mut HeaderMap, tag: &str) {
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, no-cache"),
    );
}

/// Whether `If-None-Match` lists the tag; compared weakly (RFC 9110 section 13.1.2).
pub(super) fn names(known: &HeaderValue, tag: &str) -> bool {
    let opaque = tag.trim_start_matches("W/");
    known.to_str().is_ok_and(|known| {
        known
            .split(',')
            .map(str::trim)
            .any(|one| one == "*" || one.trim_start_matches("W/") == opaque)
    })
}
