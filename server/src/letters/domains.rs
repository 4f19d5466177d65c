//! How fast letters go to the addresses of one domain: a provider that gets many at once takes them for spam.

use std::collections::HashMap;
use std::time::{Duration, Instant};

/// From when on another letter may go to each domain.
pub(crate) struct Domains {
    spacing: Option<Duration>,
    next: HashMap<String, Instant>,
}

/// With more domains, those whose time is over are forgotten.
const MANY: usize = 10_000;

impl Domains {
    /// So many letters a minute to each.
    pub(crate) fn limited(per_minute: Option<u32>) -> Self {
        Self {
            spacing: per_minute.map(|count| Duration::from_secs(60) / count),
            next: HashMap::new(),
        }
    }

    /// Takes the next place in a domain's row. If it is not now, how long until then.
    pub(crate) fn wait(&mut self, domain: &str) -> Option<Duration> {
        let spacing = self.spacing?;
        let now = Instant::now();
        if self.next.len() > MANY {
            self.next.retain(|_, next| *next > now);
        }
        let next = self.next.entry(domain.to_owned()).or_insert(now);
        let at = (*next).max(now);
        *next = at + spacing;
        let wait = at - now;
        (!wait.is_zero()).then_some(wait)
    }
}
