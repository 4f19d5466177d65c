//! A connection once the server was told to stop: what was asked is answered, what is asked by half is waited for a moment.
//!
//! Of a request that is on its way the rest comes within a second or never. Whoever has sent half of one and no more, as a browser that
//! lost its network, would keep the server from stopping for as long as those may take who are being answered.

use std::future::pending;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use tokio::sync::watch;

/// How long the rest of a request, or of the agreement on a key, may take to come once the server was told to stop.
const ON_ITS_WAY: Duration = Duration::from_secs(2);

/// What was asked on one connection. Clones count together.
#[derive(Clone, Default)]
pub(in crate::http) struct Requests(Arc<Counts>);

#[derive(Default)]
struct Counts {
    asked: AtomicUsize,
    under_way: AtomicUsize,
}

/// A request that is all there and not answered to its end.
pub(in crate::http) struct Whole(Arc<Counts>);

impl Requests {
    /// Counts one whose head is here.
    pub(in crate::http) fn one(&self) -> Whole {
        self.0.asked.fetch_add(1, Ordering::Relaxed);
        self.0.under_way.fetch_add(1, Ordering::Relaxed);
        Whole(self.0.clone())
    }

    /// Waits until none is to be expected any more, from when the server was told to stop. Where one was under way by then, or comes in time,
    /// its answer ends the connection, and this is not for it to say.
    pub(in crate::http) async fn none_comes(&self) {
        let asked = || self.0.asked.load(Ordering::Relaxed);
        let before = asked();
        if self.0.under_way.load(Ordering::Relaxed) == 0 {
            tokio::time::sleep(ON_ITS_WAY).await;
            if asked() == before {
                return;
            }
        }
        pending().await
    }
}

/// Waits until the server was told to stop, and a moment longer.
pub(in crate::http) async fn and_a_moment(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stop| *stop).await;
    tokio::time::sleep(ON_ITS_WAY).await;
}

impl Whole {
    /// Counts it as under way until its answer was sent.
    pub(in crate::http) fn until_sent(self, body: Body) -> Answered {
        Answered { body, _whole: self }
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        self.0.under_way.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The body of an answer.
pub(in crate::http) struct Answered {
    body: Body,
    _whole: Whole,
}

impl HttpBody for Answered {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
