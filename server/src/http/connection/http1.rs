//! HTTP/1.1 on a connection: one request after the other, until an answer comes that lasts.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::{Method, Request};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::{oneshot, watch};

use super::answering::{Answering, AtOnce, HEAD, LONGEST_HEAD};
use super::io_threads::Open;
use super::lasting::Lasts;
use super::rewound::Rewound;
use super::stopping::Requests;
use super::{http2, lasting};

/// Answers one request after the other, by HTTP/1.1, until the connection is closed or an answer comes that lasts; or many at
/// once, where the first bytes are those of HTTP/2.
pub(in crate::http) async fn answer(
    stream: TcpStream,
    answering: Answering<impl AtOnce>,
    open: Open,
    mut stopped: watch::Receiver<bool>,
) {
    let (leave, mut left) = oneshot::channel::<Response>();
    let leave = Arc::new(Mutex::new(Some(leave)));
    let requests = Requests::default();
    let service = service_fn(|request: Request<Incoming>| {
        let whole = requests.one();
        let may_last = request.method() == Method::GET;
        let answer = answering.answer(request);
        let leave = leave.clone();
        async move {
            let answer = answer.await?;
            let lasts = may_last && answer.extensions().get::<Lasts>().is_some();
            if let Some(leave) = lasts.then(|| take(&leave)).flatten() {
                let _ = leave.send(answer);
                // The connection is taken from under this before it is looked at again.
                return std::future::pending().await;
            }
            Ok::<_, io::Error>(answer.map(|body| whole.until_sent(body)))
        }
    });
    let mut connection = http1().serve_connection(TokioIo::new(stream), service);
    let mut is_stopping = false;
    let answer = loop {
        tokio::select! {
            ended = &mut connection => match ended {
                Err(error) if error.is_parse_version_h2() => break None,
                // However else it ended, there is nobody to tell.
                Ok(()) | Err(_) => return,
            },
            Ok(answer) = &mut left => break Some(answer),
            _ = stopped.wait_for(|stop| *stop), if !is_stopping => {
                is_stopping = true;
                Pin::new(&mut connection).graceful_shutdown();
            }
            () = requests.none_comes(), if is_stopping => return,
        }
    };
    let http1::Parts { io, read_buf, .. } = connection.into_parts();
    let stream = io.into_inner();
    match answer {
        Some(answer) => {
            tokio::spawn(lasting::send(stream, answer, open));
        }
        None => http2::answer(Rewound::to(read_buf, stream), answering, stopped).await,
    }
}

/// Answers one request after the other, by HTTP/1.1, until the connection is closed.
pub(in crate::http) async fn answer_in_turn<I, F>(
    stream: I,
    answer: impl Fn(Request<Incoming>) -> F,
    mut stopped: watch::Receiver<bool>,
) where
    I: AsyncRead + AsyncWrite + Unpin,
    F: Future<Output = io::Result<Response>>,
{
    let requests = Requests::default();
    let service = service_fn(|request: Request<Incoming>| {
        let whole = requests.one();
        let answer = answer(request);
        async move {
            let answer = answer.await?;
            Ok::<_, io::Error>(answer.map(|body| whole.until_sent(body)))
        }
    });
    let mut connection = http1().serve_connection(TokioIo::new(stream), service);
    let mut is_stopping = false;
    loop {
        tokio::select! {
            // However it ended, there is nobody to tell.
            _ = &mut connection => return,
            _ = stopped.wait_for(|stop| *stop), if !is_stopping => {
                is_stopping = true;
                Pin::new(&mut connection).graceful_shutdown();
            }
            () = requests.none_comes(), if is_stopping => return,
        }
    }
}

fn http1() -> http1::Builder {
    let mut http1 = http1::Builder::new();
    http1
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(LONGEST_HEAD);
    http1
}

fn take<T>(place: &Mutex<Option<T>>) -> Option<T> {
    let mut place = place.lock().unwrap_or_else(PoisonError::into_inner);
    place.take()
}
