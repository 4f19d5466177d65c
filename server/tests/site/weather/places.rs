//! Where the paper is: set as coordinates, looked up by name, or not at all.

use axum::http::StatusCode;
use domain::TemperatureUnit::Celsius;
use newsroom::weather::Whereabouts;
use server::weather;
use tokio::sync::watch;

use super::asking::{Asking, GEOCODING, OPEN_METEO, PACE, PATIENCE, answered, facts, shown};
use crate::sky::{Mood, Sky};
use crate::test_site::{TestSite, until};

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
