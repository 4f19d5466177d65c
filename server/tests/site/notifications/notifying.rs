//! A paper that notifies its readers through a service of its own.

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

pub const MINUTE: i64 = 60_000_000;
pub const PACE: Pace = Pace {
    look: Duration::from_millis(10),
    first_wait: Duration::from_secs(30),
    longest_wait: Duration::from_secs(30),
};
/// The browser of RFC 8291, appendix A.
pub const P256DH: &str =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
pub const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

/// A paper that notifies its readers through a service of its own.
pub struct Notifying {
    pub site: TestSite,
    pub service: PushService,
    pub standing: Standing,
    stop: watch::Sender<bool>,
    sending: JoinHandle<()>,
}

impl Notifying {
    pub async fn start() -> Self {
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

    pub fn subscription(&self, reader: &str, about: &str) -> Value {
        json!({
            "endpoint": format!("{}/push/{reader}", self.service.address),
            "expirationTime": null,
            "keys": { "p256dh": P256DH, "auth": AUTH },
            "about": about,
        })
    }

    pub async fn begin(&self, reader: &str, about: &str) {
        let asked = self.subscription(reader, about);
        let answer = ask(&self.site, "/notifications", &asked).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.body);
    }

    pub async fn announce(&self, text: &str) {
        announce(&self.site, text).await;
    }

    pub async fn readers(&self) -> i64 {
        self.site.store.notified_readers().await.unwrap()
    }

    /// Until nothing waits to be sent, whenever.
    pub async fn sent(&self) {
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

    pub async fn stop(self) {
        self.stop.send(true).unwrap();
        self.sending.await.unwrap();
    }
}

pub async fn announce(site: &TestSite, text: &str) {
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

pub async fn ask(site: &TestSite, address: &str, asked: &Value) -> Answer {
    let request = Request::post(address)
        .header("content-type", "application/json")
        .header("sec-fetch-site", "same-origin");
    site.ask(request.body(Body::from(asked.to_string())).unwrap())
        .await
}

/// Waits for what happens in the background, far longer than it takes.
pub async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    for _ in 0..3000 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{what} did not happen");
}
