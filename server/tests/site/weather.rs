//! How warm it is, above every page: asked of services that may be slow, broken or away.

use std::time::Duration;

use axum::http::StatusCode;
use domain::TemperatureUnit::{self, Celsius, Fahrenheit};
use newsroom::events::{EventKind, EventNumber};
use newsroom::weather::{Service, Whereabouts};
use server::outside::Pace;
use server::settings;
use server::weather::{self, Facts};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::live_reader::Reader;
use crate::sky::{Mood, Sky};
use crate::test_site::{NOW, TestSite, until};

const PACE: Pace = Pace {
    look: Duration::from_millis(10),
    first_wait: Duration::from_millis(10),
    longest_wait: Duration::from_millis(50),
};
/// Short, for services that are slow; long enough for a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(2);
const MINUTE: i64 = 60_000_000;

const OPEN_METEO: &str = "/v1/forecast";
const MET_NORWAY: &str = "/weatherapi";
const GEOCODING: &str = "/v1/search";

fn new_york() -> Whereabouts {
    Whereabouts::At("40.71,-74.01".parse().unwrap())
}

async fn site() -> TestSite {
    in_unit(Celsius).await
}

async fn in_unit(unit: TemperatureUnit) -> TestSite {
    TestSite::outdoors("en", new_york(), unit).await
}

/// The part of a server that asks.
struct Asking {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Asking {
    fn start(site: &TestSite, settings: &settings::Weather) -> Self {
        let (stop, stopped) = watch::channel(false);
        let (paper, sky) = (site.paper(), site.sky());
        let task = weather::start(paper, settings, PACE, PATIENCE, sky, &stopped).unwrap();
        Self { stop, task }
    }

