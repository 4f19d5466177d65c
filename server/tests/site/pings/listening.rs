//! Who is told, by its protocol, and the part of a server that tells.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::Value;
use server::outside::Pace;
use server::pings::{self, Facts, Standings};
use server::settings::{Cdn, Discovery};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::test_site::TestSite;

pub const KEY: &str = "0123-abcd-key";
const PACE: Pace = Pace {
    look: Duration::from_millis(10),
    first_wait: Duration::from_millis(10),
    longest_wait: Duration::from_millis(50),
};

/// A server that others tell: a search engine that takes part in IndexNow, and a WebSub hub.
#[derive(Clone, Default)]
pub struct Ears(Arc<Mutex<Heard>>);

#[derive(Default)]
pub struct Heard {
    /// What it took, message by message.
    pub messages: Vec<Vec<String>>,
    /// How often it was asked.
    pub asked: usize,
    /// What it answers next, before it answers by the protocol.
    pub moods: VecDeque<u16>,
    pub key: String,
}

impl Ears {
    pub async fn listen(&self, address: &str) -> SocketAddr {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let routes = Router::new()
            .route("/indexnow", post(index_now))
            .route("/hub", post(hub))
            .route("/purge", post(purge))
            .with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        address
    }

    pub fn with<T>(&self, look: impl FnOnce(&mut Heard) -> T) -> T {
        look(&mut self.0.lock().unwrap())
    }

    pub fn messages(&self) -> Vec<Vec<String>> {
        self.with(|heard| heard.messages.clone())
    }
}

/// As indexnow.org/documentation says: 400 for what it cannot read, 403 for a key that it does not
/// believe, 422 for addresses of another host.
async fn index_now(State(ears): State<Ears>, headers: HeaderMap, body: Bytes) -> Response {
    ears.with(|heard| {
        heard.asked += 1;
        if let Some(mood) = heard.moods.pop_front() {
            let status = StatusCode::from_u16(mood).unwrap();
            return (status, [("retry-after", "0")]).into_response();
        }
        let Ok(message) = serde_json::from_slice::<Value>(&body) else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        let is_json = headers["content-type"] == "application/json; charset=utf-8";
        let (Some(addresses), true) = (message["urlList"].as_array(), is_json) else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        let home = format!("https://{}/", message["host"].as_str().unwrap_or_default());
        let key_file = format!("{home}{}.txt", heard.key);
        if message["key"] != heard.key || message["keyLocation"] != key_file {
            return StatusCode::FORBIDDEN.into_response();
        }
        let addresses: Vec<String> = addresses
            .iter()
            .map(|address| address.as_str().unwrap().to_owned())
            .collect();
        if !addresses.iter().all(|address| address.starts_with(&home)) {
            return StatusCode::UNPROCESSABLE_ENTITY.into_response();
        }
        heard.messages.push(addresses);
        StatusCode::ACCEPTED.into_response()
    })
}

/// As the networks want it: the tags in a header and in the body, and a proof of who asks.
async fn purge(State(ears): State<Ears>, headers: HeaderMap, body: Bytes) -> Response {
    ears.with(|heard| {
        heard.asked += 1;
        if let Some(mood) = heard.moods.pop_front() {
            return StatusCode::from_u16(mood).unwrap().into_response();
        }
        if headers
            .get("authorization")
            .is_none_or(|it| it != &*heard.key)
        {
            return StatusCode::FORBIDDEN.into_response();
        }
        let message: Value = serde_json::from_slice(&body).unwrap();
        let tags: Vec<String> = serde_json::from_value(message["tags"].clone()).unwrap();
        assert_eq!(headers["surrogate-key"], tags.join(" "));
        heard.messages.push(tags);
        StatusCode::OK.into_response()
    })
}

async fn hub(State(ears): State<Ears>, headers: HeaderMap, body: Bytes) -> StatusCode {
    ears.with(|heard| {
        heard.asked += 1;
        let fields: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
        let is_form = headers["content-type"] == "application/x-www-form-urlencoded";
        let publishes = fields.contains(&("hub.mode".to_owned(), "publish".to_owned()));
        if !is_form || !publishes {
            return StatusCode::BAD_REQUEST;
        }
        let feeds = fields.into_iter().filter(|(name, _)| name == "hub.url");
        heard.messages.push(feeds.map(|(_, url)| url).collect());
        StatusCode::NO_CONTENT
    })
}

/// The part of a server that tells others.
pub struct Telling {
    pub standings: Standings,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Telling {
    pub fn start(site: &TestSite, discovery: &Discovery) -> Self {
        Self::with(site, discovery, None)
    }

    /// Where a content delivery network is told too.
    pub fn with(site: &TestSite, discovery: &Discovery, cdn: Option<&Cdn>) -> Self {
        let (stop, stopped) = watch::channel(false);
        let url = "https://paper.example";
        let (standings, tasks) = pings::start(&site.store, url, discovery, cdn, PACE, &stopped);
        Self {
            standings,
            stop,
            tasks,
        }
    }

    pub async fn stop(self) {
        self.stop.send(true).unwrap();
        for task in self.tasks {
            task.await.unwrap();
        }
    }

    pub fn facts(&self) -> Facts {
        self.standings.facts().remove(0).1
    }
}

/// Search engines at that address are to be told.
pub fn to_engine(address: SocketAddr) -> Discovery {
    Discovery {
        index_now_key: Some(KEY.to_owned()),
        index_now_endpoint: Some(format!("http://{address}/indexnow")),
        ..Discovery::default()
    }
}

pub async fn engine() -> (Ears, Discovery) {
    let ears = Ears::default();
    ears.with(|heard| heard.key = KEY.to_owned());
    let address = ears.listen("127.0.0.1:0").await;
    (ears, to_engine(address))
}

/// Until the follower has a position: what happens from then on is told.
pub async fn begun(site: &TestSite, name: &str) {
    site.store.follower(name).await.unwrap();
}

pub fn at(paths: &[&str]) -> Vec<String> {
    let whole = |path: &&str| format!("https://paper.example{path}");
    paths.iter().map(whole).collect()
}
