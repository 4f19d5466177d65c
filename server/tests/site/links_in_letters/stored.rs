//! What is stored about a reader: they get all of it, and have all of it erased.

use axum::http::StatusCode;

use super::{ANN, is_private, post};
use crate::test_site::TestSite;

#[tokio::test]
async fn a_reader_gets_everything_that_is_stored_about_them_and_nothing_of_others() {
    let site = TestSite::with_letters().await;
    site.confirmed("bob@example.org", &["sport"]).await;
    let (preferences, _) = site.confirmed(ANN, &["morning"]).await;
    site.issue("morning", "Monday", &[]).await;
    let answer = site.get(&format!("{preferences}/export")).await;
    is_private(&answer);
    assert_eq!(answer.header("content-type"), "application/json");
    assert!(
        answer
            .header("content-disposition")
            .starts_with("attachment")
    );
    let stored: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(stored["address"], ANN);
    assert_eq!(stored["state"], "confirmed");
    assert_eq!(stored["subscriptions"][0]["letter"], "morning");
    assert_eq!(stored["consents"][0]["form"], "page");
    assert_eq!(
        stored["consents"][0]["confirmed_at"],
        "2023-02-05T15:00:00Z"
    );
    assert_eq!(stored["deliveries"][0]["letter"], serde_json::Value::Null);
    assert_eq!(stored["deliveries"][1]["letter"], "morning");
    assert_eq!(stored["deliveries"][1]["issue"], 1);
    assert!(!answer.has("bob"));
}

#[tokio::test]
async fn erasing_asks_first_and_then_nothing_is_left() {
    let site = TestSite::with_letters().await;
    let (preferences, unsubscribe) = site.confirmed(ANN, &["morning"]).await;
    let erase = format!("{preferences}/erase");
    let asked = site.get(&erase).await;
    assert!(asked.has("Erase everything?") && asked.has(&format!("action=\"{erase}\"")));
    assert!(site.reader(ANN).await.is_some());
    let erased = post(&site, &erase, "").await;
    assert_eq!(erased.status, StatusCode::OK);
    assert!(erased.has("Everything is erased"));
    is_private(&erased);
    assert!(site.reader(ANN).await.is_none());
    for address in [
        &preferences,
        &erase,
        &unsubscribe,
        &format!("{preferences}/export"),
    ] {
        assert_eq!(
            site.get(address).await.status,
            StatusCode::GONE,
            "{address}"
        );
    }
    for (address, status) in [
        (&preferences, StatusCode::GONE),
        (&erase, StatusCode::GONE),
        // It is as whoever pressed it wanted.
        (&unsubscribe, StatusCode::OK),
    ] {
        let answer = post(&site, address, "letter=morning").await;
        assert_eq!(answer.status, status, "{address}");
        assert!(answer.has("We do not have your address any more"));
    }
    assert!(site.reader(ANN).await.is_none());
}
