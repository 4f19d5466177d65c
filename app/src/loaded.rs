//! Parts of a page that wait for the store.

use std::future::{Future, poll_fn};
use std::task::Poll;

use leptos::prelude::Suspend;

/// A part that is shown once `part` is there.
///
/// Leptos marks the place of a part that was ready at once otherwise than of one it had to wait
/// for, so a page's bytes would depend on how quick the store was. This one is never ready at once.
pub(crate) fn loaded<T>(part: impl Future<Output = T> + Send + 'static) -> Suspend<T>
where
    T: 'static,
{
    Suspend::new(async move {
        wait_a_turn().await;
        part.await
    })
}

async fn wait_a_turn() {
    let mut waited = false;
    poll_fn(|context| {
        if waited {
            return Poll::Ready(());
        }
        waited = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
