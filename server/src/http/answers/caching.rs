//! What caches are told, and conditional requests: a page that has not changed is not sent again (RFC 9110 section 13).

use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_http::compression::predicate::Predicate;

use crate::http::routes::compressible;

/// Pages larger than this are sent without a tag.
const LARGEST: usize = 8 << 20;

/// Gives a page a tag made from its bytes, and answers 304 to a browser that has it.
///
/// The tag is weak, because the same page is sent compressed in several ways.
pub(in crate::http) async fn conditional(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD);
    let known = request.headers().get_all(header::IF_NONE_MATCH);
    let known: Vec<HeaderValue> = known.iter().cloned().collect();
    let answer = next.run(request).await;
    if !safe
        || answer.status() != StatusCode::OK
        || answer.headers().contains_key(header::CACHE_CONTROL)
        || answer.body().size_hint().lower() > LARGEST as u64
    {
        return answer;
    }
    let is_compressible = compressible().should_compress(&answer);
    let (mut parts, body) = answer.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let tag = format!("W/\"{}\"", &blake3::hash(&bytes).to_hex()[..20]);
    note(&mut parts.headers, &tag);
    if is_compressible {
        // As what compresses it says, which sees nothing to compress where it has not changed (RFC 9110 section 15.4.5).
        let by_encoding = HeaderValue::from_static("accept-encoding");
        parts.headers.append(header::VARY, by_encoding);
    }
    if names(&known, &tag) {
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

/// Whether lines of `If-None-Match` list the tag; compared weakly (RFC 9110 section 13.1.2).
pub(in crate::http) fn names<'a>(
    known: impl IntoIterator<Item = &'a HeaderValue>,
    tag: &str,
) -> bool {
    let opaque = tag.trim_start_matches("W/");
    known
        .into_iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .any(|one| one == "*" || one.trim_start_matches("W/") == opaque)
}

/// Has nothing keep that something is not there, or was not done, unless the answer says how long it holds: what is not there is
/// published in a minute, and a cache may keep by its own judgement what says nothing (RFC 9111 section 4.2.2).
pub(in crate::http) async fn keep_no_failure(request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    let status = answer.status();
    if status.is_client_error() || status.is_server_error() {
        answer
            .headers_mut()
            .entry(header::CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("no-store"));
    }
    answer
}
