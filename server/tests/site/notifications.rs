//! Notifications: who may ask for them, and what becomes of each that is sent.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use newsroom::breaking::{self, Announcement};
use newsroom::notifications::FOLLOWER;
use serde_json::{Value, json};
use server::notifications::Notifications;
use server::outside::Pace;
use server::pings::Standing;
use server::settings;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::push_service::PushService;
use crate::test_site::{Answer, NOW, TestSite};

const MINUTE: i64 = 60_000_000;
const PACE: Pace = Pace {
    look: Duration::from_millis(10),
    first_wait: Duration::from_secs(30),
    longest_wait: Duration::from_secs(30),
};
/// The browser of RFC 8291, appendix A.
const P256DH: &str =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

/// A paper that notifies its readers through a service of its own.
struct Notifying {
    site: TestSite,
    service: PushService,
    standing: Standing,
    stop: watch::Sender<bool>,
    sending: JoinHandle<()>,
}

impl Notifying {
    async fn start() -> Self {
        let service = PushService::start().await;
        let site = TestSite::start().await;
        site.article("ferry").topic("Harbour").save().await;
        let settings = settings::Notifications {
            enabled: true,
            contact: "mailto:desk@paper.example".to_owned(),
            service: Some(service.address.clone()),
        };
        let open = async || {
            let notifications = Notifications::open(&site.store, &settings).await;
            notifications.unwrap().unwrap()
        };
        let notifications = open().await;
        let again = open().await;
        service.believe(notifications.public_key());
        site.store.follower(FOLLOWER).await.unwrap();
        let standing = Standing::default();
        let (stop, stopped) = watch::channel(false);
        let site = site.with_notifications(again);
        let sending = notifications.start(site.paper(), PACE, standing.clone(), stopped);
        Self {
            site,
            service,
            standing,
            stop,
            sending,
        }
    }

    fn subscription(&self, reader: &str, about: &str) -> Value {
        json!({
            "endpoint": format!("{}/push/{reader}", self.service.address),
            "expirationTime": null,
            "keys": { "p256dh": P256DH, "auth": AUTH },
            "about": about,
        })
    }

    async fn begin(&self, reader: &str, about: &str) {
        let asked = self.subscription(reader, about);
        let answer = ask(&self.site, "/notifications", &asked).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.body);
    }

    async fn announce(&self, text: &str) {
        announce(&self.site, text).await;
    }

    async fn readers(&self) -> i64 {
        self.site.store.notified_readers().await.unwrap()
    }

    /// Until nothing waits to be sent, whenever.
    async fn sent(&self) {
        let ever = NOW.shifted(1000 * MINUTE);
        for _ in 0..3000 {
            let newest = self.site.store.newest_event().await.unwrap();
            let follower = self.site.store.follower(FOLLOWER).await.unwrap();
            let waiting = self.site.store.due_deliveries(ever, 10).await.unwrap();
            if newest == follower && waiting.is_empty() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("it was never sent");
    }

    async fn stop(self) {
        self.stop.send(true).unwrap();
        self.sending.await.unwrap();
    }
}

async fn announce(site: &TestSite, text: &str) {
    let what = Announcement {
        text: text.parse().unwrap(),
        language: None,
        article: None,
        until: NOW.shifted(60 * MINUTE),
    };
    breaking::set(&site.store, &site.clock, &what)
        .await
        .unwrap();
}

async fn ask(site: &TestSite, address: &str, asked: &Value) -> Answer {
    let request = Request::post(address)
        .header("content-type", "application/json")
        .header("sec-fetch-site", "same-origin");
    site.ask(request.body(Body::from(asked.to_string())).unwrap())
        .await
}

/// Waits for what happens in the background, far longer than it takes.
async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    for _ in 0..3000 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{what} did not happen");
}

