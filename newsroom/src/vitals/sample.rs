use std::str::FromStr;

use domain::Refusal;

/// Which share of page loads are measured, in percent: 1 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample(u8);

impl Sample {
    /// In percent.
    #[must_use]
    pub fn percent(self) -> u8 {
        self.0
    }
}

impl Default for Sample {
    /// Enough for a percentile of a small paper's week, and a tenth of the requests.
    fn default() -> Self {
        Self(10)
    }
}

impl FromStr for Sample {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        let percent = raw.parse().ok().filter(|it| (1..=100).contains(it));
        percent
            .map(Self)
            .ok_or_else(|| Refusal::new(format!("`{raw}` is no whole percentage from 1 to 100.")))
    }
}
