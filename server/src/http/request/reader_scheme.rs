//! Whether readers came encrypted to the proxy that encrypts for this server. Those who did not can be sent on to where it does.
//!
//! It decides nothing else. What addresses begin with, whether a cookie travels in the clear, what browsers are asked to remember
//! (HSTS): all that is said by `paper.url`, so that no header of a request changes a page that others get.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use super::reader_address::Unencrypted;
use crate::http::AppState;
use crate::http::connection::doors::SentTo;
use crate::settings::Forwarding;

const X_FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
/// What is asked for by those who watch the server, past whatever encrypts.
const WATCHED: [&str; 2] = ["/healthz", "/metrics"];

/// Whether headers of a proxy say that nobody encrypted. Where one of several was reached encrypted, the reader is taken for
/// somebody who was: the one next to us may be reached unencrypted by the one before it, and who is sent on from there comes back
/// for ever.
pub(in crate::http) fn is_unencrypted(header: Forwarding, headers: &HeaderMap) -> bool {
    let name = match header {
        Forwarding::XForwardedFor => X_FORWARDED_PROTO,
        Forwarding::Forwarded => header::FORWARDED,
    };
    let lines = headers.get_all(name).iter();
    let mut schemes = lines
        .flat_map(|line| line.to_str().unwrap_or("").split(','))
        .filter_map(|entry| match header {
            Forwarding::XForwardedFor => Some(entry.trim()),
            Forwarding::Forwarded => proto(entry),
        })
        .peekable();
    schemes.peek().is_some() && schemes.all(|scheme| scheme.eq_ignore_ascii_case("http"))
}

/// The value of `proto` in an element of `Forwarded` (RFC 7239 section 5.4).
fn proto(element: &str) -> Option<&str> {
    element.split(';').find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        let is_proto = name.eq_ignore_ascii_case("proto");
        is_proto.then(|| value.trim().trim_matches('"'))
    })
}

/// Whether an answer that is there at once may be for somebody who is to be sent on. Who says so is looked at later.
pub(in crate::http) fn may_be_sent_on(state: &AppState, headers: &HeaderMap) -> bool {
    state.sends_on.is_some() && is_unencrypted(state.proxies.header, headers)
}

/// Sends those on who came unencrypted to a proxy of ours. Nothing keeps that answer: it is right for this request alone.
pub(in crate::http) async fn send_on(
    State(to): State<Option<SentTo>>,
    request: Request,
    next: Next,
) -> Response {
    let is_unencrypted = request.extensions().get::<Unencrypted>().is_some();
    match to {
        Some(to) if is_unencrypted && !WATCHED.contains(&request.uri().path()) => {
            let mut answer = to.answer(request.method(), request.uri());
            let nowhere = HeaderValue::from_static("no-store");
            answer.headers_mut().insert(header::CACHE_CONTROL, nowhere);
            answer
        }
        Some(_) | None => next.run(request).await,
    }
}
