//! A body that is waited for only so long, and what is known meanwhile of how it comes.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep, sleep_until};

/// Bytes for which there is a second more: a slow phone brings several times as many in one.
const PACE: u64 = 1024;

/// How a body comes. Clones share it.
#[derive(Clone)]
pub(super) struct Coming(Arc<Mutex<State>>);

struct State {
    /// When the last of it came, or the request, where none does.
    came: Instant,
    /// Whether somebody waits for more of it.
    is_awaited: bool,
    was_cut_off: bool,
}

impl Coming {
    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new(State {
            came: Instant::now(),
            is_awaited: false,
            was_cut_off: false,
        })))
    }

    /// Waits until the last of it came so long ago and none is waited for.
    pub(super) async fn is_over(&self, patience: Duration) {
        loop {
            let now = Instant::now();
            let over = match *self.state() {
                State {
                    is_awaited: true, ..
                } => now + patience,
                State { came, .. } => came + patience,
            };
            if over <= now {
                return;
            }
            sleep_until(over).await;
        }
    }

    /// Whether it was no longer waited for.
    pub(super) fn was_cut_off(&self) -> bool {
        self.state().was_cut_off
    }

    fn is_awaited(&self) {
        self.state().is_awaited = true;
    }

    fn came(&self) {
        let mut state = self.state();
        state.is_awaited = false;
        state.came = Instant::now();
    }

    fn is_cut_off(&self) {
        self.came();
        self.state().was_cut_off = true;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A body that breaks off where it is waited for too long. What somebody takes to deal with a piece before they ask for the next
/// one does not count.
pub(super) struct Timed {
    body: Body,
    patience: Duration,
    coming: Coming,
    bytes: u64,
    /// How long it was waited for in all, and since when it is now.
    waited: Duration,
    since: Option<Instant>,
    until: Pin<Box<Sleep>>,
}

impl Timed {
    pub(super) fn new(body: Body, patience: Duration, coming: Coming) -> Self {
        Self {
            body,
            patience,
            coming,
            bytes: 0,
            waited: Duration::ZERO,
            since: None,
            until: Box::pin(sleep(patience)),
        }
    }

    /// How long the next piece may be waited for.
    fn left(&self) -> Duration {
        let in_all = self.patience + Duration::from_secs(self.bytes / PACE);
        in_all.saturating_sub(self.waited).min(self.patience)
    }
}

impl HttpBody for Timed {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if let Poll::Ready(piece) = Pin::new(&mut self.body).poll_frame(context) {
            if let Some(since) = self.since.take() {
                self.waited += since.elapsed();
            }
            if let Some(Ok(piece)) = &piece {
                let bytes = piece.data_ref().map_or(0, Bytes::len);
                self.bytes += bytes as u64;
            }
            self.coming.came();
            return Poll::Ready(piece);
        }
        if self.since.is_none() {
            let now = Instant::now();
            let until = now + self.left();
            self.since = Some(now);
            self.until.as_mut().reset(until);
            self.coming.is_awaited();
        }
        ready!(self.until.as_mut().poll(context));
        self.coming.is_cut_off();
        let too_slow = io::Error::from(io::ErrorKind::TimedOut);
        Poll::Ready(Some(Err(axum::Error::new(too_slow))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Timed {
    /// Who lets go of it waits for none of it.
    fn drop(&mut self) {
        self.coming.came();
    }
}
