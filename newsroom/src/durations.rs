//! How long things take: counted by how long, so that whoever watches sees the slow ones among the many.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The classes by their upper bounds, in microseconds; there is one more for what takes longer.
pub const BOUNDS: [u64; 12] = [
    100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 500_000, 2_500_000,
];

/// How long something took, each time since the start.
#[derive(Debug, Default)]
pub struct Durations {
    classes: [AtomicU64; BOUNDS.len() + 1],
    microseconds: AtomicU64,
}

/// What was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// How many took no longer than each of [`BOUNDS`], and how many there are at all.
    pub up_to: [u64; BOUNDS.len() + 1],
    /// The sum, in microseconds.
    pub microseconds: u64,
}

impl Durations {
    /// Counts one.
    pub fn took(&self, duration: Duration) {
        let microseconds = u64::try_from(duration.as_micros()).unwrap_or(u64::MAX);
        let class = BOUNDS.partition_point(|bound| *bound < microseconds);
        self.classes[class].fetch_add(1, Ordering::Relaxed);
        self.microseconds.fetch_add(microseconds, Ordering::Relaxed);
    }

    /// What was counted so far.
    #[must_use]
    pub fn counted(&self) -> Counted {
        let mut up_to = [0; BOUNDS.len() + 1];
        let mut all = 0;
        for (class, count) in up_to.iter_mut().zip(&self.classes) {
            all += count.load(Ordering::Relaxed);
            *class = all;
        }
        Counted {
            up_to,
            microseconds: self.microseconds.load(Ordering::Relaxed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_counted_in_every_class_that_it_is_not_too_long_for() {
        let durations = Durations::default();
        for microseconds in [0, 100, 101, 2_500_000, 9_000_000] {
            durations.took(Duration::from_micros(microseconds));
        }
        let counted = durations.counted();
        assert_eq!(counted.up_to, [2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 5]);
        assert_eq!(counted.microseconds, 11_500_201);
    }
}
