//! When a story goes out, when it must not yet, and when its time is over.

use axum::http::StatusCode;
use newsroom::desk::flow;
use newsroom::desk::role::Role;

use super::{Browser, paper, problem};

const HOUR: i64 = 3_600_000_000;

#[tokio::test]
async fn a_story_that_cannot_go_out_in_time_says_so_and_waits() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let path = eve.begin("A bridge").await;
    eve.step_with(&path, "2", "schedule", &[("at", "2023-02-05T12:00")])
        .await;
    // Somebody else takes the address meanwhile.
    site.article("a-bridge").save().await;
    site.clock.set(site.clock.now().shifted(3 * HOUR));
    let due = flow::publish_due(&site.store, &site.clock).await.unwrap();
    assert!(
        due[0]
            .problem
            .as_ref()
            .unwrap()
            .contains("that of another story")
    );
    assert!(eve.get(&path).await.has("Approved"));
    assert!(eve.log().await.contains("that of another story"));
    assert!(
        site.get("/world/a-bridge")
            .await
            .has("Headline of a-bridge")
    );
}

#[tokio::test]
async fn times_that_make_no_sense_are_refused_with_a_sentence() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let path = eve.begin("A bridge").await;
    for (at, sentence) in [
        ("2023-02-05T09:00", "That time has passed"),
        ("", "Choose the time"),
        ("tomorrow", "is no time"),
    ] {
        let refused = eve.step_with(&path, "2", "schedule", &[("at", at)]).await;
        assert!(problem(&refused).contains(sentence), "{at}");
    }
    let stale = eve
        .step_with(&path, "1", "schedule", &[("at", "2023-02-05T12:00")])
        .await;
    assert!(problem(&stale).contains("Somebody saved"));
}

#[tokio::test]
async fn an_embargo_holds() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let path = eve.begin("A bridge").await;
    let terms = [("embargo_until", "2023-02-05T18:00")];
    eve.step_with(&path, "2", "terms", &terms).await;
    for (step, fields) in [
        ("publish", &[][..]),
        ("schedule", &[("at", "2023-02-05T12:00")][..]),
    ] {
        let refused = eve.step_with(&path, "2", step, fields).await;
        assert!(problem(&refused).contains("under an embargo"), "{step}");
    }
    site.clock.set(site.clock.now().shifted(9 * HOUR));
    eve.step(&path, "2", "publish").await;
    assert_eq!(site.get("/world/a-bridge").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_embargo_is_not_laid_over_an_earlier_schedule() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let path = eve.begin("A bridge").await;
    eve.step_with(&path, "2", "schedule", &[("at", "2023-02-05T12:00")])
        .await;
    let terms = [("embargo_until", "2023-02-05T18:00")];
    let refused = eve.step_with(&path, "2", "terms", &terms).await;
    assert!(problem(&refused).contains("before the embargo"));
}

#[tokio::test]
async fn a_story_ends_when_its_time_is_over() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let path = eve.begin("A bridge").await;
    eve.step_with(&path, "2", "terms", &[("expires_at", "2023-02-05T18:00")])
        .await;
    eve.step(&path, "2", "publish").await;
    let reason = "Its time is over.".parse().unwrap();
    assert!(
        flow::expire_due(&site.store, &site.clock, &reason)
            .await
            .unwrap()
            .is_empty()
    );
    site.clock.set(site.clock.now().shifted(9 * HOUR));
    let ended = flow::expire_due(&site.store, &site.clock, &reason)
        .await
        .unwrap();
    assert_eq!(ended, ["A bridge"]);
    assert_eq!(site.get("/world/a-bridge").await.status, StatusCode::GONE);
    assert!(
        flow::expire_due(&site.store, &site.clock, &reason)
            .await
            .unwrap()
            .is_empty()
    );
}
