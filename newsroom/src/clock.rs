//! Time is passed in, so that midnight, embargoes and retries can be tried without waiting for them.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use domain::Moment;

/// Tells the time: the machine's, or one that stands still until it is set.
#[derive(Debug, Clone, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands at `moment`. Clones show the same time.
    #[must_use]
    pub fn standing_at(moment: Moment) -> Self {
        Self(Some(Arc::new(AtomicI64::new(moment.micros()))))
    }

    /// What time it is.
    #[must_use]
    pub fn now(&self) -> Moment {
        match &self.0 {
            Some(standing) => Moment::from_micros(standing.load(Ordering::Relaxed)),
            None => {
                let since_epoch = SystemTime::now()
                    .duration_since(UNIX_EPOCH)
                    .unwrap_or_default();
                Moment::from_micros(i64::try_from(since_epoch.as_micros()).unwrap_or(i64::MAX))
            }
        }
    }

    /// Puts a standing clock to `moment`; the machine's clock is left alone.
    pub fn set(&self, moment: Moment) {
        if let Some(standing) = &self.0 {
            standing.store(moment.micros(), Ordering::Relaxed);
        }
    }
}
