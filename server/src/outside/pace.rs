use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// How fast somebody goes who asks or tells other servers.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// How often it looks whether something happened.
    pub look: Duration,
    /// How long it waits after a first failure; twice as long after each that follows.
    pub first_wait: Duration,
    /// The longest that becomes.
    pub longest_wait: Duration,
}

impl Pace {
    /// The wait after that many failures in a row, somewhere between a half and all of it, so that many
    /// papers that failed together do not come back together.
    pub(crate) fn wait(self, failures: u32) -> Duration {
        let doubled = 2_u32.saturating_pow(failures.saturating_sub(1).min(20));
        let whole = self
            .first_wait
            .saturating_mul(doubled)
            .min(self.longest_wait);
        whole / 2 + by_chance(whole / 2)
    }

    /// The time until the next look, a tenth more or less than what is set, so that papers that were started together
    /// do not ask together.
    pub(crate) fn pause(self) -> Duration {
        self.look - self.look / 10 + by_chance(self.look / 5)
    }
}

/// Between nothing and `most`.
fn by_chance(most: Duration) -> Duration {
    let chance = RandomState::new().hash_one(most) % 1000;
    most * u32::try_from(chance).unwrap_or(0) / 1000
}
