//! `GET /live/since`: what the stream would have told, as one answer, for those who ask now and then.

use std::fmt::Write as _;

use axum::extract::State;
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};
use newsroom::events::EventNumber;

use super::asked::{After, number};
use super::telling::Told;
use super::values;
use crate::http::AppState;
use crate::http::routes::broken;

/// The answer about a part of the log that lies behind us stays the same, but not for ever: a story that is
/// withdrawn must not be told of for long by whoever keeps it.
const PAST: &str = "public, max-age=60, immutable";
/// Enough that a crowd that asks at once is answered once.
const PRESENT: &str = "public, max-age=1";

/// The events after `after`, up to `upto` if that is named. `reset` says that the paper has to be looked at
/// anew, because not all of them are known.
pub(in crate::http) async fn since(State(state): State<AppState>, uri: Uri) -> Response {
    let hub = match state.live.hub(&state.paper).await {
        Ok(hub) => hub,
        Err(error) => return broken(&error),
    };
    let one = |name| values(&uri, name).first().map(|raw| number(raw));
    let after = one("after").unwrap_or(After::Nonsense);
    let shelf = hub.shelf();
    let newest = shelf.newest();
    let upto = match one("upto") {
        Some(After::Event(upto)) => upto,
        Some(After::Now | After::Nonsense) | None => EventNumber(i64::MAX),
    };
    let told = match after {
        After::Event(after) => shelf.between(after, upto),
        After::Now | After::Nonsense => None,
    };
    let keep = match told {
        Some(_) if upto <= newest => PAST,
        _ => PRESENT,
    };
    let reset = told.is_none();
    let mut json = format!(
        "{{\"newest\":{},\"reset\":{reset},\"events\":[",
        newest.min(upto).0
    );
    for (place, told) in told.into_iter().flatten().enumerate() {
        write(&mut json, place, told);
    }
    json.push_str("]}");
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, keep),
    ];
    (headers, json).into_response()
}

fn write(json: &mut String, place: usize, told: &Told) {
    let comma = if place > 0 { "," } else { "" };
    let Told { name, data, .. } = told;
    let number = told.event.number.0;
    let _ = write!(
        json,
        "{comma}{{\"id\":{number},\"event\":\"{name}\",\"data\":{data}}}"
    );
}
