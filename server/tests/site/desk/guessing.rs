//! Guessing at passwords, by somebody who is in a hurry.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use newsroom::desk::role::Role;
use tokio::task::JoinSet;

use super::{Browser, address, paper};

#[tokio::test]
async fn tries_that_are_sent_all_at_once_are_counted_like_any_others() {
    let site = paper().await;
    Browser::signed_in(&site, "Ann", Role::Owner).await;
    let mut tries = JoinSet::new();
    for number in 0..40 {
        let form = format!("address={}&password=a+wrong+guess+{number}", address("Ann"));
        let request = Browser::of(&site)
            .request(Method::POST, "/desk/sign-in")
            .header("sec-fetch-site", "same-origin")
            .header("x-forwarded-for", "192.0.2.1")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form))
            .unwrap();
        tries.spawn(site.asking(request));
    }
    let answers = tries.join_all().await;
    let looked_at = answers
        .iter()
        .filter(|answer| answer.status() == StatusCode::UNPROCESSABLE_ENTITY);
    // Ten may go wrong, and one more is looked at while the tenth is.
    assert!(looked_at.count() <= 11);
    let refused = answers
        .iter()
        .filter(|answer| answer.status() == StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.count() >= 29);
}