#[tokio::test]
async fn breaking_news_is_sent_signed_and_encrypted_to_each_reader_who_asked() {
    let paper = Notifying::start().await;
    paper.begin("ann", "breaking").await;
    paper.begin("ben", "breaking").await;
    paper.begin("cem", "topic/harbour").await;
    paper.announce("Bridge closed").await;
    paper.sent().await;
    let taken = paper.service.taken();
    let mut readers: Vec<&str> = taken.iter().map(|taken| taken.reader.as_str()).collect();
    readers.sort_unstable();
    assert_eq!(readers, ["ann", "ben"]);
    let one = &taken[0];
    assert_eq!(one.claims["aud"], paper.service.address);
    assert_eq!(one.claims["sub"], "mailto:desk@paper.example");
    let expires = one.claims["exp"].as_i64().unwrap();
    let now = NOW.micros() / 1_000_000;
    assert!(now < expires && expires <= now + 24 * 3600);
    assert_eq!(one.headers["ttl"], "3600", "as long as the bar stands");
    assert_eq!(one.headers["urgency"], "high");
    assert_eq!(one.headers["topic"], "breaking");
    assert!(!String::from_utf8_lossy(&one.body).contains("Bridge"));
    assert_ne!(taken[0].body, taken[1].body);
    assert_eq!(paper.standing.facts().told, 2);
    paper.stop().await;
}

#[tokio::test]
async fn a_new_story_is_sent_to_those_who_follow_its_topic() {
    let paper = Notifying::start().await;
    paper.begin("ann", "topic/harbour").await;
    paper.begin("ben", "breaking").await;
    paper.site.article("crane").topic("Harbour").save().await;
    paper.site.article("tram").topic("Trams").save().await;
    paper.sent().await;
    let taken = paper.service.taken();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].reader, "ann");
    paper.stop().await;
}

#[tokio::test]
async fn readers_who_are_gone_are_forgotten_at_once() {
    for status in [404, 410] {
        let paper = Notifying::start().await;
        paper.begin("ann", "breaking").await;
        paper.service.answer(&[status]);
        paper.announce("Bridge closed").await;
        until("forgetting", async || paper.readers().await == 0).await;
        paper.announce("Bridge open").await;
        paper.sent().await;
        assert_eq!(paper.service.asked(), 1, "nobody is there to be told");
        assert_eq!(paper.standing.facts().problem, None);
        paper.stop().await;
    }
}

#[tokio::test]
async fn a_service_that_is_busy_or_broken_is_asked_again_when_it_says_so() {
    for status in [429, 500] {
        let paper = Notifying::start().await;
        paper.begin("ann", "breaking").await;
        paper.service.answer(&[status]);
        paper.announce("Bridge closed").await;
        let facts = async || paper.standing.facts().problem.is_some();
        until("the failure", facts).await;
        let store = &paper.site.store;
        let due_at = async |minutes: i64| {
            let due = store
                .due_deliveries(NOW.shifted(minutes * MINUTE), 10)
                .await;
            due.unwrap().len()
        };
        // 60 seconds, as it said, which is more than half a minute.
        until("putting off", async || due_at(0).await == 0).await;
        assert_eq!(due_at(1).await, 1);
        paper.site.clock.set(NOW.shifted(MINUTE));
        paper.sent().await;
        assert_eq!(paper.service.taken().len(), 1);
        assert_eq!(paper.standing.facts().problem, None);
        paper.stop().await;
    }
}

#[tokio::test]
async fn what_a_service_refuses_is_left_out_and_the_reader_stays() {
    for status in [400, 403, 413] {
        let paper = Notifying::start().await;
        paper.begin("ann", "breaking").await;
        paper.service.answer(&[status]);
        paper.announce("Bridge closed").await;
        paper.sent().await;
        assert_eq!((paper.service.asked(), paper.readers().await), (1, 1));
        assert_eq!(paper.standing.facts().failures, 1);
        paper.stop().await;
    }
}

#[tokio::test]
async fn what_is_no_news_any_more_is_not_sent() {
    let paper = Notifying::start().await;
    paper.begin("ann", "breaking").await;
    paper.service.answer(&[503]);
    paper.announce("Bridge closed").await;
    until("the failure", async || paper.service.asked() == 1).await;
    let failed = async || paper.standing.facts().failures == 1;
    until("the note of it", failed).await;
    breaking::clear(&paper.site.store, &paper.site.clock)
        .await
        .unwrap();
    until("putting off", async || {
        let due = paper.site.store.due_deliveries(NOW, 10).await;
        due.unwrap().is_empty()
    })
    .await;
    paper.site.clock.set(NOW.shifted(2 * MINUTE));
    paper.sent().await;
    assert_eq!(paper.service.asked(), 1);
    paper.stop().await;
}

