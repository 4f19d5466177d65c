//! Posted by a mail service.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use newsroom::letters::{DeliveryId, SubscriberState};
use serde_json::{Value, json};

use super::{Sent, TOKEN, gone};
use crate::test_site::TestSite;

#[tokio::test]
async fn a_posted_report_counts_for_whoever_knows_the_token_only() {
    let sent = Sent::start().await;
    let message = gone(&sent.tag);
    let near = &TOKEN[1..];
    for token in [
        None,
        Some("Bearer".to_owned()),
        Some("Bearer ".to_owned()),
        Some(format!("Bearer {near}")),
        Some(format!("Basic {TOKEN}")),
        Some(TOKEN.to_owned()),
    ] {
        let answer = sent
            .post(token.as_deref(), "message/rfc822", message.clone())
            .await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{token:?}");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
    assert_eq!(sent.state().await, SubscriberState::Confirmed);
    let token = format!("Bearer {TOKEN}");
    let answer = sent.post(Some(&token), "message/rfc822", message).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.place(r#""counted":1"#);
    assert_eq!(sent.state().await, SubscriberState::Bounced);
}

#[tokio::test]
async fn nothing_is_taken_where_no_token_is_set() {
    let site = TestSite::start().await;
    let request = Request::post("/letters/bounces")
        .header("authorization", "Bearer ")
        .header("content-type", "application/json")
        .body(Body::from("{}"));
    let answer = site.ask(request.unwrap()).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_bounce_can_be_posted_in_a_few_words() {
    for (which, kind, state) in [
        ("address", "hard", SubscriberState::Bounced),
        ("address", "complaint", SubscriberState::Complained),
        ("address", "soft", SubscriberState::Confirmed),
        ("tag", "hard", SubscriberState::Bounced),
        ("message", "complaint", SubscriberState::Complained),
        ("sender", "hard", SubscriberState::Bounced),
    ] {
        let sent = Sent::start().await;
        let mut bounce = json!({ "kind": kind, "status": "5.1.1", "reason": "user unknown" });
        let dotted = sent.tag.replace('-', ".");
        match which {
            "address" => bounce["address"] = json!("Ann@Example.org"),
            "tag" => bounce["delivery"] = json!(sent.tag),
            "message" => bounce["delivery"] = json!(format!("<d{dotted}@paper.example>")),
            _ => bounce["delivery"] = json!(format!("letters+{}@paper.example", sent.tag)),
        }
        let nobody = json!({ "address": "cem@example.org", "kind": "hard" });
        let answer = sent
            .post_json(json!([bounce, bounce.clone(), nobody]))
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let summary: Value = serde_json::from_str(&answer.body).unwrap();
        let wanted = json!({ "counted": 1, "before": 1, "nobody": 1, "ignored": 0 });
        assert_eq!(summary, wanted, "{which} {kind}");
        assert_eq!(sent.state().await, state, "{which} {kind}");
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_with_a_sentence_and_counts_for_nothing() {
    let sent = Sent::start().await;
    let good = json!({ "address": "ann@example.org", "kind": "hard" });
    let with = |name: &str, value: Value| {
        let mut bad = good.clone();
        bad[name] = value;
        bad
    };
    let other = DeliveryId(sent.copy.0 + 1).0.to_string() + &sent.tag[1..];
    for (bad, wanted) in [
        (with("kind", json!("firm")), "soft, hard or"),
        (with("address", json!("ann")), "has an @"),
        (with("address", Value::Null), "either address or delivery"),
        (with("delivery", json!(sent.tag)), "either address or"),
        (json!({ "delivery": other, "kind": "hard" }), "none of this"),
        (with("status", json!("gone")), "looks like 5.1.1"),
        (json!({ "address": "ann@example.org" }), "Please send"),
        (json!("hard"), "Please send"),
    ] {
        // The one that is right counts neither.
        let answer = sent.post_json(json!([good, bad])).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        answer.place(wanted);
    }
    let token = format!("Bearer {TOKEN}");
    for (kind, body, status) in [
        ("application/json", "[".to_owned(), 422),
        ("message/rfc822", String::new(), 422),
        ("message/rfc822", "Subject: Hello\n\nHello.".to_owned(), 422),
        ("message/rfc822", gone("7-0011223344556677"), 422),
        ("text/html", gone(&sent.tag), 415),
        ("message/rfc822", "x".repeat(1024 * 1024 + 1), 413),
    ] {
        let answer = sent.post(Some(&token), kind, body).await;
        assert_eq!(answer.status.as_u16(), status, "{kind} {}", answer.body);
        assert!(answer.body.ends_with(".\n"), "{}", answer.body);
    }
    assert_eq!(sent.state().await, SubscriberState::Confirmed);
    let long = gone(&sent.tag) + &" ".repeat(1000 * 1024);
    let answer = sent.post(Some(&token), "message/rfc822", long).await;
    assert_eq!(answer.status, StatusCode::OK);
}
