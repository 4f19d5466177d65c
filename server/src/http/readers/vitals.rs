//! `POST /vitals`: how fast pages were, as readers' browsers measured it. Who they are is not asked, not even by the way.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use newsroom::vitals;
use tokio::sync::watch;

use super::readership;
use crate::http::request::network_turns::{AGAIN_AFTER, Turn};
use crate::http::request::reader_address;
use crate::http::routes::sentence;
use crate::http::{AppState, writing_down};

/// The longest message, in bytes: thirty views, with room to spare.
pub(in crate::http) const LONGEST: usize = 4096;

/// How often figures are written: a crash loses that much of them.
const PAUSE: Duration = Duration::from_secs(30);

/// Takes in what a browser measured. Where nothing is to be counted, the answer is the same as where it was.
pub(in crate::http) async fn take(State(state): State<AppState>, request: Request) -> Response {
    if state.paper.vitals.is_none() {
        return sentence(StatusCode::NOT_FOUND, "Nothing is measured here.\n");
    }
    let from = reader_address::of(&request);
    let counts = readership::is_browser(request.headers()) && !wants_not(request.headers());
    if state.measured.take(from, state.paper.clock.now()) == Turn::TooOften {
        let sorry = "Too much was told from your network. Please try again in ten minutes.\n";
        let mut answer = sentence(StatusCode::TOO_MANY_REQUESTS, sorry);
        let again = HeaderValue::from_static(AGAIN_AFTER);
        answer.headers_mut().insert(header::RETRY_AFTER, again);
        return answer;
    }
    let body = match Bytes::from_request(request, &state).await {
        Ok(body) => body,
        Err(rejection) => return rejection.into_response(),
    };
    let Ok(views) = vitals::views(std::str::from_utf8(&body).unwrap_or_default()) else {
        let wanted = "That could not be read: a line for each view is wanted, such as \"front phone load lcp=1840 cls=12\".\n";
        return sentence(StatusCode::UNPROCESSABLE_ENTITY, wanted);
    };
    if counts {
        for view in &views {
            state.vitals.count(view);
        }
    }
    StatusCode::NO_CONTENT.into_response()
}

/// Whether whoever sends this asked not to be followed (Global Privacy Control, Tracking Preference Expression). The script does
/// not send it then; this is for those who send something of their own.
fn wants_not(headers: &HeaderMap) -> bool {
    ["sec-gpc", "dnt"]
        .into_iter()
        .any(|name| headers.get(name).is_some_and(|value| value == "1"))
}

/// Writes the figures, until told to stop, and then once more.
pub(in crate::http) async fn keep(state: AppState, mut stopped: watch::Receiver<bool>) {
    loop {
        let is_last = writing_down::is_last(PAUSE, &mut stopped).await;
        let paper = &state.paper;
        if let Err(error) = state.vitals.write(&paper.store, &paper.clock).await {
            tracing::error!(%error, "how fast pages were could not be written down; trying again");
        }
        if is_last {
            return;
        }
    }
}
