//! Numbers for requests that are answered before the layer that gives them one: a word of this process and a count, as a random
//! number for each would take longer than the answer.

use std::process;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Request};
use axum::middleware::Next;
use axum::response::Response;
use tower_http::request_id::{MakeRequestId, MakeRequestUuid, RequestId};
use tracing::Span;

use crate::http::routes::REQUEST_ID;

/// What a request has already that is sent on to the site after all: it is one request in the log, and to whoever sent it.
#[derive(Clone)]
pub(in crate::http) struct Begun {
    pub(in crate::http) number: HeaderValue,
    pub(in crate::http) span: Span,
}

/// Gives the site's requests their numbers.
#[derive(Clone, Copy)]
pub(in crate::http) struct Numbers;

impl MakeRequestId for Numbers {
    fn make_request_id<B>(&mut self, request: &Request<B>) -> Option<RequestId> {
        match request.extensions().get::<Begun>() {
            Some(begun) => Some(RequestId::new(begun.number.clone())),
            None => MakeRequestUuid.make_request_id(request),
        }
    }
}

/// What no other process says: when it started, and as which.
static WORD: LazyLock<String> = LazyLock::new(|| {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH);
    let started = since_epoch.unwrap_or_default().as_micros();
    format!("{started:x}-{:x}", process::id())
});

/// The longest number that is taken from a request, in bytes: whoever gives it has it written into every line of the log.
const LONGEST: usize = 128;

/// Whether a number that came with a request can be looked for: some visible ASCII.
fn is_fit(given: &HeaderValue) -> bool {
    let given = given.as_bytes();
    (1..=LONGEST).contains(&given.len()) && given.iter().all(u8::is_ascii_graphic)
}

/// Forgets a number that is none, so that the request gets another one.
pub(in crate::http) async fn forget_unfit(mut request: Request<Body>, next: Next) -> Response {
    let given = request.headers().get(REQUEST_ID);
    if given.is_some_and(|given| !is_fit(given)) {
        request.headers_mut().remove(REQUEST_ID);
    }
    next.run(request).await
}

/// The number that a request came with, or one of its own.
pub(in crate::http) fn of(asked: &HeaderMap) -> HeaderValue {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    if let Some(given) = asked.get(REQUEST_ID).filter(|given| is_fit(given)) {
        return given.clone();
    }
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    HeaderValue::try_from(format!("{}-{count:x}", *WORD)).unwrap_or(HeaderValue::from_static("0"))
}
