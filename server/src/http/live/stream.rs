//! One reader's stream. It is written by hand because there are thousands of them: each is a place in the log,
//! and what is sent is shared.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use http_body::Frame;
use newsroom::events::EventNumber;

use super::asked::After;
use super::hub::Hub;
use super::shelf::Next;
use super::telling::frame;
use crate::http::connection::places::Place;

/// A sign of life: a comment, which a browser passes over.
const BEAT: Bytes = Bytes::from_static(b":\n\n");
/// Milliseconds until a browser comes back whose connection broke, at least, and how far that is spread.
const BACK: (usize, usize) = (2_000, 3_000);
/// The same when the server stops: not everybody shall knock at once when it starts again.
const BACK_AFTER_STOP: (usize, usize) = (1_000, 9_000);
/// A prime that puts neighbouring seats far apart.
const SPREAD: usize = 7_919;

struct Stream {
    hub: Arc<Hub>,
    seat: usize,
    had: EventNumber,
    state: State,
    _place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing was sent yet, and this is what they asked for.
    Begins(After),
    Open,
    Ended,
}

pub(super) fn body(hub: Arc<Hub>, place: Place, after: After) -> Body {
    let seat = hub.seats.take();
    Body::new(Stream {
        hub,
        seat,
        had: EventNumber::default(),
        state: State::Begins(after),
        _place: place,
    })
}

impl http_body::Body for Stream {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        // Before looking, so that what happens meanwhile is not missed.
        let beat = self.hub.seats.wait(self.seat, context.waker());
        let message = match self.state {
            State::Ended => return Poll::Ready(None),
            State::Begins(after) => Some(self.begin(after)),
            State::Open if self.hub.has_ended() => {
                self.state = State::Ended;
                Some(retry(self.seat, BACK_AFTER_STOP).into())
            }
            State::Open => self.next().or(beat.then_some(BEAT)),
        };
        match message {
            Some(message) => Poll::Ready(Some(Ok(Frame::data(message)))),
            None => Poll::Pending,
        }
    }
}

impl Stream {
    /// What is sent first, so that the browser knows that it is connected.
    fn begin(&mut self, after: After) -> Bytes {
        self.state = State::Open;
        let begin = self.hub.shelf().begin(after);
        let mut message = retry(self.seat, BACK);
        match begin {
            Some(number) => self.had = number,
            None => message.push_str(&String::from_utf8_lossy(&self.reset())),
        }
        message.into()
    }

    fn next(&mut self) -> Option<Bytes> {
        let next = self.hub.shelf().next(self.had);
        match next {
            Next::Nothing => None,
            Next::Messages(messages, upto) => {
                self.had = upto;
                Some(messages)
            }
            Next::Lost => Some(self.reset()),
        }
    }

    /// They have to look at the paper anew, and go on from there.
    fn reset(&mut self) -> Bytes {
        self.had = self.hub.shelf().newest();
        frame(self.had, "reset", "{}")
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.hub.seats.leave(self.seat);
    }
}

fn retry(seat: usize, (least, spread): (usize, usize)) -> String {
    format!("retry: {}\n\n", least + seat * SPREAD % spread)
}
