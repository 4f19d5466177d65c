//! What the figures say: the value that three quarters of views stay within, and how many of them are good.

use std::collections::BTreeMap;

use super::{Bucket, Device, Metric, PageKind, Rating, day_of};
use crate::clock::Clock;
use crate::store::{Store, StoreError};

/// How many days are told of, where nobody says.
pub const DAYS: u32 = 28;

/// The share of views that a percentile is about, in percent, as web.dev has it.
const SHARE: u64 = 75;

/// What is told of one metric of one kind of page on one kind of screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What kind of page.
    pub page: PageKind,
    /// On what kind of screen.
    pub device: Device,
    /// What was measured.
    pub metric: Metric,
    /// Three quarters of the views were as good as that or better.
    pub p75: Percentile,
    /// How many views were good.
    pub good: u64,
    /// How many were neither.
    pub fair: u64,
    /// How many were poor.
    pub poor: u64,
}

/// A percentile, right to the width of a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Percentile {
    /// About that value.
    About(u32),
    /// More than that, which is all that is known.
    Above(u32),
}

impl Percentile {
    /// The value, or what it is more than.
    #[must_use]
    pub fn value(self) -> u32 {
        match self {
            Self::About(value) | Self::Above(value) => value,
        }
    }

    /// As people read it.
    #[must_use]
    pub fn told(self, metric: Metric) -> String {
        match self {
            Self::About(value) => metric.told(value),
            Self::Above(value) => format!("over {}", metric.told(value)),
        }
    }

    /// What it is worth.
    #[must_use]
    pub fn rating(self, metric: Metric) -> Rating {
        match self {
            Self::About(value) => metric.rating(metric.above(value)),
            Self::Above(value) => metric.rating(value),
        }
    }
}

impl Line {
    /// How many views it is about.
    #[must_use]
    pub fn views(&self) -> u64 {
        self.good + self.fair + self.poor
    }

    /// The shares of good, other and poor views in whole percent, which add up to 100.
    #[must_use]
    pub fn shares(&self) -> [u64; 3] {
        let of = |count: u64| (count * 100 + self.views() / 2) / self.views().max(1);
        let good = of(self.good);
        let poor = of(self.poor).min(100 - good);
        [good, 100 - good - poor, poor]
    }
}

/// What the last `days` days say, today among them: by metric, page and screen, in the order in which those are listed.
/// What was not measured is left out.
///
/// # Errors
/// Any [`StoreError`].
pub async fn report(store: &Store, clock: &Clock, days: u32) -> Result<Vec<Line>, StoreError> {
    let since = day_of(clock.now()) - i64::from(days) + 1;
    let mut lines: BTreeMap<_, BTreeMap<u32, u64>> = BTreeMap::new();
    for (bucket, count) in store.vitals_since(since).await? {
        let Bucket {
            page,
            device,
            metric,
            above,
            navigation: _,
        } = bucket;
        let buckets = lines.entry((metric, page, device)).or_default();
        *buckets.entry(above).or_default() += count;
    }
    Ok(lines
        .into_iter()
        .map(|((metric, page, device), buckets)| {
            let rated = |wanted| {
                let of_it = buckets
                    .iter()
                    .filter(|(above, _)| metric.rating(**above) == wanted);
                of_it.map(|(_, count)| count).sum()
            };
            Line {
                page,
                device,
                metric,
                p75: percentile(metric, &buckets),
                good: rated(Rating::Good),
                fair: rated(Rating::NeedsImprovement),
                poor: rated(Rating::Poor),
            }
        })
        .collect())
}

/// The views of a bucket are taken to lie in it at equal distances.
fn percentile(metric: Metric, buckets: &BTreeMap<u32, u64>) -> Percentile {
    let all: u64 = buckets.values().sum();
    let wanted = (all * SHARE).div_ceil(100);
    let mut before = 0;
    for (above, count) in buckets {
        if before + count >= wanted {
            let Some(up_to) = metric.up_to(*above) else {
                return Percentile::Above(*above);
            };
            let width = u64::from(up_to - above);
            let within = width * (wanted - before) / (*count).max(1);
            return Percentile::About(above + u32::try_from(within).unwrap_or(0));
        }
        before += count;
    }
    Percentile::About(0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Line, Percentile, percentile};
    use crate::vitals::{Device, Metric, PageKind, Rating};

    #[test]
    fn a_percentile_lies_within_its_bucket() {
        let of = |buckets: &[(u32, u64)]| {
            percentile(Metric::Lcp, &BTreeMap::from_iter(buckets.iter().copied()))
        };
        assert_eq!(of(&[(1000, 100)]), Percentile::About(1187));
        assert_eq!(of(&[(0, 75), (20_000, 25)]), Percentile::About(500));
        assert_eq!(of(&[(0, 74), (20_000, 26)]), Percentile::Above(20_000));
        assert_eq!(of(&[(2250, 1)]), Percentile::About(2500));
        assert_eq!(of(&[(2250, 1)]).rating(Metric::Lcp), Rating::Good);
        assert_eq!(of(&[(20_000, 1)]).told(Metric::Lcp), "over 20.00 s");
    }

    #[test]
    fn shares_add_up_to_a_hundred() {
        for (good, fair, poor) in [
            (1, 1, 1),
            (1, 0, 199),
            (199, 0, 1),
            (3, 3, 2),
            (1, 1, 6),
            (0, 0, 1),
            (1, 0, 1),
        ] {
            let line = Line {
                page: PageKind::Front,
                device: Device::Phone,
                metric: Metric::Lcp,
                p75: Percentile::About(0),
                good,
                fair,
                poor,
            };
            assert_eq!(line.shares().iter().sum::<u64>(), 100, "{line:?}");
        }
    }
}