#[tokio::test]
async fn only_what_a_browser_sends_from_a_page_of_the_paper_is_kept() {
    let paper = Notifying::start().await;
    let good = paper.subscription("ann", "breaking");
    let with = |name: &str, value: Value| {
        let mut asked = good.clone();
        asked[name] = value;
        asked
    };
    for (asked, wanted) in [
        (with("endpoint", json!("http://127.0.0.1:1/x")), "https"),
        (
            with("endpoint", json!("https://169.254.169.254/x")),
            "public name",
        ),
        (
            with("keys", json!({ "p256dh": "AAAA", "auth": AUTH })),
            "65 bytes",
        ),
        (
            with("keys", json!({ "p256dh": P256DH, "auth": "AAAA" })),
            "16 bytes",
        ),
        (with("keys", Value::Null), "keys.p256dh"),
        (with("about", json!("topic/nothing-here")), "about what"),
        (with("about", json!("everything")), "about what"),
        (json!([1]), "could not be read"),
    ] {
        let answer = ask(&paper.site, "/notifications", &asked).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{asked}");
        answer.place(wanted);
    }
    let from = async |header: (&str, &str), kind: &str, body: String| {
        let request = Request::post("/notifications")
            .header("content-type", kind)
            .header(header.0, header.1);
        paper
            .site
            .ask(request.body(Body::from(body)).unwrap())
            .await
            .status
    };
    let good = good.to_string();
    let json = "application/json";
    for header in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://other.example"),
    ] {
        assert_eq!(
            from(header, json, good.clone()).await,
            StatusCode::FORBIDDEN
        );
    }
    let ours = ("origin", "https://paper.example");
    let plain = from(ours, "text/plain", good.clone()).await;
    assert_eq!(plain, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let long = from(ours, json, format!("{good}{}", " ".repeat(4096))).await;
    assert_eq!(long, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(paper.readers().await, 0);
    assert_eq!(from(ours, json, good).await, StatusCode::NO_CONTENT);
    assert_eq!(paper.readers().await, 1);
    paper.stop().await;
}

#[tokio::test]
async fn ending_is_heard_whether_or_not_it_had_begun() {
    let paper = Notifying::start().await;
    paper.begin("ann", "breaking").await;
    for _ in 0..2 {
        let asked = paper.subscription("ann", "breaking");
        let answer = ask(&paper.site, "/notifications/off", &asked).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
        assert_eq!(paper.readers().await, 0);
    }
    paper.stop().await;
}

#[tokio::test]
async fn a_browser_may_exchange_its_address() {
    let paper = Notifying::start().await;
    paper.begin("ann", "breaking").await;
    let mut asked = paper.subscription("ann-again", "");
    asked["former"] = paper.subscription("ann", "")["endpoint"].clone();
    let answer = ask(&paper.site, "/notifications", &asked).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let answer = ask(&paper.site, "/notifications", &asked).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    paper.announce("Bridge closed").await;
    paper.sent().await;
    assert_eq!(paper.service.taken()[0].reader, "ann-again");
    paper.stop().await;
}

#[tokio::test]
async fn one_network_cannot_fill_the_store_with_readers() {
    let paper = Notifying::start().await;
    let from = async |address: &str| {
        let request = Request::post("/notifications")
            .header("content-type", "application/json")
            .header("x-forwarded-for", address);
        let body = Body::from("[]");
        paper.site.ask(request.body(body).unwrap()).await.status
    };
    for _ in 0..120 {
        let status = from("192.0.2.1").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(from("192.0.2.1").await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(from("192.0.2.2").await, StatusCode::UNPROCESSABLE_ENTITY);
    paper.site.clock.set(NOW.shifted(61 * MINUTE));
    assert_eq!(from("192.0.2.1").await, StatusCode::UNPROCESSABLE_ENTITY);
    paper.stop().await;
}

#[tokio::test]
async fn pages_offer_notifications_only_where_the_paper_has_them() {
    let paper = Notifying::start().await;
    let key = paper.site.get("/notifications/key").await;
    assert_eq!((key.status, key.body.len()), (StatusCode::OK, 87));
    paper.site.get("/").await.place("data-notify=\"breaking\"");
    let topic = paper.site.get("/topic/harbour").await;
    topic.place("data-notify=\"topic/harbour\"");
    topic.place("Notify me of news on Harbour");
    paper.stop().await;

    let without = TestSite::start().await;
    assert!(!without.get("/").await.has("data-notify"));
    let key = without.get("/notifications/key").await;
    assert_eq!(key.status, StatusCode::NOT_FOUND);
    let answer = ask(&without, "/notifications", &json!({})).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}
