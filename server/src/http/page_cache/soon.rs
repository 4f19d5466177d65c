//! Waiting for a page that is being made, on the thread that has the connection.
//!
//! After each event everybody who reads one story asks for a page that is too old. It is made once; but to send each of them
//! through all layers of the site, only to wait there, took far more of the processors than to make it, and just when it has
//! to be quick. A story that nobody had asked for is waited for here as well: to another thread and back costs a tenth of it.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use app::Address;
use axum::http::{Extensions, HeaderMap, Method, Uri};
use axum::response::Response;
use tokio::runtime::Handle;
use tokio::time::timeout;
use tracing::Instrument;

use super::current::{self, Wanted, Without};
use super::kept_page::KeptPage;
use super::{Asked, finished, key};
use crate::http::AppState;
use crate::http::connection::patience::ANSWER;
use crate::http::request::request_number;
use crate::http::request::request_number::Begun;
use crate::http::routes::span;

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
    /// Whether nobody had asked for it. Then a line of the log tells of it, as of all that is not kept.
    is_new: bool,
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
    let is_new = !cache.shelf.contains_key(&key) && !cache.flights.is_under_way(&key);
    if is_new && !matches!(address, Address::Article { .. }) {
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
        is_new,
    };
    Some(waiting.answer())
}

impl Waiting {
    async fn answer(self) -> Result<Response, Extensions> {
        let number = request_number::of(&self.headers);
        let id = number.to_str().unwrap_or_default();
        let span = span(id, &self.method, self.uri.path());
        let begun = Instant::now();
        let page = timeout(ANSWER, self.page().instrument(span.clone())).await;
        let mut known = Extensions::new();
        let answer = match page {
            Ok(Some(Ok(page))) => {
                let number = || number.clone();
                finished(&self.state, &self.key, &page, self.asked(), number)
            }
            Ok(Some(Err(without))) => {
                known.insert(without);
                None
            }
            Ok(None) | Err(_) => None,
        };
        let Some(answer) = answer else {
            known.insert(Begun { number, span });
            return Err(known);
        };
        if self.is_new {
            let status = i64::from(answer.status().as_u16());
            let latency = format_args!("{} ms", begun.elapsed().as_millis());
            span.in_scope(|| tracing::info!(%latency, status, "finished processing request"));
        }
        Ok(answer)
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
