//! Pages that nobody had asked for give way while those that are kept are asked for all the time.
//!
//! On the night when everybody reads the same story somebody goes through the archive as well. What they want has to be made, and
//! to make a page takes as long as to send fifty; with as many made as the processors can, those who read the story wait twice
//! as long. So in a rush such pages are made few at a time, and after each there is a rest. A page that was kept and is too old
//! does not give way: it is what the rush is for.

use std::sync::{Mutex, PoisonError};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::sleep;

use super::Counts;
use crate::http::request::bulkheads::Bulkhead;

/// Kept pages a second, for each processor, that make a rush. To send them takes some hundredths of it, and as much again in the
/// system.
const RUSH: u64 = 2_500;
/// How long they are counted for.
const COUNTED: Duration = Duration::from_millis(50);
/// How often as long as a page took to make there is a rest after it.
const RESTS: u32 = 4;
/// The longest rest. A page that takes longer waited for a disk, not for a processor.
const LONGEST_REST: Duration = Duration::from_millis(100);

/// Whether there is a rush.
#[derive(Debug)]
pub(super) struct Rush {
    processors: u64,
    counted: Mutex<Counted>,
}

/// How many kept pages had been sent at a time, and whether they had been so many that it was a rush.
#[derive(Debug)]
struct Counted {
    at: Instant,
    sent: u64,
    is_rush: bool,
}

/// A turn, for as long as the page is being made. The place is somebody else's after a rest.
#[derive(Debug)]
pub(super) struct Turn(Option<(OwnedSemaphorePermit, Instant)>);

/// Too many wait for one.
pub(super) struct Busy;

impl Default for Rush {
    fn default() -> Self {
        Self::for_processors(available_parallelism().map_or(1, usize::from))
    }
}

impl Rush {
    fn for_processors(processors: usize) -> Self {
        Self {
            processors: processors as u64,
            counted: Mutex::new(Counted {
                at: Instant::now(),
                sent: 0,
                is_rush: false,
            }),
        }
    }

    /// A turn to make a page that nobody had asked for. Without a rush there is always one.
    ///
    /// # Errors
    /// When there is a rush and too many wait.
    pub(super) async fn turn(&self, counts: &Counts, places: &Bulkhead) -> Result<Turn, Busy> {
        if !self.is_on(counts.hits(), Instant::now()) {
            return Ok(Turn(None));
        }
        let place = places.enter().await.ok_or(Busy)?;
        Ok(Turn(Some((place, Instant::now()))))
    }

    /// Whether there is one, when `sent` kept pages have been sent.
    fn is_on(&self, sent: u64, now: Instant) -> bool {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let passed = now.saturating_duration_since(counted.at);
        if passed >= COUNTED {
            let lately = u128::from(sent.saturating_sub(counted.sent));
            let enough = u128::from(RUSH * self.processors) * passed.as_millis() / 1000;
            *counted = Counted {
                at: now,
                sent,
                is_rush: lately >= enough,
            };
        }
        counted.is_rush
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some((place, begun)) = self.0.take() else {
            return;
        };
        // Without a runtime the program is ending, and nobody waits for the place.
        if let Ok(runtime) = Handle::try_current() {
            let rest = rest_after(begun.elapsed());
            runtime.spawn(async move {
                sleep(rest).await;
                drop(place);
            });
        }
    }
}

fn rest_after(took: Duration) -> Duration {
    took.saturating_mul(RESTS).min(LONGEST_REST)
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::sync::MutexGuard;
    use std::task::{Context, Waker};

    use super::*;

    /// As many a second as make a rush on two processors.
    const MANY: u64 = 2 * RUSH;

    fn counted(rush: &Rush) -> MutexGuard<'_, Counted> {
        rush.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn after(rush: &Rush, seconds: u64) -> Instant {
        counted(rush).at + Duration::from_secs(seconds)
    }

    #[test]
    fn a_page_less_than_a_rush_is_none() {
        let rush = Rush::for_processors(2);
        assert!(!rush.is_on(MANY - 1, after(&rush, 1)));
        assert!(!rush.is_on(2 * MANY - 2, after(&rush, 1)));
        assert!(rush.is_on(3 * MANY - 2, after(&rush, 1)));
    }

    #[test]
    fn a_rush_is_over_when_fewer_ask() {
        let rush = Rush::for_processors(2);
        assert!(rush.is_on(MANY, after(&rush, 1)));
        assert!(!rush.is_on(2 * MANY - 1, after(&rush, 1)));
    }

    #[test]
    fn between_two_counts_it_is_as_it_was() {
        let rush = Rush::for_processors(2);
        assert!(rush.is_on(MANY, after(&rush, 1)));
        assert!(rush.is_on(MANY, after(&rush, 0) + COUNTED / 2));
    }

    #[tokio::test]
    async fn in_a_rush_a_page_waits_until_the_one_before_it_is_made() {
        let rush = Rush::for_processors(2);
        let counts = Counts::default();
        for _ in 0..MANY * 60 {
            counts.hit();
        }
        // A minute is long enough for the slowest machine to have begun.
        counted(&rush).at -= COUNTED;
        let places = Bulkhead::of(1, 1);
        let first = rush.turn(&counts, &places).await;
        assert!(first.is_ok());
        let mut second = pin!(rush.turn(&counts, &places));
        let mut context = Context::from_waker(Waker::noop());
        assert!(second.as_mut().poll(&mut context).is_pending());
        let third = rush.turn(&counts, &places).await;
        assert!(third.is_err(), "only one may wait");
        drop(first);
        assert!(second.await.is_ok());
    }

    #[tokio::test]
    async fn without_a_rush_no_page_waits() {
        let rush = Rush::for_processors(2);
        let places = Bulkhead::of(1, 0);
        let counts = Counts::default();
        let first = rush.turn(&counts, &places).await;
        let second = rush.turn(&counts, &places).await;
        assert!(first.is_ok() && second.is_ok());
    }

    #[test]
    fn a_rest_is_four_times_as_long_as_a_page_took_unless_that_was_very_long() {
        let ms = Duration::from_millis;
        assert_eq!(rest_after(ms(2)), ms(8));
        assert_eq!(rest_after(Duration::MAX), LONGEST_REST);
    }
}
