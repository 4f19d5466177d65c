//! What pages show of the weather, and when they are told of it.

use axum::http::StatusCode;
use domain::TemperatureUnit::{Celsius, Fahrenheit};

use super::asking::{
    Asking, MET_NORWAY, MINUTE, answered, facts, new_york, shown, site, weather_events,
};
use crate::live_reader::Reader;
use crate::sky::{Mood, Sky};
use crate::test_site::{NOW, TestSite, until};

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
    assert!(
        page.has("datetime=\"2023-02-05\" data-until=\"2023-02-06T05:00:00Z\""),
        "the day lasts until midnight there"
    );
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
async fn while_nobody_answers_the_last_good_one_stays_for_two_hours_and_nothing_else_suffers() {
    let (site, sky) = (site().await, Sky::open().await);
    let asking = Asking::start(&site, &sky.settings());
    answered(&site, 1).await;
    sky.open_meteo([Mood::Status(500, ""); 1000]);
    sky.met_norway([Mood::Hangup; 1000]);
    until("failures", || facts(&site).problems.len() == 2).await;
    for (minutes, expected) in [(60, Some("6.9 C")), (119, Some("6.9 C")), (121, None)] {
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
