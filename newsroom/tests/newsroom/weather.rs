//! How warm it is: what services answer, what of it is kept, and what pages are told.

mod services;

use domain::{Moment, Temperature};
use newsroom::events::{EventKind, EventNumber};
use newsroom::weather::{
    Answer, Coordinates, Freshness, Reading, Service, Shown, Whereabouts, hold_on, keep,
};

use crate::paper::TestPaper;

const MINUTE: i64 = 60_000_000;

fn home() -> Whereabouts {
    Whereabouts::At("40.71,-74.01".parse().unwrap())
}

fn reading(tenths: i32, measured_at: Moment) -> Reading {
    Reading {
        temperature: Temperature::from_tenths(tenths).unwrap(),
        measured_at,
    }
}

fn answer(tenths: i32, measured_at: Moment) -> Answer {
    Answer {
        reading: reading(tenths, measured_at),
        service: Service::OpenMeteo,
        asked_at: measured_at,
        freshness: Freshness::default(),
    }
}

/// What was told of the weather in the log.
async fn told(paper: &TestPaper) -> usize {
    let events = paper.store.events(EventNumber(0), 100).await.unwrap();
    let of_weather = events
        .iter()
        .filter(|it| it.kind == EventKind::WeatherChanged);
    of_weather.count()
}

#[tokio::test]
async fn pages_are_told_only_what_makes_a_difference() {
    let paper = TestPaper::start().await;
    let now = paper.clock.now();
    let after = |minutes: i64| now.shifted(minutes * MINUTE);
    for (minutes, tenths, events) in [
        (0, 69, 1),
        (10, 69, 1),
        (20, 70, 2),
        (30, 70, 2),
        (70, 70, 2),
        (80, 70, 3),
    ] {
        let answer = answer(tenths, after(minutes));
        keep(&paper.store, &home(), &answer, after(minutes))
            .await
            .unwrap();
        assert_eq!(told(&paper).await, events, "after {minutes} minutes");
        assert_eq!(
            paper.store.weather_answer(&home()).await.unwrap(),
            Some(answer)
        );
    }
    let shown = paper.store.weather(&home()).await.unwrap().unwrap();
    assert_eq!(shown.temperature.tenths(), 70);
    assert_eq!(shown.until, after(200));
}

#[tokio::test]
async fn without_newer_answers_the_last_good_one_is_shown_for_two_hours() {
    let paper = TestPaper::start().await;
    let now = paper.clock.now();
    let after = |minutes: i64| now.shifted(minutes * MINUTE);
    for minutes in [0, 50] {
        let answer = answer(69, after(minutes));
        keep(&paper.store, &home(), &answer, after(minutes))
            .await
            .unwrap();
    }
    let shown = async || paper.store.weather(&home()).await.unwrap().unwrap();
    assert_eq!(
        shown().await.until,
        after(120),
        "no event for the same temperature"
    );
    for minutes in [55, 65, 90] {
        hold_on(&paper.store, &home(), after(minutes))
            .await
            .unwrap();
    }
    let shown: Shown = shown().await;
    assert_eq!((shown.until, told(&paper).await), (after(170), 2));
    assert_eq!(shown.at(after(170).shifted(-1)), Some(shown));
    assert_eq!(shown.at(after(170)), None);
    hold_on(&paper.store, &home(), after(171)).await.unwrap();
    assert_eq!(told(&paper).await, 2, "what is too old is not told");
}

#[tokio::test]
async fn the_weather_of_one_place_is_not_shown_for_another() {
    let paper = TestPaper::start().await;
    let now = paper.clock.now();
    keep(&paper.store, &home(), &answer(69, now), now)
        .await
        .unwrap();
    let lisbon = Whereabouts::Named("Lisbon".to_owned());
    assert_eq!(paper.store.weather(&lisbon).await.unwrap(), None);
    keep(&paper.store, &lisbon, &answer(69, now), now)
        .await
        .unwrap();
    assert!(paper.store.weather(&lisbon).await.unwrap().is_some());
    assert_eq!(
        paper.store.weather(&home()).await.unwrap(),
        None,
        "there is one row"
    );
    assert_eq!(told(&paper).await, 2);
}

#[tokio::test]
async fn what_is_known_of_an_answer_and_where_a_place_is_outlasts_a_restart() {
    let paper = TestPaper::start().await;
    let now = paper.clock.now();
    let mut kept = answer(-34, now);
    kept.freshness = Freshness {
        expires_at: Some(now.shifted(30 * MINUTE)),
        etag: Some("\"a-tag\"".to_owned()),
        last_modified: Some("Sun, 05 Feb 2023 11:22:41 GMT".to_owned()),
    };
    keep(&paper.store, &home(), &kept, now).await.unwrap();
    assert_eq!(
        paper.store.weather_answer(&home()).await.unwrap(),
        Some(kept.clone())
    );
    let renewed = kept.freshness.renewed(Freshness::default());
    assert_eq!(
        (renewed.etag, renewed.expires_at),
        (kept.freshness.etag, None)
    );

    let place = Coordinates::from_degrees(-33.8688, 151.2093).unwrap();
    assert_eq!(paper.store.coordinates_of("Sydney").await.unwrap(), None);
    paper
        .store
        .remember_place("Sydney", place, now)
        .await
        .unwrap();
    assert_eq!(
        paper.store.coordinates_of("Sydney").await.unwrap(),
        Some(place)
    );
}
