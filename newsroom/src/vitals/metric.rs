//! What is measured, in which buckets it is counted, and when it is good.

use std::str::FromStr;

use domain::Refusal;

/// A figure that browsers take of a page. All but [`Metric::Cls`] are in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Metric {
    /// Largest Contentful Paint: when the largest picture or text stood there.
    Lcp,
    /// Interaction to Next Paint: how long a press took to show, at its worst but for one in fifty.
    Inp,
    /// Cumulative Layout Shift: how much of the page moved by itself at once, in thousandths.
    Cls,
    /// First Contentful Paint: when the first of it stood there.
    Fcp,
    /// Time to First Byte: when the answer began.
    Ttfb,
}

/// What a figure is worth, in the words of web.dev.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rating {
    /// Up to the first threshold.
    Good,
    /// Up to the second.
    NeedsImprovement,
    /// Beyond.
    Poor,
}

impl Rating {
    /// The words for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::NeedsImprovement => "needs improvement",
            Self::Poor => "poor",
        }
    }
}

/// Ends of buckets. Both thresholds of a metric have to be among its own, so that every bucket has one rating.
const LCP: [u32; 18] = [
    0, 500, 1000, 1250, 1500, 1750, 2000, 2250, 2500, 2750, 3000, 3500, 4000, 5000, 6500, 9000,
    13_000, 20_000,
];
const INP: [u32; 16] = [
    0, 25, 50, 75, 100, 125, 150, 175, 200, 250, 300, 400, 500, 750, 1000, 2000,
];
const CLS: [u32; 16] = [
    0, 1, 10, 25, 50, 75, 100, 125, 150, 175, 200, 250, 350, 500, 1000, 2000,
];
const FCP: [u32; 16] = [
    0, 250, 500, 750, 1000, 1200, 1400, 1600, 1800, 2000, 2500, 3000, 4000, 6000, 10_000, 20_000,
];
const TTFB: [u32; 15] = [
    0, 50, 100, 200, 300, 400, 600, 800, 1000, 1400, 1800, 2500, 4000, 8000, 20_000,
];

impl Metric {
    /// Every one: the Core Web Vitals, then what explains them.
    pub const ALL: [Self; 5] = [Self::Lcp, Self::Inp, Self::Cls, Self::Fcp, Self::Ttfb];

    /// The word for it in messages and in the store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lcp => "lcp",
            Self::Inp => "inp",
            Self::Cls => "cls",
            Self::Fcp => "fcp",
            Self::Ttfb => "ttfb",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Lcp => "Largest Contentful Paint",
            Self::Inp => "Interaction to Next Paint",
            Self::Cls => "Cumulative Layout Shift",
            Self::Fcp => "First Contentful Paint",
            Self::Ttfb => "Time to First Byte",
        }
    }

    /// The most that is good, and the most that is not poor (web.dev/articles/vitals, /fcp and /ttfb, read in 2026).
    #[must_use]
    pub fn thresholds(self) -> (u32, u32) {
        match self {
            Self::Lcp => (2500, 4000),
            Self::Inp => (200, 500),
            Self::Cls => (100, 250),
            Self::Fcp => (1800, 3000),
            Self::Ttfb => (800, 1800),
        }
    }

    /// A value as people read it, such as `1.25 s`, `180 ms` or `0.045`.
    #[must_use]
    pub fn told(self, value: u32) -> String {
        match self {
            Self::Cls => format!("{}.{:03}", value / 1000, value % 1000),
            Self::Lcp | Self::Inp | Self::Fcp | Self::Ttfb if value < 1000 => {
                format!("{value} ms")
            }
            Self::Lcp | Self::Inp | Self::Fcp | Self::Ttfb => {
                format!("{}.{:02} s", value / 1000, value % 1000 / 10)
            }
        }
    }

    /// The lower end of the bucket of a value. A value that is an end itself is in the bucket below; 0 is in the first.
    pub(super) fn above(self, value: u32) -> u32 {
        let ends = self.ends();
        let above = ends.iter().rev().find(|end| **end < value);
        above.copied().unwrap_or(0)
    }

    /// The upper end of the bucket above that; none for the last.
    pub(super) fn up_to(self, above: u32) -> Option<u32> {
        self.ends().iter().find(|end| **end > above).copied()
    }

    /// What all values of the bucket above that are worth.
    pub(super) fn rating(self, above: u32) -> Rating {
        let (good, fair) = self.thresholds();
        if above < good {
            Rating::Good
        } else if above < fair {
            Rating::NeedsImprovement
        } else {
            Rating::Poor
        }
    }

    fn ends(self) -> &'static [u32] {
        match self {
            Self::Lcp => &LCP,
            Self::Inp => &INP,
            Self::Cls => &CLS,
            Self::Fcp => &FCP,
            Self::Ttfb => &TTFB,
        }
    }
}

impl FromStr for Metric {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        let metric = Self::ALL.into_iter().find(|it| it.as_str() == raw);
        metric.ok_or_else(|| Refusal::new(format!("`{raw}` is nothing that is measured.")))
    }
}

#[cfg(test)]
mod tests {
    use super::{Metric, Rating};

    #[test]
    fn a_bucket_has_one_rating() {
        for metric in Metric::ALL {
            let (good, fair) = metric.thresholds();
            let ends = metric.ends();
            assert!(ends.is_sorted() && ends[0] == 0, "{metric:?}");
            assert!(ends.contains(&good) && ends.contains(&fair), "{metric:?}");
        }
    }

    #[test]
    fn a_threshold_itself_is_on_the_better_side() {
        for metric in Metric::ALL {
            let (good, fair) = metric.thresholds();
            let rating = |value| metric.rating(metric.above(value));
            assert_eq!(rating(0), Rating::Good, "{metric:?}");
            assert_eq!(rating(good), Rating::Good, "{metric:?}");
            assert_eq!(rating(good + 1), Rating::NeedsImprovement, "{metric:?}");
            assert_eq!(rating(fair), Rating::NeedsImprovement, "{metric:?}");
            assert_eq!(rating(fair + 1), Rating::Poor, "{metric:?}");
            assert_eq!(rating(u32::MAX), Rating::Poor, "{metric:?}");
        }
    }

    #[test]
    fn values_are_told_in_their_unit() {
        assert_eq!(Metric::Cls.told(45), "0.045");
        assert_eq!(Metric::Inp.told(180), "180 ms");
        assert_eq!(Metric::Lcp.told(2549), "2.54 s");
    }
}
