//! Telling search engines and a hub that the paper has changed.

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
use newsroom::publishing;
use serde_json::Value;
use server::outside::Pace;
use server::pings::{self, Facts, Standings};
use server::settings::Discovery;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::test_site::{TestSite, until};

const KEY: &str = "0123-abcd-key";
const PACE: Pace = Pace {
    look: Duration::from_millis(10),
    first_wait: Duration::from_millis(10),
    longest_wait: Duration::from_millis(50),
};

/// A server that others tell: a search engine that takes part in IndexNow, and a WebSub hub.
#[derive(Clone, Default)]
struct Ears(Arc<Mutex<Heard>>);

#[derive(Default)]
struct Heard {
    /// What it took, message by message.
    messages: Vec<Vec<String>>,
    /// How often it was asked.
    asked: usize,
    /// What it answers next, before it answers by the protocol.
    moods: VecDeque<u16>,
    key: String,
}

impl Ears {
    async fn listen(&self, address: &str) -> SocketAddr {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let routes = Router::new()
            .route("/indexnow", post(index_now))
            .route("/hub", post(hub))
            .with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        address
    }

    fn with<T>(&self, look: impl FnOnce(&mut Heard) -> T) -> T {
        look(&mut self.0.lock().unwrap())
    }

    fn messages(&self) -> Vec<Vec<String>> {
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
struct Telling {
    standings: Standings,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Telling {
    fn start(site: &TestSite, discovery: &Discovery) -> Self {
        let (stop, stopped) = watch::channel(false);
        let url = "https://paper.example";
        let (standings, tasks) = pings::start(&site.store, url, discovery, PACE, &stopped);
        Self {
            standings,
            stop,
            tasks,
        }
    }

    async fn stop(self) {
        self.stop.send(true).unwrap();
        for task in self.tasks {
            task.await.unwrap();
        }
    }

    fn facts(&self) -> Facts {
        self.standings.facts().remove(0).1
    }
}

/// Search engines at that address are to be told.
fn to_engine(address: SocketAddr) -> Discovery {
    Discovery {
        index_now_key: Some(KEY.to_owned()),
        index_now_endpoint: Some(format!("http://{address}/indexnow")),
        ..Discovery::default()
    }
}

async fn engine() -> (Ears, Discovery) {
    let ears = Ears::default();
    ears.with(|heard| heard.key = KEY.to_owned());
    let address = ears.listen("127.0.0.1:0").await;
    (ears, to_engine(address))
}

/// Until the follower has a position: what happens from then on is told.
async fn begun(site: &TestSite, name: &str) {
    site.store.follower(name).await.unwrap();
}

fn at(paths: &[&str]) -> Vec<String> {
    let whole = |path: &&str| format!("https://paper.example{path}");
    paths.iter().map(whole).collect()
}

#[tokio::test]
async fn search_engines_are_told_of_what_is_new_changed_moved_or_withdrawn() {
    let site = TestSite::start().await;
    site.article("of-the-archive").save().await;
    let (ears, discovery) = engine().await;
    begun(&site, "indexnow").await;
    let telling = Telling::start(&site, &discovery);
    site.article("bridge").save().await;
    site.article("unfinished").draft().save().await;
    until("the first message", || ears.messages().len() == 1).await;
    site.article("bridge").in_section("city").save().await;
    until("the second", || ears.messages().len() == 2).await;
    let reason = "Wrong.".parse().unwrap();
    publishing::withdraw(&site.store, &site.clock, &"bridge".parse().unwrap(), reason)
        .await
        .unwrap();
    until("the third", || ears.messages().len() == 3).await;
    telling.stop().await;
    assert_eq!(
        ears.messages(),
        [
            at(&["/world/bridge"]),
            at(&["/city/bridge"]),
            at(&["/city/bridge"])
        ]
    );
}

#[tokio::test]
async fn a_restart_misses_nothing_and_repeats_nothing() {
    let site = TestSite::start().await;
    let (ears, discovery) = engine().await;
    begun(&site, "indexnow").await;
    let telling = Telling::start(&site, &discovery);
    site.article("one").save().await;
    until("the first message", || telling.facts().told == 1).await;
    telling.stop().await;
    site.article("two").save().await;
    site.article("three").save().await;
    site.article("two").body("More.").save().await;
    let telling = Telling::start(&site, &discovery);
    until("the second message", || telling.facts().told == 2).await;
    until("the end of the log", || telling.facts().behind == 0).await;
    telling.stop().await;
    assert_eq!(
        ears.messages(),
        [at(&["/world/one"]), at(&["/world/two", "/world/three"])]
    );
}

#[tokio::test]
async fn an_engine_that_is_busy_or_broken_is_told_later() {
    let site = TestSite::start().await;
    let (ears, discovery) = engine().await;
    ears.with(|heard| heard.moods.extend([429, 500, 503]));
    begun(&site, "indexnow").await;
    let telling = Telling::start(&site, &discovery);
    site.article("bridge").save().await;
    until("the message", || telling.facts().told == 1).await;
    let facts = telling.facts();
    assert_eq!((facts.failures, facts.problem), (3, None));
    telling.stop().await;
    assert_eq!(ears.messages(), [at(&["/world/bridge"])]);
}

#[tokio::test]
async fn an_engine_that_is_not_there_is_told_once_it_is() {
    let site = TestSite::start().await;
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    begun(&site, "indexnow").await;
    let telling = Telling::start(&site, &to_engine(address));
    site.article("bridge").save().await;
    until("a failure", || telling.facts().problem.is_some()).await;
    let ears = Ears::default();
    ears.with(|heard| heard.key = KEY.to_owned());
    ears.listen(&address.to_string()).await;
    until("the message", || telling.facts().problem.is_none()).await;
    telling.stop().await;
    assert_eq!(ears.messages(), [at(&["/world/bridge"])]);
}

#[tokio::test]
async fn a_key_that_is_not_believed_holds_everything_back_until_it_is() {
    let site = TestSite::start().await;
    let (ears, discovery) = engine().await;
    ears.with(|heard| heard.key = "another-key".to_owned());
    begun(&site, "indexnow").await;
    let telling = Telling::start(&site, &discovery);
    site.article("bridge").save().await;
    until("a refusal", || telling.facts().failures > 1).await;
    let problem = telling.facts().problem.unwrap();
    assert!(
        problem.starts_with("403") && !problem.contains(KEY),
        "{problem}"
    );
    assert!(telling.facts().behind > 0);
    ears.with(|heard| heard.key = KEY.to_owned());
    until("the message", || telling.facts().told == 1).await;
    telling.stop().await;
    assert_eq!(ears.messages(), [at(&["/world/bridge"])]);
}

#[tokio::test]
async fn a_message_that_is_refused_for_good_does_not_hold_up_the_next() {
    let site = TestSite::start().await;
    let (ears, discovery) = engine().await;
    ears.with(|heard| heard.moods.push_back(400));
    begun(&site, "indexnow").await;
    let telling = Telling::start(&site, &discovery);
    site.article("one").save().await;
    until("the refusal", || telling.facts().failures == 1).await;
    until("the end of the log", || telling.facts().behind == 0).await;
    site.article("two").save().await;
    until("the message", || telling.facts().told == 1).await;
    telling.stop().await;
    assert_eq!(ears.with(|heard| heard.asked), 2);
    assert_eq!(ears.messages(), [at(&["/world/two"])]);
}

#[tokio::test]
async fn the_key_is_shown_to_search_engines_where_there_is_one() {
    let site = TestSite::start_with(Discovery {
        index_now_key: Some(KEY.to_owned()),
        ..Discovery::default()
    })
    .await;
    let shown = site.get("/0123-abcd-key.txt").await;
    assert_eq!(shown.status, StatusCode::OK);
    assert_eq!(shown.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(shown.body, KEY);
    for (site, address) in [
        (&site, "/0123-abcd-kez.txt"),
        (&site, "/0123-abcd-key"),
        (&site, "/.txt"),
        (&TestSite::start().await, "/0123-abcd-key.txt"),
    ] {
        assert_eq!(
            site.get(address).await.status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
}

#[tokio::test]
async fn the_hub_is_told_which_feeds_have_changed() {
    let site = TestSite::start().await;
    let ears = Ears::default();
    let address = ears.listen("127.0.0.1:0").await;
    let discovery = Discovery {
        websub_hub: Some(format!("http://{address}/hub")),
        ..Discovery::default()
    };
    begun(&site, "websub").await;
    let telling = Telling::start(&site, &discovery);
    site.article("bridge")
        .by(&["Ada Low"])
        .topic("Works")
        .save()
        .await;
    until("the message", || {
        telling.facts().behind == 0 && telling.facts().told > 0
    })
    .await;
    let lists = ["", "/author/ada-low", "/topic/works", "/world"];
    let feeds = |list: &str| ["rss", "atom", "json"].map(|format| format!("{list}/feed.{format}"));
    let expected: Vec<String> = lists.iter().flat_map(|list| feeds(list)).collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    assert_eq!(ears.messages(), [at(&expected)]);
    // So many lists that they take more than one message.
    let names: Vec<String> = (0..30).map(|number| format!("Topic {number}")).collect();
    let busy = names
        .iter()
        .fold(site.article("busy"), |article, name| article.topic(name));
    busy.save().await;
    until("the others", || telling.facts().told == 12 + 32 * 3).await;
    telling.stop().await;
    let messages = ears.messages();
    assert_eq!(
        messages[1..].iter().map(Vec::len).collect::<Vec<_>>(),
        [60, 36]
    );
}

#[tokio::test]
async fn a_feed_says_in_its_head_who_tells_of_it() {
    let site = TestSite::start_with(Discovery {
        websub_hub: Some("https://hub.example/".to_owned()),
        ..Discovery::default()
    })
    .await;
    site.article("bridge").save().await;
    for path in ["/feed.rss", "/world/feed.atom"] {
        let links = "<https://hub.example/>; rel=\"hub\", ";
        let links = format!("{links}<https://paper.example{path}>; rel=\"self\"");
        assert_eq!(site.get(path).await.header("link"), links);
    }
    let alone = TestSite::start().await;
    assert_eq!(alone.get("/feed.rss").await.header("link"), "");
}

#[tokio::test]
async fn whoever_watches_the_server_sees_how_telling_others_goes() {
    let (ears, discovery) = engine().await;
    ears.with(|heard| heard.moods.extend([503; 3]));
    let site = TestSite::start().await;
    begun(&site, "indexnow").await;
    let telling = Telling::start(&site, &discovery);
    let site = site.with_pings(telling.standings.clone());
    assert_eq!(site.get("/healthz").await.body, "ok\nindexnow: ok\n");
    site.article("bridge").save().await;
    until("a failure", || telling.facts().failures == 3).await;
    until("the message", || telling.facts().told == 1).await;
    let metrics = site.get("/metrics").await;
    assert!(metrics.has("dateline_pings_addresses_total{to=\"indexnow\"} 1\n"));
    assert!(metrics.has("dateline_pings_failures_total{to=\"indexnow\"} 3\n"));
    telling.stop().await;
    let alone = TestSite::start().await;
    assert_eq!(alone.get("/healthz").await.body, "ok\n");
    assert!(!alone.get("/metrics").await.has("dateline_pings"));
}
