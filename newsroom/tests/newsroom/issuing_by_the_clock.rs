//! Times at which issues are due, on days on which clocks change and on others.

use jiff::tz::TimeZone;
use newsroom::letters::{PaperFacts, issue_due};

use crate::letter_office::{definition, facts};
use crate::paper::{TestPaper, at};

const MINUTE: i64 = 60_000_000;

/// When issues are made in a zone, by its own clock, if somebody looks every ten minutes for three days and there is always
/// news.
async fn made(zone: &str, schedule: &str, from: &str) -> Vec<String> {
    let paper = TestPaper::start().await;
    paper.clock.set(at(from));
    let zone = TimeZone::get(zone).unwrap();
    let facts = PaperFacts {
        time_zone: zone.clone(),
        ..facts()
    };
    paper.define(&definition("morning", schedule)).await;
    let mut made = Vec::new();
    for look_number in 0..3 * 24 * 6 {
        if look_number % 6 == 0 {
            paper.publish_new(&format!("story-{look_number}")).await;
        }
        let issued = issue_due(&paper.store, &paper.clock, &facts).await;
        if !issued.unwrap().is_empty() {
            let now = jiff::Timestamp::from_microsecond(paper.clock.now().micros()).unwrap();
            let local = now.to_zoned_datetime(zone.clone());
            made.push(local.strftime("%d %H:%M %:z").to_string());
        }
        paper.pass(10 * MINUTE);
    }
    made
}

#[tokio::test]
async fn an_hour_that_clocks_skip_has_its_issue() {
    let lisbon = made("Europe/Lisbon", "daily 01:30", "2023-03-25T00:00:00Z").await;
    assert_eq!(
        lisbon,
        ["25 01:30 +00:00", "26 02:30 +01:00", "27 01:30 +01:00"]
    );
    let new_york = made("America/New_York", "daily 02:30", "2023-03-11T05:00:00Z").await;
    assert_eq!(
        new_york,
        ["11 02:30 -05:00", "12 03:30 -04:00", "13 02:30 -04:00"]
    );
}

#[tokio::test]
async fn an_hour_that_comes_twice_has_one_issue() {
    let lisbon = made("Europe/Lisbon", "daily 01:30", "2023-10-27T23:00:00Z").await;
    assert_eq!(
        lisbon,
        ["28 01:30 +01:00", "29 01:30 +01:00", "30 01:30 +00:00"]
    );
    let new_york = made("America/New_York", "daily 01:30", "2023-11-04T04:00:00Z").await;
    assert_eq!(
        new_york,
        ["04 01:30 -04:00", "05 01:30 -04:00", "06 01:30 -05:00"]
    );
}

#[tokio::test]
async fn midnight_is_a_time_like_any_other_also_where_clocks_skip_it() {
    let plain = made("UTC", "daily 00:00", "2023-02-28T12:00:00Z").await;
    assert_eq!(
        plain,
        ["01 00:00 +00:00", "02 00:00 +00:00", "03 00:00 +00:00"]
    );
    // Until 2024, summer began in Beirut at midnight.
    let beirut = made("Asia/Beirut", "daily 00:00", "2022-03-25T12:00:00Z").await;
    assert_eq!(
        beirut,
        ["26 00:00 +02:00", "27 01:00 +03:00", "28 00:00 +03:00"]
    );
}

#[tokio::test]
async fn a_weekly_letter_goes_out_on_its_days_only() {
    let made = made("UTC", "mon wed 17:00", "2023-02-05T12:00:00Z").await;
    assert_eq!(made, ["06 17:00 +00:00"]);
}
