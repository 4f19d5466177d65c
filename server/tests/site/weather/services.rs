//! The services that are asked: which, how often, and what is believed of what they say.

use newsroom::weather::Service;

use super::asking::{
    Asking, MET_NORWAY, MINUTE, OPEN_METEO, PACE, answered, facts, new_york, shown, site,
    weather_events,
};
use crate::live_reader::Reader;
use crate::sky::{Mood, Sky};
use crate::test_site::{NOW, until};

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
    // Whoever asked before that has its answer.
    let before = facts(&site).failures;
    until("two more failures", || facts(&site).failures > before + 1).await;
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
