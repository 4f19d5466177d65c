//! HTTP/2 on a connection: many requests at once, and what keeps somebody from having too many.

use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::http::uri::Parts;
use axum::http::{HeaderValue, Method, Request, Response, Uri, header};
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tokio::time::Instant;

use super::answering::{Answering, AtOnce, HEAD, LONGEST_HEAD};
use super::stopping::{Requests, Whole};

/// Requests that may be under way on one connection. Browsers send a few dozen at most; RFC 9113 asks for no fewer than a hundred.
const AT_ONCE: u32 = 100;
/// Requests that somebody may take back before they were looked at, and answers that may fail, before the connection is closed:
/// what a flood of resets does (CVE-2023-44487, CVE-2025-8671).
const TAKEN_BACK: usize = 20;
const FAILED: usize = 100;
/// Bytes of a request's body, and of all on a connection, that may come before somebody reads them.
const UNREAD: u32 = 256 << 10;
const UNREAD_OF_ALL: u32 = 1 << 20;
/// Bytes of an answer that are held for a connection which cannot take them just now.
const HELD: usize = 64 << 10;
/// How long a connection may have answers under way of which nothing moves: longer than any pause of a live stream.
const STUCK: Duration = Duration::from_secs(330);
/// How long whoever is told that it is over may take to hear it: a request may be on its way.
const FAREWELL: Duration = Duration::from_secs(5);

/// Answers requests until the connection is closed or idle, or the server stops.
pub(in crate::http) async fn answer<I: AsyncRead + AsyncWrite + Unpin>(
    stream: I,
    answering: Answering<impl AtOnce>,
    mut stopped: watch::Receiver<bool>,
) {
    let activity = Arc::new(Activity::new());
    let counted = activity.clone();
    let requests = Requests::default();
    let asked = requests.clone();
    let service = service_fn(move |request: Request<Incoming>| {
        let under_way = UnderWay::of(&counted, &asked);
        let is_head = *request.method() == Method::HEAD;
        let answer = answering.answer(as_in_http_1(request));
        async move {
            let answer = answer.await?.map(|body| Counted {
                // Over HTTP/1.1 hyper leaves it out by itself.
                body: if is_head { Body::empty() } else { body },
                under_way,
            });
            Ok::<Response<Counted>, io::Error>(answer)
        }
    });
    let connection = http2::Builder::new(TokioExecutor::new())
        .timer(TokioTimer::new())
        .max_concurrent_streams(AT_ONCE)
        .max_header_list_size(LONGEST_HEAD as u32)
        .max_pending_accept_reset_streams(TAKEN_BACK)
        .max_local_error_reset_streams(FAILED)
        .initial_stream_window_size(UNREAD)
        .initial_connection_window_size(UNREAD_OF_ALL)
        .max_send_buf_size(HELD)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    let mut is_stopping = false;
    loop {
        tokio::select! {
            // However it ended, there is nobody to tell.
            _ = &mut connection => return,
            _ = stopped.wait_for(|stop| *stop), if !is_stopping => {
                is_stopping = true;
                connection.as_mut().graceful_shutdown();
            }
            () = requests.none_comes(), if is_stopping => return,
            () = activity.is_over(), if !is_stopping => break,
        }
    }
    connection.as_mut().graceful_shutdown();
    let _ = tokio::time::timeout(FAREWELL, connection).await;
}

/// A request as it comes over HTTP/1.1, which the site knows: who is asked is a header, the address begins with the path. What it
/// says in such a header beside its address does not count (RFC 9113 section 8.3.1).
fn as_in_http_1(mut request: Request<Incoming>) -> Request<Incoming> {
    let uri = std::mem::take(request.uri_mut());
    if let Some(authority) = uri.authority()
        && let Ok(host) = HeaderValue::from_str(authority.as_str())
    {
        request.headers_mut().insert(header::HOST, host);
    }
    let mut parts = Parts::default();
    parts.path_and_query = uri.path_and_query().cloned();
    *request.uri_mut() = Uri::from_parts(parts).unwrap_or(uri);
    request
}

/// What happens on a connection.
struct Activity {
    since: Instant,
    under_way: AtomicUsize,
    /// When something moved last, in milliseconds since then.
    moved: AtomicU64,
}

impl Activity {
    fn new() -> Self {
        Self {
            since: Instant::now(),
            under_way: AtomicUsize::new(0),
            moved: AtomicU64::new(0),
        }
    }

    fn moves(&self) {
        let now = u64::try_from(self.since.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.moved.store(now, Ordering::Relaxed);
    }

    /// Waits until it has been idle, or stuck, for too long.
    async fn is_over(&self) {
        loop {
            let patience = match self.under_way.load(Ordering::Relaxed) {
                0 => HEAD,
                _ => STUCK,
            };
            let moved = Duration::from_millis(self.moved.load(Ordering::Relaxed));
            let over = self.since + moved + patience;
            if over <= Instant::now() {
                return;
            }
            // What is under way ends meanwhile: so it is looked at again when the shorter time is over.
            let soon = Instant::now() + HEAD;
            tokio::time::sleep_until(over.min(soon)).await;
        }
    }
}

/// A request that is not answered to its end.
struct UnderWay(
    Arc<Activity>,
    #[expect(dead_code, reason = "it is counted until it is dropped")] Whole,
);

impl UnderWay {
    fn of(activity: &Arc<Activity>, requests: &Requests) -> Self {
        activity.under_way.fetch_add(1, Ordering::Relaxed);
        activity.moves();
        Self(activity.clone(), requests.one())
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.under_way.fetch_sub(1, Ordering::Relaxed);
        self.0.moves();
    }
}

/// The body of an answer, which says when a piece of it was taken.
struct Counted {
    body: Body,
    under_way: UnderWay,
}

impl HttpBody for Counted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let piece = Pin::new(&mut self.body).poll_frame(context);
        if piece.is_ready() {
            self.under_way.0.moves();
        }
        piece
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
