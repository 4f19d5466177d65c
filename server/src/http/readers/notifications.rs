//! `/notifications`: readers' browsers ask to be told of news while no page is open, and no longer.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Moment;
use newsroom::notifications::{self, Endpoint, ReaderKeys, Subject};
use newsroom::store::Kept;
use serde::Deserialize;

use crate::http::AppState;
use crate::http::request::reader_address;
use crate::http::request::reader_address::network;
use crate::http::routes::{broken, sentence};
use crate::notifications::Notifications;

/// A subscription is some 700 bytes.
const LONGEST: usize = 4096;
/// How often somebody may ask within an hour: enough for a house, too little to fill the store with readers that are
/// none.
const TURNS: u32 = 120;
const HOUR: i64 = 3_600_000_000;

/// What a browser sends: what `PushSubscription.toJSON()` gives, and what it is about.
#[derive(Deserialize)]
struct Asked {
    endpoint: String,
    keys: Option<Keys>,
    about: Option<String>,
    /// The address that it had before, if it only got another.
    former: Option<String>,
}

#[derive(Deserialize)]
struct Keys {
    p256dh: String,
    auth: String,
}

/// Who asked how often within this hour. It is in memory only.
#[derive(Debug, Default)]
pub(in crate::http) struct Turns(Mutex<(i64, HashMap<IpAddr, u32>)>);

impl Turns {
    fn take(&self, from: Option<IpAddr>, now: Moment) -> bool {
        let Some(from) = from.map(network) else {
            return true;
        };
        let hour = now.micros() / HOUR;
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if turns.0 != hour {
            *turns = (hour, HashMap::new());
        }
        let taken = turns.1.entry(from).or_default();
        *taken += 1;
        *taken <= TURNS
    }
}

/// `GET /notifications/key`: the public half of the paper's key pair.
pub(in crate::http) async fn key(State(state): State<AppState>) -> Response {
    match &state.notifications {
        Some(notifications) => (
            [
                (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
                (header::CACHE_CONTROL, "no-cache"),
            ],
            notifications.public_key(),
        )
            .into_response(),
        None => none(),
    }
}

/// `POST /notifications`: tell this reader about that, or: this reader has another address now.
pub(in crate::http) async fn begin(State(state): State<AppState>, request: Request) -> Response {
    match kept(&state, request).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(refusal) => refusal,
    }
}

/// `POST /notifications/off`: tell this reader no more about that. Who knows the address at the push service is the
/// reader.
pub(in crate::http) async fn end(State(state): State<AppState>, request: Request) -> Response {
    let (_, asked) = match read(&state, request).await {
        Ok(read) => read,
        Err(refusal) => return refusal,
    };
    let Some(subject) = subject(&asked) else {
        return no_subject();
    };
    match notifications::end(&state.paper.store, &asked.endpoint, &subject).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => broken(&error),
    }
}

async fn kept(state: &AppState, request: Request) -> Result<(), Response> {
    let (notifications, asked) = read(state, request).await?;
    let paper = &state.paper;
    let endpoint = Endpoint::read_below(&asked.endpoint, notifications.stand_in());
    let endpoint = endpoint.map_err(|error| unfit(&error))?;
    let keys = asked.keys.as_ref().ok_or_else(unreadable)?;
    let keys = ReaderKeys::read(&keys.p256dh, &keys.auth).map_err(|error| unfit(&error))?;
    if let Some(former) = &asked.former {
        let renewed = notifications::renew(&paper.store, former, &endpoint, &keys).await;
        return match renewed {
            Ok(true) => Ok(()),
            Ok(false) => Err(sentence(
                StatusCode::NOT_FOUND,
                "Nobody is notified at that former endpoint.\n",
            )),
            Err(error) => Err(broken(&error)),
        };
    }
    let subject = subject(&asked).ok_or_else(no_subject)?;
    if let Subject::Topic(topic) = &subject {
        let topic = paper.store.topic(topic).await;
        topic
            .map_err(|error| broken(&error))?
            .ok_or_else(no_subject)?;
    }
    match notifications::begin(&paper.store, &paper.clock, &endpoint, &keys, &subject).await {
        Ok(Kept::Yes) => Ok(()),
        Ok(Kept::NoRoom) => Err(sentence(
            StatusCode::SERVICE_UNAVAILABLE,
            "The paper cannot notify anybody of more than it does already.\n",
        )),
        Err(error) => Err(broken(&error)),
    }
}

/// The request, if it is one that a page of ours makes.
async fn read(state: &AppState, request: Request) -> Result<(&Notifications, Asked), Response> {
    let notifications = state.notifications.as_deref().ok_or_else(none)?;
    if !is_from_here(request.headers(), &state.paper.masthead.url) {
        return Err(sentence(
            StatusCode::FORBIDDEN,
            "Only pages of the paper can ask for its notifications.\n",
        ));
    }
    if !state
        .turns
        .take(reader_address::of(&request), state.paper.clock.now())
    {
        let mut answer = sentence(
            StatusCode::TOO_MANY_REQUESTS,
            "That was asked too often from your network. Please try again in an hour.\n",
        );
        let again = header::HeaderValue::from_static("3600");
        answer.headers_mut().insert(header::RETRY_AFTER, again);
        return Err(answer);
    }
    let is_json = request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    if !is_json {
        return Err(sentence(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Please send JSON (application/json).\n",
        ));
    }
    let body: Bytes = to_bytes(request.into_body(), LONGEST).await.map_err(|_| {
        sentence(
            StatusCode::PAYLOAD_TOO_LARGE,
            "That is more than a browser's subscription.\n",
        )
    })?;
    let asked = serde_json::from_slice(&body).map_err(|_| unreadable())?;
    Ok((notifications, asked))
}

/// A page of another site cannot send JSON without asking first, which is answered with no; this refuses what comes all
/// the same. Browsers that have notifications send these headers.
fn is_from_here(headers: &HeaderMap, url: &str) -> bool {
    let says = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match says("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => says("origin").is_none_or(|origin| origin == url),
    }
}

fn subject(asked: &Asked) -> Option<Subject> {
    asked.about.as_ref()?.parse().ok()
}

fn unfit(error: &impl std::error::Error) -> Response {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (status, kind, format!("This cannot be used: {error}.\n")).into_response()
}

fn no_subject() -> Response {
    sentence(
        StatusCode::UNPROCESSABLE_ENTITY,
        "Please say about what: breaking, or topic/ and the word of a topic's address.\n",
    )
}

fn unreadable() -> Response {
    sentence(
        StatusCode::UNPROCESSABLE_ENTITY,
        "That could not be read: endpoint, keys.p256dh, keys.auth and about are wanted.\n",
    )
}

fn none() -> Response {
    sentence(
        StatusCode::NOT_FOUND,
        "This paper sends no notifications.\n",
    )
}
