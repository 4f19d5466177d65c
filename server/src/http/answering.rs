//! Answering on connections: each has its requests answered by the site until it closes, or until an answer comes
//! that lasts.

use std::convert::Infallible;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
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
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{oneshot, watch};
use tower::ServiceExt;

use super::connections;
use super::lasting::{self, Lasts};

/// How long none is taken after one could not be, mostly because too many files are open.
const AFTER_FAILURE: Duration = Duration::from_secs(1);

/// Answers whoever connects until told to stop, then lets what is under way come to its end.
pub(super) async fn answer_all(
    listener: TcpListener,
    site: Router,
    mut stopped: watch::Receiver<bool>,
) {
    let (open, _) = watch::channel(());
    loop {
        let came = tokio::select! {
            came = listener.accept() => came,
            _ = stopped.wait_for(|stop| *stop) => break,
        };
        match came {
            Ok((stream, peer)) => {
                connections::set_up(&stream);
                let (site, stopped) = (site.clone(), stopped.clone());
                tokio::spawn(answer(stream, peer, site, stopped, open.subscribe()));
            }
            Err(error) if left_again(&error) => {}
            Err(error) => {
                tracing::error!(%error, "a connection could not be taken; waiting a moment");
                tokio::time::sleep(AFTER_FAILURE).await;
            }
        }
    }
    drop(listener);
    // Each connection has a receiver.
    open.closed().await;
}

/// Whether somebody knocked and left before the door was open.
fn left_again(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionAborted | ErrorKind::ConnectionRefused | ErrorKind::ConnectionReset
    )
}

async fn answer(
    stream: TcpStream,
    peer: SocketAddr,
    site: Router,
    mut stopped: watch::Receiver<bool>,
    open: watch::Receiver<()>,
) {
    let (leave, mut left) = oneshot::channel::<Response>();
    let leave = Arc::new(Mutex::new(Some(leave)));
    let service = service_fn(move |request: Request<Incoming>| {
        let may_last = request.method() == Method::GET;
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = site.clone().oneshot(request);
        let leave = leave.clone();
        async move {
            let answer = answer.await?;
            let lasts = may_last && answer.extensions().get::<Lasts>().is_some();
            if let Some(leave) = lasts.then(|| take(&leave)).flatten() {
                let _ = leave.send(answer);
                // The connection is taken from under this before it is looked at again.
                return std::future::pending().await;
            }
            Ok::<_, Infallible>(answer)
        }
    });
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
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
