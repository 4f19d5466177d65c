//! The live stream: every open page hears what happens to the paper (server-sent events, WHATWG HTML section
//! 9.2).
//!
//! What is told is read from the event log, written down once for everybody, and kept for those who come back.
//! A reader's connection is a place in the log and nothing more: it takes what it has not had when it can be
//! sent, so that a slow reader costs no memory, and one who was away goes on where they were.

mod asked;
mod hub;
mod seats;
mod shelf;
mod since;
mod stream;
mod telling;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use app::paper::Paper;
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{HeaderName, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use newsroom::store::StoreError;
use tokio::sync::OnceCell;

use super::AppState;
use super::connection::lasting::Lasts;
use super::connection::places::{Full, Places};
use super::programs::times;
use super::request::reader_address;
use super::routes::{broken, sentence};
use crate::settings;
use asked::Asked;
use hub::Hub;
pub(super) use since::since;

/// Seconds after which somebody who found no place may ask again.
const AGAIN: &str = "30";

/// All that the live streams share.
pub(super) struct Live {
    settings: settings::Live,
    places: Arc<Places>,
    /// Opened by the first who asks for it.
    hub: OnceCell<Arc<Hub>>,
    ended: AtomicBool,
}

impl Live {
    pub(super) fn new(settings: settings::Live) -> Self {
        Self {
            settings,
            places: Arc::new(Places::new(settings.streams, settings.per_address)),
            hub: OnceCell::new(),
            ended: AtomicBool::new(false),
        }
    }

    async fn hub(&self, paper: &Paper) -> Result<&Arc<Hub>, StoreError> {
        self.hub
            .get_or_try_init(|| Hub::open(paper, self.settings.heartbeat))
            .await
    }

    /// From now on messages tell of that paper, which was set to be called otherwise.
    pub(super) fn is_about(&self, paper: &Paper) {
        if let Some(hub) = self.hub.get() {
            hub.is_about(paper);
        }
    }

    /// How many streams there may be at once.
    pub(super) fn most(&self) -> u32 {
        self.settings.streams
    }

    /// How many streams are open.
    pub(super) fn open(&self) -> u32 {
        self.places.taken()
    }

    pub(super) fn end(&self) {
        self.ended.store(true, Ordering::Relaxed);
        if let Some(hub) = self.hub.get() {
            hub.end();
        }
    }
}

/// `GET /live`: what happens from now on, or from the event that was seen last.
pub(super) async fn stream(State(state): State<AppState>, request: Request) -> Response {
    let asked = match Asked::read(request.uri(), request.headers()) {
        Ok(asked) => asked,
        Err(unknown) => return unknown.into_response(),
    };
    if state.live.ended.load(Ordering::Relaxed) {
        return full("The paper is being restarted. Please try again in half a minute.\n");
    }
    let place = match state.live.places.take(reader_address::of(&request)) {
        Ok(place) => place,
        Err(Full::Everywhere) => {
            return full(
                "Too many readers follow the paper live just now. Please try again in half a minute.\n",
            );
        }
        Err(Full::AtThatNetwork) => {
            return full(
                "Too many live connections come from your network. Please close some, or try again in half a minute.\n",
            );
        }
    };
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream"),
        // A proxy that packed the stream would hold it back until there was enough to pack.
        (header::CACHE_CONTROL, "no-cache, no-transform"),
        // nginx would hold it back until its buffer was full.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    let date = times::rfc_822(state.paper.clock.now());
    match state.live.hub(&state.paper).await {
        Ok(hub) => {
            let body = stream::body(hub.clone(), place, asked.after);
            (Extension(Lasts), headers, [(header::DATE, date)], body).into_response()
        }
        Err(error) => broken(&error),
    }
}

fn full(why: &'static str) -> Response {
    let mut answer = sentence(StatusCode::SERVICE_UNAVAILABLE, why);
    let again = header::HeaderValue::from_static(AGAIN);
    answer.headers_mut().insert(header::RETRY_AFTER, again);
    answer
}

/// What a program is told that asks for a channel there is not.
struct UnknownChannel;

impl IntoResponse for UnknownChannel {
    fn into_response(self) -> Response {
        sentence(
            StatusCode::BAD_REQUEST,
            "There is no such channel. There is one: paper\n",
        )
    }
}

/// The values of one name in a query, decoded.
fn values(uri: &Uri, name: &str) -> Vec<String> {
    axum::extract::Query::<Vec<(String, String)>>::try_from_uri(uri)
        .map(|query| query.0)
        .unwrap_or_default()
        .into_iter()
        .filter_map(|(key, value)| (key == name).then_some(value))
        .collect()
}
