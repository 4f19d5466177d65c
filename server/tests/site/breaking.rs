//! The breaking bar: on every page while it stands, and told to open ones.

use domain::Moment;
use newsroom::breaking::{self, Announcement};
use newsroom::publishing;
use serde_json::Value;

use crate::live_reader::Reader;
use crate::shell::Shell;
use crate::test_site::{NOW, TestSite};

const HOUR: i64 = 3_600_000_000;
const MINUTE: i64 = 60_000_000;

fn announcement(text: &str) -> Announcement {
    Announcement {
        text: text.parse().unwrap(),
        language: None,
        article: None,
        until: NOW.shifted(HOUR),
    }
}

async fn set(site: &TestSite, what: &Announcement) {
    breaking::set(&site.store, &site.clock, what).await.unwrap();
}

async fn withdraw(site: &TestSite, slug: &str) {
    let reason = "It was wrong.".parse().unwrap();
    publishing::withdraw(&site.store, &site.clock, &slug.parse().unwrap(), reason)
        .await
        .unwrap();
}

async fn next(reader: &mut Reader) -> (String, Value) {
    let message = reader.next().await.unwrap();
    (message.event, serde_json::from_str(&message.data).unwrap())
}

#[tokio::test]
async fn it_stands_on_every_page_and_leads_to_its_story() {
    let site = TestSite::start().await;
    site.article("storm").save().await;
    let bar = Announcement {
        article: Some("storm".parse().unwrap()),
        language: "ar".parse().ok(),
        ..announcement("Storm <b>\"Ada\"</b> lands")
    };
    set(&site, &bar).await;
    for path in [
        "/",
        "/world",
        "/world/storm",
        "/stay-in-touch",
        "/nothing-here",
    ] {
        let page = site.get(path).await;
        assert!(page.has("data-breaking=\"1\""), "{path}");
        page.place("Storm &lt;b&gt;\"Ada\"&lt;/b&gt; lands");
        page.place("href=\"/world/storm\" lang=\"ar\" dir=\"rtl\" class=\"breaking__text\"");
        page.place("data-until=\"2023-02-05T11:00:00-05:00\"");
    }
}

#[tokio::test]
async fn a_page_says_that_none_stands_before_after_and_once_its_time_is_over() {
    let site = TestSite::start().await;
    let stands = async || site.get("/").await.has("data-breaking=");
    assert!(!stands().await);
    set(&site, &announcement("Bridge closed")).await;
    assert!(stands().await);
    // Nothing has happened that would make the page anew but that time has passed.
    site.clock.set(NOW.shifted(HOUR + MINUTE));
    assert!(!stands().await);
    site.clock.set(NOW);
    breaking::clear(&site.store, &site.clock).await.unwrap();
    assert!(!stands().await);
}

#[tokio::test]
async fn open_pages_are_told_that_it_stands_changes_and_is_down() {
    let site = TestSite::start().await;
    site.article("storm").save().await;
    let mut reader = Reader::open(&site, "/live").await;
    let bar = Announcement {
        article: Some("storm".parse().unwrap()),
        language: "ar".parse().ok(),
        ..announcement("Storm lands")
    };
    set(&site, &bar).await;
    let (event, data) = next(&mut reader).await;
    assert_eq!(event, "breaking-set");
    assert_eq!(
        (&data["bar"], &data["text"]),
        (&1.into(), &"Storm lands".into())
    );
    assert_eq!(data["until"], "2023-02-05T11:00:00-05:00");
    assert_eq!(
        (&data["path"], &data["lang"], &data["dir"]),
        (&"/world/storm".into(), &"ar".into(), &"rtl".into())
    );
    withdraw(&site, "storm").await;
    assert_eq!(next(&mut reader).await.0, "article-withdrawn");
    let (event, data) = next(&mut reader).await;
    assert_eq!(event, "breaking-cleared");
    assert!(data.get("text").is_none() && data.get("bar").is_none());
}

#[tokio::test]
async fn who_comes_back_is_told_what_stands_now_whatever_stood_then() {
    let site = TestSite::start().await;
    // The first asks, so that what follows is told as it happens and then told anew.
    let mut early = Reader::open(&site, "/live").await;
    set(&site, &announcement("The mayor has resigned")).await;
    assert_eq!(next(&mut early).await.0, "breaking-set");
    set(&site, &announcement("The mayor stays")).await;
    assert_eq!(next(&mut early).await.1["text"], "The mayor stays");
    let mut late = Reader::open(&site, "/live?after=0").await;
    for _ in 0..2 {
        let (event, data) = next(&mut late).await;
        assert_eq!((event.as_str(), &data["bar"]), ("breaking-set", &2.into()));
    }
    breaking::clear(&site.store, &site.clock).await.unwrap();
    assert_eq!(next(&mut early).await.0, "breaking-cleared");
    let since = site.get("/live/since?after=0").await;
    assert!(
        !since.has("mayor") && !since.has("breaking-set"),
        "{}",
        since.body
    );
}

#[tokio::test]
async fn what_is_over_is_not_told_to_those_who_come_back() {
    let site = TestSite::start().await;
    set(&site, &announcement("Bridge closed")).await;
    site.clock.set(Moment::from_micros(NOW.micros() + 2 * HOUR));
    let since = site.get("/live/since?after=0").await;
    assert!(
        since.has("breaking-cleared") && !since.has("Bridge"),
        "{}",
        since.body
    );
}

#[test]
fn a_bar_for_longer_than_a_year_is_not_put_up_on_the_command_line() {
    let shell = Shell::new();
    let set = |time| shell.type_in(&["breaking", "set", "A ferry sank", "--for", time]);
    for time in ["99999999999h", "8761h"] {
        let refused = set(time);
        assert!(
            !refused.ok && refused.err.contains("a year at most"),
            "{time}: {}",
            refused.err
        );
    }
    let show = shell.type_in(&["breaking", "show"]);
    assert_eq!(show.out, "No breaking bar stands.\n");
    let year = set("8760h");
    assert!(
        year.ok && year.out.contains("stands until 20"),
        "{}",
        year.err
    );
}
