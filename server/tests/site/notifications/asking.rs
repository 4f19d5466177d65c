//! Who may ask to be notified, and how that ends.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use super::notifying::{AUTH, MINUTE, Notifying, P256DH, ask};
use crate::test_site::{NOW, TestSite};

#[tokio::test]
async fn only_what_a_browser_sends_from_a_page_of_the_paper_is_kept() {
    let paper = Notifying::start().await;
    let good = paper.subscription("ann", "breaking");
    let with = |name: &str, value: Value| {
        let mut asked = good.clone();
        asked[name] = value;
        asked
    };
    for (asked, wanted) in [
        (with("endpoint", json!("http://127.0.0.1:1/x")), "https"),
        (
            with("endpoint", json!("https://169.254.169.254/x")),
            "public name",
        ),
        (
            with("keys", json!({ "p256dh": "AAAA", "auth": AUTH })),
            "65 bytes",
        ),
        (
            with("keys", json!({ "p256dh": P256DH, "auth": "AAAA" })),
            "16 bytes",
        ),
        (with("keys", Value::Null), "keys.p256dh"),
        (with("about", json!("topic/nothing-here")), "about what"),
        (with("about", json!("everything")), "about what"),
        (json!([1]), "could not be read"),
    ] {
        let answer = ask(&paper.site, "/notifications", &asked).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{asked}");
        answer.place(wanted);
    }
    let from = async |header: (&str, &str), kind: &str, body: String| {
        let request = Request::post("/notifications")
            .header("content-type", kind)
            .header(header.0, header.1);
        paper
            .site
            .ask(request.body(Body::from(body)).unwrap())
            .await
            .status
    };
    let good = good.to_string();
    let json = "application/json";
    for header in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://other.example"),
    ] {
        assert_eq!(
            from(header, json, good.clone()).await,
            StatusCode::FORBIDDEN
        );
    }
    let ours = ("origin", "https://paper.example");
    let plain = from(ours, "text/plain", good.clone()).await;
    assert_eq!(plain, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let long = from(ours, json, format!("{good}{}", " ".repeat(4096))).await;
    assert_eq!(long, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(paper.readers().await, 0);
    assert_eq!(from(ours, json, good).await, StatusCode::NO_CONTENT);
    assert_eq!(paper.readers().await, 1);
    paper.stop().await;
}

#[tokio::test]
async fn ending_is_heard_whether_or_not_it_had_begun() {
    let paper = Notifying::start().await;
    paper.begin("ann", "breaking").await;
    for _ in 0..2 {
        let asked = paper.subscription("ann", "breaking");
        let answer = ask(&paper.site, "/notifications/off", &asked).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
        assert_eq!(paper.readers().await, 0);
    }
    paper.stop().await;
}

#[tokio::test]
async fn a_browser_may_exchange_its_address() {
    let paper = Notifying::start().await;
    paper.begin("ann", "breaking").await;
    let mut asked = paper.subscription("ann-again", "");
    asked["former"] = paper.subscription("ann", "")["endpoint"].clone();
    let answer = ask(&paper.site, "/notifications", &asked).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let answer = ask(&paper.site, "/notifications", &asked).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    paper.announce("Bridge closed").await;
    paper.sent().await;
    assert_eq!(paper.service.taken()[0].reader, "ann-again");
    paper.stop().await;
}

#[tokio::test]
async fn one_network_cannot_fill_the_store_with_readers() {
    let paper = Notifying::start().await;
    let from = async |address: &str| {
        let request = Request::post("/notifications")
            .header("content-type", "application/json")
            .header("x-forwarded-for", address);
        let body = Body::from("[]");
        paper.site.ask(request.body(body).unwrap()).await.status
    };
    for _ in 0..120 {
        let status = from("192.0.2.1").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(from("192.0.2.1").await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(from("192.0.2.2").await, StatusCode::UNPROCESSABLE_ENTITY);
    paper.site.clock.set(NOW.shifted(61 * MINUTE));
    assert_eq!(from("192.0.2.1").await, StatusCode::UNPROCESSABLE_ENTITY);
    paper.stop().await;
}

#[tokio::test]
async fn pages_offer_notifications_only_where_the_paper_has_them() {
    let paper = Notifying::start().await;
    let key = paper.site.get("/notifications/key").await;
    assert_eq!((key.status, key.body.len()), (StatusCode::OK, 87));
    paper.site.get("/").await.place("data-notify=\"breaking\"");
    let topic = paper.site.get("/topic/harbour").await;
    topic.place("data-notify=\"topic/harbour\"");
    topic.place("Notify me of news on Harbour");
    paper.stop().await;

    let without = TestSite::start().await;
    assert!(!without.get("/").await.has("data-notify"));
    let key = without.get("/notifications/key").await;
    assert_eq!(key.status, StatusCode::NOT_FOUND);
    let answer = ask(&without, "/notifications", &json!({})).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}