    async fn stop(self) {
        self.stop.send(true).unwrap();
        self.task.await.unwrap();
    }
}

fn facts(site: &TestSite) -> Facts {
    site.sky().facts().unwrap()
}

async fn answered(site: &TestSite, times: u64) {
    let answers = || facts(site).answers;
    until("an answer", || answers() >= times).await;
}

/// What the strip shows of the weather; none where it is hidden.
async fn shown(site: &TestSite) -> Option<String> {
    let page = site.get("/").await;
    assert_eq!(page.status, StatusCode::OK);
    let item = page.body.find("dateline-strip__weather")?;
    let before = &page.body[..item];
    let tag = &before[before.rfind("<li").unwrap()..];
    let text = page.body[item..].split('>').nth(1).unwrap();
    let text = text.split('<').next().unwrap().trim().to_owned();
    (!tag.contains("hidden")).then_some(text)
}

async fn weather_events(site: &TestSite) -> usize {
    let events = site.store.events(EventNumber(0), 100).await.unwrap();
    let of_weather = events
        .iter()
        .filter(|it| it.kind == EventKind::WeatherChanged);
    of_weather.count()
}

#[tokio::test]
async fn the_strip_says_how_warm_it_is_and_where_and_what_day_it_is() {
    let (site, sky) = (site().await, Sky::open().await);
    assert_eq!(shown(&site).await, None);
    let asking = Asking::start(&site, &sky.settings());
    answered(&site, 1).await;
    asking.stop().await;
    assert_eq!(shown(&site).await.as_deref(), Some("6.9 C"));
    let page = site.get("/").await;
    // The head says where the paper is, too.
    let strip = &page.body[page.place("dateline-strip")..];
    let order = ["6.9 C", "New York", "Sunday, February 5, 2023"].map(|text| strip.find(text));
    assert!(order.iter().all(Option::is_some), "{strip}");
    assert!(order.is_sorted(), "{order:?}");
    assert!(page.has("title=\"6.9 degrees Celsius\""));
    assert!(page.has("Open-Meteo and MET Norway, CC BY 4.0"));
    assert!(page.has("data-until=\"2023-02-05T12:00:00-05:00\""));
    assert!(page.has("data-zone=\"America/New_York\"") && page.has("data-language=\"en-US\""));
    let asked = &sky.questions("/")[0];
    assert_eq!(
        asked.path,
        "/v1/forecast?latitude=40.71&longitude=-74.01&current=temperature_2m"
    );
    let agent = asked.header("user-agent").unwrap();
    assert!(
        agent.starts_with("Dateline/") && agent.contains("https://paper.example"),
        "{agent}"
    );
    assert!(sky.questions(MET_NORWAY).is_empty());
}

#[tokio::test]
async fn a_paper_counts_degrees_as_its_readers_do_and_in_their_words() {
    for (language, unit, short, spoken) in [
        ("en", Fahrenheit, "44.4 F", "44.4 degrees Fahrenheit"),
        ("es-MX", Celsius, "6.9 C", "6.9 grados Celsius"),
        ("ar", Celsius, "6.9 C", "6.9 درجة مئوية"),
    ] {
        let sky = Sky::open().await;
        let site = TestSite::outdoors(language, new_york(), unit).await;
        let asking = Asking::start(&site, &sky.settings());
        answered(&site, 1).await;
        asking.stop().await;
        assert_eq!(shown(&site).await.as_deref(), Some(short));
        assert!(
            site.get("/").await.has(&format!("title=\"{spoken}\"")),
            "{spoken}"
        );
    }
}

#[tokio::test]
async fn open_pages_are_told_when_the_shown_tenth_changes_and_not_before() {
    let (site, sky) = (site().await, Sky::open().await);
    let mut reader = Reader::open(&site, "/live").await;
    let asking = Asking::start(&site, &sky.settings());
    let told = reader.next().await.unwrap();
    assert_eq!(told.event, "weather-changed");
    let data: serde_json::Value = serde_json::from_str(&told.data).unwrap();
    assert_eq!(data["temperature"], "6.9 C");
    assert_eq!(data["spoken"], "6.9 degrees Celsius");
    assert_eq!(data["until"], "2023-02-05T12:00:00-05:00");
    let page = site.get("/").await.header("etag").to_owned();
    answered(&site, 3).await;
    assert_eq!(site.get("/").await.header("etag"), page);
    assert_eq!(weather_events(&site).await, 1);
    sky.is("-0.4", "0");
    let told = reader.next().await.unwrap();
    assert!(told.data.contains("\"-0.4 C\""), "{}", told.data);
    asking.stop().await;
    assert_eq!(shown(&site).await.as_deref(), Some("-0.4 C"));
    let since = site.get("/live/since?after=0").await;
    assert!(since.has("-0.4 C") && !since.has("6.9 C"), "{}", since.body);
}

#[tokio::test]
async fn when_the_first_service_fails_in_whatever_way_the_second_is_asked() {
    for mood in [
        Mood::Status(500, ""),
        Mood::Status(429, "retry-after: 3600\r\n"),
        Mood::Status(404, ""),
        Mood::Status(301, "location: http://127.0.0.1:1/\r\n"),
        Mood::Status(304, ""),
        Mood::Says(""),
        Mood::Says("<!DOCTYPE html><title>Maintenance</title>"),
        Mood::Says("{\"error\":true,\"reason\":\"Daily API request limit exceeded.\"}"),
        Mood::Says("{\"current\":{\"time\":\"2023-02-05T15:00\",\"temperature_2m\":"),
        Mood::CutOff,
        Mood::Half,
        Mood::Slow,
        Mood::Hangup,
    ] {
        let (site, sky) = (site().await, Sky::open().await);
        sky.open_meteo([mood; 1000]);
        let asking = Asking::start(&site, &sky.settings());
        answered(&site, 1).await;
        let problems = facts(&site).problems;
        assert_eq!(problems.len(), 1, "{mood:?}");
        assert_eq!(problems[0].0, "open-meteo");
        assert_eq!(shown(&site).await.as_deref(), Some("7.4 C"), "{mood:?}");
        asking.stop().await;
    }
}

#[tokio::test]
async fn a_temperature_that_no_air_ever_had_or_of_another_time_is_not_shown() {
    let (site, sky) = (site().await, Sky::open().await);
    sky.is("999.9", "-273.15");
    let asking = Asking::start(&site, &sky.settings());
    until("failures", || facts(&site).failures > 3).await;
    site.clock.set(NOW.shifted(180 * MINUTE));
    sky.is("6.9", "7.4");
    until("more", || {
        facts(&site)
            .problems
            .iter()
            .any(|(_, it)| it.contains("another time"))
    })
    .await;
    asking.stop().await;
    assert_eq!(facts(&site).answers, 0);
    assert_eq!(shown(&site).await, None);
}

#[tokio::test]
async fn the_service_of_the_settings_goes_first() {
    let (site, sky) = (site().await, Sky::open().await);
    let settings = sky.asked_first(Service::MetNorway);
    let asking = Asking::start(&site, &settings);
    answered(&site, 2).await;
    asking.stop().await;
    assert_eq!(shown(&site).await.as_deref(), Some("7.4 C"));
    assert!(sky.questions(OPEN_METEO).is_empty());
    let asked = sky.questions(MET_NORWAY);
    assert_eq!(
        asked[0].path,
        "/weatherapi/locationforecast/2.0/compact?lat=40.71&lon=-74.01"
    );
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    for first in Service::ALL {
        let (site, sky) = (site().await, Sky::open().await);
        let asking = Asking::start(&site, &sky.asked_first(first));
        answered(&site, 3).await;
        asking.stop().await;
        let (path, name) = match first {
            Service::OpenMeteo => (OPEN_METEO, "if-none-match"),
            Service::MetNorway => (MET_NORWAY, "if-modified-since"),
        };
        let asked = sky.questions(path);
        assert_eq!(asked[0].header(name), None);
        assert!(asked[1].header(name).is_some() && asked[2].header(name).is_some());
        assert_eq!(facts(&site).problems, []);
        assert!(shown(&site).await.is_some());
    }
}

#[tokio::test]
async fn a_forecast_is_sent_again_once_the_next_hour_is_nearer() {
    let (site, sky) = (site().await, Sky::open().await);
    let settings = sky.asked_first(Service::MetNorway);
    let asking = Asking::start(&site, &settings);
    answered(&site, 2).await;
    site.clock.set(NOW.shifted(31 * MINUTE));
    let mut reader = Reader::open(&site, "/live?after=1").await;
    let told = reader.next().await.unwrap();
    asking.stop().await;
    assert!(told.data.contains("\"20.0 C\""), "{}", told.data);
}

#[tokio::test]
async fn a_service_is_not_asked_before_it_wants_to_be() {
    // What it answered is good for half an hour; the clock stands.
    let (site, sky) = (site().await, Sky::open().await);
    sky.says_of_answers("expires: Sun, 05 Feb 2023 15:30:02 GMT\r\n");
    let settings = sky.asked_first(Service::MetNorway);
    let asking = Asking::start(&site, &settings);
    answered(&site, 1).await;
    tokio::time::sleep(PACE.look * 20).await;
    asking.stop().await;
    // Nor by a server that is started again.
    let asking = Asking::start(&site, &settings);
    tokio::time::sleep(PACE.look * 20).await;
    asking.stop().await;
    assert_eq!(sky.questions("/").len(), 1);

    // It is asked too often, it says.
    let (site, sky) = (self::site().await, Sky::open().await);
    sky.open_meteo([Mood::Status(429, "retry-after: 3600\r\n")]);
    let asking = Asking::start(&site, &sky.settings());
    answered(&site, 5).await;
    asking.stop().await;
    assert_eq!(sky.questions(OPEN_METEO).len(), 1);
    assert!(sky.questions(MET_NORWAY).len() >= 5);
}

#[tokio::test]
async fn while_nobody_answers_the_last_good_one_stays_for_two_hours_and_nothing_else_suffers() {
    let (site, sky) = (site().await, Sky::open().await);
    let asking = Asking::start(&site, &sky.settings());
    answered(&site, 1).await;
    sky.open_meteo([Mood::Status(500, ""); 1000]);
    sky.met_norway([Mood::Hangup; 1000]);
    until("failures", || facts(&site).problems.len() == 2).await;
    for (minutes, expected) in [(60, Some("6.9 C")), (119, Some("6.9 C")), (120, None)] {
        site.clock.set(NOW.shifted(minutes * MINUTE));
        assert_eq!(shown(&site).await.as_deref(), expected, "{minutes} minutes");
    }
    let health = site.get("/healthz").await;
    assert_eq!(health.status, StatusCode::OK);
    assert!(
        health.has("weather: open-meteo: it answered 500; met-norway: "),
        "{}",
        health.body
    );
    let metrics = site.get("/metrics").await;
    assert!(metrics.has("\ndateline_weather_failures_total "));

    site.clock.set(NOW);
    sky.open_meteo([]);
    until("an answer", || facts(&site).problems.len() < 2).await;
    asking.stop().await;
    assert_eq!(shown(&site).await.as_deref(), Some("6.9 C"));
}

#[tokio::test]
async fn what_was_answered_is_kept_with_what_it_is_known_by() {
    let (site, sky) = (site().await, Sky::open().await);
    let asking = Asking::start(&site, &sky.settings());
    answered(&site, 1).await;
    asking.stop().await;
    assert_eq!(weather_events(&site).await, 1);
    let answer = site.store.weather_answer(&new_york()).await.unwrap();
    let answer = answer.unwrap();
    assert_eq!(answer.reading.measured_at, NOW);
    assert_eq!((answer.service, answer.asked_at), (Service::OpenMeteo, NOW));
    assert_eq!(answer.freshness.etag.as_deref(), Some("\"6.9\""));
}

#[tokio::test]
async fn a_place_without_coordinates_is_looked_up_once() {
    let named = Whereabouts::Named("New York".to_owned());
    let site = TestSite::outdoors("es-MX", named, Celsius).await;
    let sky = Sky::open().await;
    sky.geocoding([Mood::Status(503, ""), Mood::Says("{\"results\":[{}]}")]);
    for _ in 0..2 {
        let asking = Asking::start(&site, &sky.settings());
        let before = facts(&site).answers;
        answered(&site, before + 2).await;
        asking.stop().await;
    }
    let asked = sky.questions(GEOCODING);
    assert_eq!(asked.len(), 3);
    assert_eq!(
        asked[2].path,
        "/v1/search?name=New%20York&count=1&language=es"
    );
    let forecast = &sky.questions(OPEN_METEO)[0].path;
    assert!(
        forecast.contains("latitude=40.7143&longitude=-74.006&"),
        "{forecast}"
    );
    assert_eq!(shown(&site).await.as_deref(), Some("6.9 C"));
    assert_eq!(site.get("/healthz").await.body, "ok\nweather: ok\n");
}

#[tokio::test]
async fn a_place_that_nobody_knows_is_named_with_what_to_set() {
    let named = Whereabouts::Named("Port Averley".to_owned());
    let site = TestSite::outdoors("en", named, Celsius).await;
    let sky = Sky::open().await;
    let asking = Asking::start(&site, &sky.settings());
    until("a failure", || !facts(&site).problems.is_empty()).await;
    asking.stop().await;
    let health = site.get("/healthz").await;
    assert_eq!(health.status, StatusCode::OK);
    let problem = "knows no place named Port Averley; set DATELINE_WEATHER_AT";
    assert!(health.has(problem), "{}", health.body);
    assert!(sky.questions(OPEN_METEO).is_empty());
    assert_eq!(shown(&site).await, None);
}

#[tokio::test]
async fn a_paper_without_a_place_asks_nobody_and_says_nothing_of_it() {
    let site = TestSite::start().await;
    let sky = Sky::open().await;
    let (_stop, stopped) = watch::channel(false);
    let settings = sky.settings();
    let asking = weather::start(
        site.paper(),
        &settings,
        PACE,
        PATIENCE,
        site.sky(),
        &stopped,
    );
    assert!(asking.is_none());
    let page = site.get("/").await;
    assert!(!page.has("dateline-strip__weather") && !page.has("Open-Meteo"));
    assert_eq!(site.get("/healthz").await.body, "ok\n");
    assert!(!site.get("/metrics").await.has("dateline_weather"));
}
