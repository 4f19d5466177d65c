//! Answers that last for hours, such as the live stream, of which there are thousands.
//!
//! HTTP needs buffers for a connection, of 8 KB and more each way, for requests that may follow and pieces that may
//! be sent. None of that is needed once the head of such an answer is known: what follows is written to the
//! connection as it comes, and ends with it (RFC 9112, section 6.3). What is kept for a reader is the socket and the
//! body.

use std::future::poll_fn;
use std::io::{self, ErrorKind};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{HeaderValue, Response, header, response};
use tokio::net::TcpStream;

use super::io_threads::Open;

/// A mark on an answer: it lasts, so that nothing will follow it on its connection.
#[derive(Debug, Clone, Copy)]
pub(in crate::http) struct Lasts;

/// Sends an answer, until it ends or the reader leaves. `_open` says until then that the connection is there.
pub(in crate::http) async fn send(stream: TcpStream, answer: Response<Body>, _open: Open) {
    let (head, mut body) = answer.into_parts();
    if write(&stream, &written(head)).await.is_err() {
        return;
    }
    while let Some(piece) = next(&stream, &mut body).await {
        if write(&stream, &piece).await.is_err() {
            return;
        }
    }
    let _ = rustix::net::shutdown(&stream, rustix::net::Shutdown::Write);
}

/// A head as it is sent.
fn written(mut head: response::Parts) -> Vec<u8> {
    let close = HeaderValue::from_static("close");
    head.headers.insert(header::CONNECTION, close);
    let mut written = format!("HTTP/1.1 {}\r\n", head.status).into_bytes();
    for (name, value) in &head.headers {
        written.extend_from_slice(name.as_str().as_bytes());
        written.extend_from_slice(b": ");
        written.extend_from_slice(value.as_bytes());
        written.extend_from_slice(b"\r\n");
    }
    written.extend_from_slice(b"\r\n");
    written
}

/// What is to be sent next; `None` when there is no more, or nobody to send it to.
async fn next(stream: &TcpStream, body: &mut Body) -> Option<Bytes> {
    poll_fn(|context| {
        if has_left(stream, context) {
            return Poll::Ready(None);
        }
        loop {
            match Pin::new(&mut *body).poll_frame(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Some(Ok(frame))) => {
                    if let Ok(piece) = frame.into_data() {
                        return Poll::Ready(Some(piece));
                    }
                }
                Poll::Ready(Some(Err(_)) | None) => return Poll::Ready(None),
            }
        }
    })
    .await
}

/// Whether the reader has closed the connection. What else they send is of no interest.
fn has_left(stream: &TcpStream, context: &mut Context<'_>) -> bool {
    let mut unread = [0; 64];
    loop {
        match stream.poll_read_ready(context) {
            Poll::Pending => return false,
            Poll::Ready(Err(_)) => return true,
            Poll::Ready(Ok(())) => match stream.try_read(&mut unread) {
                Ok(0) => return true,
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(_) => return true,
            },
        }
    }
}

async fn write(stream: &TcpStream, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        stream.writable().await?;
        match stream.try_write(bytes) {
            Ok(length) => bytes = &bytes[length..],
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
