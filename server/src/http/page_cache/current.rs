//! The page as it is to be sent now: the one that is kept, or the one that is made because none is, by whoever asks for it.

use std::net::IpAddr;
use std::sync::Arc;

use app::Address;
use newsroom::events::EventNumber;
use tokio::runtime::Handle;

use super::kept_page::KeptPage;
use super::making::{self, Made};
use super::{Asked, Found};
use crate::http::AppState;
use crate::http::answers::encoding::Encoding;
use crate::http::answers::pages::Written;
use crate::http::request::limits::{Costly, TooOften};

/// Which page somebody wants.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) asked: Asked<'a>,
    /// What it is kept under.
    pub(super) key: &'a str,
    pub(super) address: &'a Address,
    /// Where the request comes from, if that is counted.
    pub(super) from: Option<IpAddr>,
}

/// Why there is no page to send.
#[derive(Clone)]
pub(in crate::http) enum Without {
    TooOften(TooOften),
    /// It is at another path.
    Moved(String),
    /// Something that is not kept, such as that there is nothing.
    Other(Arc<Written>),
    /// Too many wait already.
    Busy,
    /// It broke.
    Broken,
}

/// The page after `newest` happened. One that has to be made is made `on` that runtime.
pub(super) async fn page(
    state: &AppState,
    wanted: Wanted<'_>,
    newest: EventNumber,
    on: &Handle,
) -> Result<Arc<KeptPage>, Without> {
    let cache = &state.page_cache;
    let Wanted {
        asked,
        key,
        address,
        from,
    } = wanted;
    let make = || {
        making::make(
            state.clone(),
            key.to_owned(),
            asked.uri.path().to_owned(),
            address.clone(),
            newest,
            Encoding::best_for(asked.headers),
        )
    };
    match cache.find(state, key) {
        Found::Current(page) => {
            cache.counts.hit();
            return Ok(page);
        }
        Found::Late(page) => {
            cache.counts.late();
            cache.flights.begin(on, key, newest, make);
            return Ok(page);
        }
        Found::None => {}
    }
    let now = state.paper.clock.now();
    state
        .limits
        .take(Costly::Page, from, now)
        .map_err(Without::TooOften)?;
    cache.counts.miss();
    match cache.flights.join(on, key, newest, make).await {
        Some(Made::Page(page)) => Ok(page),
        Some(Made::Moved(path)) => Err(Without::Moved(path)),
        Some(Made::Other(written)) => Err(Without::Other(written)),
        Some(Made::Busy) => Err(Without::Busy),
        Some(Made::Nothing) | None => Err(Without::Broken),
    }
}
