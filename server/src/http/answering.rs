//! Answering on connections: each has its requests answered by the site until it closes, or until an answer comes
//! that lasts.

use std::io::{self, ErrorKind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::sync::{oneshot, watch};
use tower::ServiceExt;

use super::connections;
use super::io_threads::{Connection, Elsewhere, IoThreads};
use super::lasting::{self, Lasts};
use super::page_cache::Asked;

/// How long none is taken after one could not be, mostly because too many files are open.
const AFTER_FAILURE: Duration = Duration::from_secs(1);

/// How long the head of a request may take to come, and a connection may wait for the next one. Who sends a byte now and
/// then to keep a place is cut off.
const HEAD: Duration = Duration::from_secs(30);
/// How long a head may be, in bytes, and what came with the last of it once more; longer ones are answered with 431. Browsers
/// send one or two thousand.
const LONGEST_HEAD: usize = 32 * 1024;

/// What can be answered without asking the site; it takes no time.
pub(super) trait AtOnce:
    Fn(Asked) -> Option<Response> + Clone + Send + Sync + 'static
{
}

impl<T: Fn(Asked) -> Option<Response> + Clone + Send + Sync + 'static> AtOnce for T {}

/// Answers whoever connects until told to stop, then lets what is under way come to its end. What `at_once` has no answer
/// to is for the `site`.
///
/// # Errors
/// When the system gives no threads.
pub(super) async fn answer_all(
    listener: TcpListener,
    at_once: impl AtOnce,
    site: Router,
    mut stopped: watch::Receiver<bool>,
) -> io::Result<()> {
    let here = Handle::current();
    let stop = stopped.clone();
    let threads = IoThreads::start(move |connection| {
        let (at_once, site, here) = (at_once.clone(), site.clone(), here.clone());
        answer(connection, at_once, site, here, stop.clone())
    })?;
    loop {
        let came = tokio::select! {
            came = listener.accept() => came,
            _ = stopped.wait_for(|stop| *stop) => break,
        };
        let given = came.and_then(|(stream, peer)| {
            connections::set_up(&stream);
            threads.give(stream, peer)
        });
        match given {
            Ok(()) => {}
            Err(error) if left_again(&error) => {}
            Err(error) => {
                tracing::error!(%error, "a connection could not be taken; waiting a moment");
                tokio::time::sleep(AFTER_FAILURE).await;
            }
        }
    }
    drop(listener);
    threads.end().await;
    Ok(())
}

/// Whether somebody knocked and left before the door was open.
fn left_again(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionAborted | ErrorKind::ConnectionRefused | ErrorKind::ConnectionReset
    )
}

async fn answer(
    connection: Connection,
    at_once: impl AtOnce,
    site: Router,
    elsewhere: Handle,
    mut stopped: watch::Receiver<bool>,
) {
    let Connection { stream, peer, open } = connection;
    let (leave, mut left) = oneshot::channel::<Response>();
    let leave = Arc::new(Mutex::new(Some(leave)));
    let service = service_fn(move |request: Request<Incoming>| {
        let asked = Asked {
            method: request.method(),
            uri: request.uri(),
            headers: request.headers(),
        };
        let at_once = at_once(asked);
        let may_last = request.method() == Method::GET;
        let through_the_site = at_once.is_none().then(|| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            Elsewhere::begin(&elsewhere, site.clone().oneshot(request))
        });
        let leave = leave.clone();
        async move {
            let answer = match (at_once, through_the_site) {
                (Some(answer), _) => return Ok(answer),
                (None, Some(answer)) => {
                    let Ok(answer) = answer.await?;
                    answer
                }
                (None, None) => std::future::pending().await,
            };
            let lasts = may_last && answer.extensions().get::<Lasts>().is_some();
            if let Some(leave) = lasts.then(|| take(&leave)).flatten() {
                let _ = leave.send(answer);
                // The connection is taken from under this before it is looked at again.
                return std::future::pending().await;
            }
            Ok::<_, io::Error>(answer)
        }
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    let mut is_stopping = false;
    let answer = loop {
        tokio::select! {
            // However it ended, there is nobody to tell.
            _ = &mut connection => return,
            Ok(answer) = &mut left => break answer,
            _ = stopped.wait_for(|stop| *stop), if !is_stopping => {
                is_stopping = true;
                std::pin::Pin::new(&mut connection).graceful_shutdown();
            }
        }
    };
    let stream = connection.into_parts().io.into_inner();
    tokio::spawn(lasting::send(stream, answer, open));
}

fn take<T>(place: &Mutex<Option<T>>) -> Option<T> {
    let mut place = place.lock().unwrap_or_else(PoisonError::into_inner);
    place.take()
}
