//! A site outdoors, and the part of a server that asks how warm it is there.

use std::time::Duration;

use axum::http::StatusCode;
use domain::TemperatureUnit::{self, Celsius};
use newsroom::events::{EventKind, EventNumber};
use newsroom::weather::Whereabouts;
use server::outside::Pace;
use server::settings;
use server::weather::{self, Facts};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::test_site::{TestSite, until};

pub const PACE: Pace = Pace {
    look: Duration::from_millis(10),
    first_wait: Duration::from_millis(10),
    longest_wait: Duration::from_millis(50),
};
/// Short, for services that are slow; long enough for a machine that is busy.
pub const PATIENCE: Duration = Duration::from_secs(2);
pub const MINUTE: i64 = 60_000_000;

pub const OPEN_METEO: &str = "/v1/forecast";
pub const MET_NORWAY: &str = "/weatherapi";
pub const GEOCODING: &str = "/v1/search";

pub fn new_york() -> Whereabouts {
    Whereabouts::At("40.71,-74.01".parse().unwrap())
}

pub async fn site() -> TestSite {
    in_unit(Celsius).await
}

pub async fn in_unit(unit: TemperatureUnit) -> TestSite {
    TestSite::outdoors("en", new_york(), unit).await
}

/// The part of a server that asks.
pub struct Asking {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Asking {
    pub fn start(site: &TestSite, settings: &settings::Weather) -> Self {
        let (stop, stopped) = watch::channel(false);
        let (paper, sky) = (site.paper(), site.sky());
        let task = weather::start(paper, settings, PACE, PATIENCE, sky, &stopped).unwrap();
        Self { stop, task }
    }

    pub async fn stop(self) {
        self.stop.send(true).unwrap();
        self.task.await.unwrap();
    }
}

pub fn facts(site: &TestSite) -> Facts {
    site.sky().facts().unwrap()
}

pub async fn answered(site: &TestSite, times: u64) {
    let answers = || facts(site).answers;
    until("an answer", || answers() >= times).await;
}

/// What the strip shows of the weather; none where it is hidden.
pub async fn shown(site: &TestSite) -> Option<String> {
    let page = site.get("/").await;
    assert_eq!(page.status, StatusCode::OK);
    let item = page.body.find("dateline-strip__weather")?;
    let before = &page.body[..item];
    let tag = &before[before.rfind("<li").unwrap()..];
    let text = page.body[item..].split('>').nth(1).unwrap();
    let text = text.split('<').next().unwrap().trim().to_owned();
    (!tag.contains("hidden")).then_some(text)
}

pub async fn weather_events(site: &TestSite) -> usize {
    let events = site.store.events(EventNumber(0), 100).await.unwrap();
    let of_weather = events
        .iter()
        .filter(|it| it.kind == EventKind::WeatherChanged);
    of_weather.count()
}
