//! How much of what costs one network may have, so that nobody takes the time of the others: pages that have to be made, searches,
//! and what is sent. What is kept costs next to nothing and is for everybody.
//!
//! Each network has an allowance for a minute, which fills again all the time. Of it, one number is kept: when it will be whole
//! again (the generic cell rate algorithm of ITU-T I.371). A network is remembered as a hash with a key that this process made up,
//! and only until then.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use domain::Moment;

use super::reader_address;
use super::reader_address::network;
use crate::http::AppState;
use crate::http::answers::apologies;
use crate::settings;

/// Microseconds for which an allowance is.
const MINUTE: i64 = 60_000_000;
const SECOND: i64 = 1_000_000;
/// Networks that are told apart at once. An attack from more of them is one that counting does not stop, and must not fill the
/// memory.
const MOST_NETWORKS: usize = 100_000;

/// What costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::http) enum Costly {
    /// A page that is not kept.
    Page,
    /// A search.
    Search,
    /// A form, or another message.
    Form,
}

/// Somebody has had their share. Seconds until there is something of it again, at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::http) struct TooOften(pub(in crate::http) i64);

/// Who had how much.
#[derive(Debug, Default)]
pub(in crate::http) struct Limits {
    settings: settings::Limits,
    key: RandomState,
    shares: Mutex<Shares>,
}

#[derive(Debug, Default)]
struct Shares {
    /// When the allowance of each kind is whole again, in microseconds.
    whole: HashMap<u64, [i64; 3]>,
    /// When those were let go last that are.
    swept: i64,
}

impl Limits {
    pub(in crate::http) fn new(settings: settings::Limits) -> Self {
        Self {
            settings,
            ..Self::default()
        }
    }

    /// How many connections a network may have at once; 0 for any number.
    pub(in crate::http) fn connections(&self) -> u32 {
        self.settings.connections
    }

    /// Takes one of a kind. Where it is not known who asks, none is counted.
    pub(in crate::http) fn take(
        &self,
        costly: Costly,
        from: Option<IpAddr>,
        now: Moment,
    ) -> Result<(), TooOften> {
        let (kind, a_minute) = match costly {
            Costly::Page => (0, self.settings.pages),
            Costly::Search => (1, self.settings.searches),
            Costly::Form => (2, self.settings.forms),
        };
        let (Some(from), 1..) = (from, a_minute) else {
            return Ok(());
        };
        let from = self.key.hash_one(network(from));
        let each = MINUTE / i64::from(a_minute);
        let now = now.micros();
        let mut shares = self.shares.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(whole) = shares.of(from, now) else {
            return Ok(());
        };
        let after = whole[kind].max(now) + each;
        let wait = after - now - MINUTE;
        if wait > 0 {
            return Err(TooOften((wait + SECOND - 1) / SECOND));
        }
        whole[kind] = after;
        Ok(())
    }
}

impl Shares {
    /// What one network had; `None` if no more can be told apart.
    fn of(&mut self, from: u64, now: i64) -> Option<&mut [i64; 3]> {
        if self.whole.len() >= MOST_NETWORKS && !self.whole.contains_key(&from) {
            // It takes a millisecond.
            if (now - self.swept).abs() < SECOND {
                return None;
            }
            self.swept = now;
            self.whole
                .retain(|_, whole| whole.iter().any(|it| *it > now));
            if self.whole.len() >= MOST_NETWORKS {
                return None;
            }
        }
        Some(self.whole.entry(from).or_default())
    }
}

/// Counts what is sent. The desk knows its own, and so do programs that have a secret word.
pub(in crate::http) async fn count_forms(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let counts = !matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    ) && !path.starts_with("/desk/")
        && path != "/letters/bounces";
    if counts {
        let from = reader_address::of(&request);
        let now = state.paper.clock.now();
        if let Err(too_often) = state.limits.take(Costly::Form, from, now) {
            return apologies::too_often(&state, too_often);
        }
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment::from_micros(1_675_609_200_000_000);

    fn limits(forms: u32) -> Limits {
        Limits::new(settings::Limits {
            forms,
            ..settings::Limits::default()
        })
    }

    fn from(number: u32) -> Option<IpAddr> {
        Some(IpAddr::from(number.to_be_bytes()))
    }

    #[test]
    fn an_allowance_fills_again_bit_by_bit() {
        let limits = limits(6);
        let take = |seconds| limits.take(Costly::Form, from(1), NOW.shifted(seconds * SECOND));
        for _ in 0..6 {
            assert_eq!(take(0), Ok(()));
        }
        assert_eq!(take(0), Err(TooOften(10)));
        assert_eq!(take(9), Err(TooOften(1)));
        assert_eq!(take(10), Ok(()));
        assert_eq!(take(10), Err(TooOften(10)));
        for _ in 0..6 {
            assert_eq!(take(600), Ok(()));
        }
        assert!(take(600).is_err());
    }

    #[test]
    fn kinds_and_networks_have_allowances_of_their_own() {
        let limits = limits(1);
        assert_eq!(limits.take(Costly::Form, from(1), NOW), Ok(()));
        assert!(limits.take(Costly::Form, from(1), NOW).is_err());
        assert_eq!(limits.take(Costly::Form, from(2), NOW), Ok(()));
        assert_eq!(limits.take(Costly::Page, from(1), NOW), Ok(()));
        let one: IpAddr = "2001:db8::1".parse().unwrap_or(IpAddr::from([0; 16]));
        let same: IpAddr = "2001:db8::ffff:1".parse().unwrap_or(IpAddr::from([0; 16]));
        assert_eq!(limits.take(Costly::Form, Some(one), NOW), Ok(()));
        assert!(limits.take(Costly::Form, Some(same), NOW).is_err());
        for _ in 0..3 {
            assert_eq!(limits.take(Costly::Form, None, NOW), Ok(()));
        }
    }

    #[test]
    fn no_more_networks_are_remembered_than_there_is_room_for() {
        let limits = limits(1);
        let most = u32::try_from(MOST_NETWORKS).unwrap_or(u32::MAX);
        let count = || {
            let shares = limits.shares.lock().unwrap_or_else(PoisonError::into_inner);
            shares.whole.len()
        };
        for number in 0..most + 10 {
            assert_eq!(limits.take(Costly::Form, from(number), NOW), Ok(()));
        }
        assert_eq!(count(), MOST_NETWORKS);
        // Those who were there are counted on, and once their minute is over others are.
        assert!(limits.take(Costly::Form, from(1), NOW).is_err());
        let later = NOW.shifted(2 * MINUTE);
        assert_eq!(limits.take(Costly::Form, from(most), later), Ok(()));
        assert!(limits.take(Costly::Form, from(most), later).is_err());
        assert_eq!(count(), 1);
    }
}
