//! Waiting for a page that is being made, on the thread that has the connection.
//!
//! After each event everybody who reads one story asks for a page that is too old. It is made once; but to send each of them
//! through all layers of the site, only to wait there, took far more of the processors than to make it, and just when it has
//! to be quick. A story that nobody had asked for is waited for here as well: to another thread and back costs a tenth of it.

use std::net::IpAddr;
use std::sync::Arc;

use app::Address;
use axum::http::{Extensions, HeaderMap, Method, Uri};
use axum::response::Response;
use tokio::runtime::Handle;
use tokio::time::timeout;
use tracing::Instrument;

use super::current::{self, Wanted, Without};
use super::kept_page::KeptPage;
use super::{Asked, finished, key};
use crate::http::routes::{PATIENCE, span};
use crate::http::{AppState, request_number};

/// A request for a page, for as long as it waits.
struct Waiting {
    state: AppState,
    key: String,
    address: Address,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    /// Where it comes from, if that is counted.
    from: Option<IpAddr>,
    /// Where pages are made.
    on: Handle,
}

/// The answer to a request for a page that was kept and is too old, or is being made, or for a story: it comes as soon as that
/// is done. Where the site has to be asked after all, it is what the site has to know.
pub(in crate::http) fn soon(
    state: &AppState,
    asked: Asked,
    from: Option<IpAddr>,
    on: &Handle,
) -> Option<impl Future<Output = Result<Response, Extensions>> + Send + use<>> {
    if !matches!(*asked.method, Method::GET | Method::HEAD) {
        return None;
    }
    let (key, address) = key::of(asked.uri.path(), asked.uri.query())?;
    let cache = &state.page_cache;
    let is_story = matches!(address, Address::Article { .. });
    if !is_story && !cache.shelf.contains_key(&key) && !cache.flights.is_under_way(&key) {
        return None;
    }
    let waiting = Waiting {
        state: state.clone(),
        key,
        address,
        method: asked.method.clone(),
        uri: asked.uri.clone(),
        headers: asked.headers.clone(),
        from,
        on: on.clone(),
    };
    Some(waiting.answer())
}

impl Waiting {
    async fn answer(self) -> Result<Response, Extensions> {
        let number = request_number::of(&self.headers);
        let id = number.to_str().unwrap_or_default();
        let span = span(id, &self.method, self.uri.path());
        let page = timeout(PATIENCE, self.page().instrument(span)).await;
        let mut known = Extensions::new();
        let answer = match page {
            Ok(Some(Ok(page))) => finished(&self.state, &self.key, &page, self.asked(), || number),
            Ok(Some(Err(without))) => {
                known.insert(without);
                None
            }
            Ok(None) | Err(_) => None,
        };
        answer.ok_or(known)
    }

    /// None where it is not known what happened to the paper.
    async fn page(&self) -> Option<Result<Arc<KeptPage>, Without>> {
        let Self { state, on, .. } = self;
        let freshness = &state.page_cache.freshness;
        let newest = freshness.once_caught_up(&state.paper.store, on).await?;
        let wanted = Wanted {
            asked: self.asked(),
            key: &self.key,
            address: &self.address,
            from: self.from,
        };
        Some(current::page(state, wanted, newest, on).await)
    }

    fn asked(&self) -> Asked<'_> {
        Asked {
            method: &self.method,
            uri: &self.uri,
            headers: &self.headers,
        }
    }
}
