//! What is sent slowly, and what takes long to answer: who sends on is waited for, who does not is told so.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode};
use http_body::Frame;
use server::http::Patience;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use crate::test_site::{Answer, TestSite};

/// Longer than any of these tests.
const LONG: Duration = Duration::from_secs(300);
/// Shorter than any of what is waited for in them.
const SHORT: Duration = Duration::from_millis(50);

/// A body that comes in pieces.
pub struct Pieces(mpsc::UnboundedReceiver<Bytes>);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let piece = self.0.poll_recv(context);
        piece.map(|piece| Some(Ok(Frame::data(piece?))))
    }
}

/// A body whose pieces come after so long each, and `then` whatever follows the last.
pub fn pieces(all: Vec<Vec<u8>>, after: Duration, then: Then) -> Body {
    let (send, pieces) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        for piece in all {
            tokio::time::sleep(after).await;
            let _ = send.send(piece.into());
        }
        if then == Then::Nothing {
            send.closed().await;
        }
    });
    Body::new(Pieces(pieces))
}

/// What follows the last piece of a body.
#[derive(PartialEq, Eq)]
pub enum Then {
    TheEnd,
    /// Not even the end.
    Nothing,
}

pub async fn site(patience: Patience) -> TestSite {
    TestSite::start().await.with_patience(patience)
}

async fn sign_up(site: &TestSite, body: Body) -> Answer {
    let request =
        Request::post("/stay-in-touch").header("content-type", "application/x-www-form-urlencoded");
    site.ask(request.body(body).unwrap()).await
}

fn bytes(text: &str) -> Vec<Vec<u8>> {
    text.bytes().map(|byte| vec![byte]).collect()
}

fn is_told_of_the_rest(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::REQUEST_TIMEOUT);
    assert!(answer.has("did not come in time"), "{}", answer.body);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("connection"), "close");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn who_stops_sending_is_told_that_the_rest_did_not_come() {
    let site = site(Patience {
        body: SHORT,
        answer: LONG,
    })
    .await;
    for address in ["/stay-in-touch", "/desk/sign-in", "/notifications"] {
        let body = pieces(vec![b"email=an".to_vec()], Duration::ZERO, Then::Nothing);
        let request = Request::post(address)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        let answer = site.ask(request.body(body).unwrap()).await;
        is_told_of_the_rest(&answer);
    }
}

#[tokio::test]
async fn who_sends_a_byte_now_and_then_does_not_hold_the_server_for_ever() {
    let site = site(Patience {
        body: 20 * SHORT,
        answer: LONG,
    })
    .await;
    let form = format!("email=ann%40example.org&x={}", "x".repeat(10_000));
    let body = pieces(bytes(&form), SHORT / 10, Then::TheEnd);
    is_told_of_the_rest(&sign_up(&site, body).await);
}

#[tokio::test]
async fn a_form_that_takes_longer_than_its_answer_may_is_taken() {
    let site = site(Patience {
        body: LONG,
        answer: 40 * SHORT,
    })
    .await;
    let body = pieces(bytes("email=ann%40example.org"), 2 * SHORT, Then::TheEnd);
    let answer = sign_up(&site, body).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

#[tokio::test]
async fn what_takes_too_long_to_answer_is_said_to_and_may_be_asked_for_again() {
    let site = site(Patience {
        body: LONG,
        answer: SHORT,
    })
    .await;
    let _other = site.another_program_that_writes().await;
    let answer = sign_up(&site, Body::from("email=ann%40example.org")).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.header("retry-after"), "60");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(
        answer.has("Please try again in a minute."),
        "{}",
        answer.body
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_stops_sending_reads_it_on_the_connection_which_is_closed() {
    let site = site(Patience {
        body: SHORT,
        answer: LONG,
    })
    .await;
    let mut stream = TcpStream::connect(site.at_a_port().await).await.unwrap();
    let begin = "POST /stay-in-touch HTTP/1.1\r\nhost: paper.example\r\n\
                 content-type: application/x-www-form-urlencoded\r\ncontent-length: 900\r\n\r\nemail=";
    stream.write_all(begin.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("did not come in time"), "{answer}");
}
