//! Numbers for requests that are answered before the layer that gives them one: a word of this process and a count, as a random
//! number for each would take longer than the answer.

use std::process;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::{HeaderMap, HeaderValue, Request};
use tower_http::request_id::{MakeRequestId, MakeRequestUuid, RequestId};
use tracing::Span;

use super::routes::REQUEST_ID;

/// What a request has already that is sent on to the site after all: it is one request in the log, and to whoever sent it.
#[derive(Clone)]
pub(super) struct Begun {
    pub(super) number: HeaderValue,
    pub(super) span: Span,
}

/// Gives the site's requests their numbers.
#[derive(Clone, Copy)]
pub(super) struct Numbers;

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

/// The number that a request came with, or one of its own.
pub(super) fn of(asked: &HeaderMap) -> HeaderValue {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    if let Some(given) = asked.get(REQUEST_ID) {
        return given.clone();
    }
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    HeaderValue::try_from(format!("{}-{count:x}", *WORD)).unwrap_or(HeaderValue::from_static("0"))
}
