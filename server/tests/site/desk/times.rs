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
    let page = eve.get(&path).await;
    assert!(page.has("Approved") && page.has("It did not go out at its time. The address"));
    assert!(eve.get("/desk").await.has("did not go out at its time"));
    assert!(eve.log().await.contains("that of another story"));
    assert!(
        site.get("/world/a-bridge")
            .await
            .has("Headline of a-bridge")
    );
}

#[tokio::test]
async fn a_story_whose_address_is_not_to_be_had_is_not_scheduled() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    let tower = eve.begin("A tower").await;
    eve.step(&tower, "2", "publish").await;
    let renamed = [
        ("headline", "A tower"),
        ("body", "It happened."),
        ("slug", "tower"),
    ];
    eve.save(&tower, "2", &renamed).await;
    eve.step(&tower, "3", "publish").await;
    let twin = eve.begin("A bridge").await;
    let at = [("at", "2023-02-05T12:00")];
    eve.step_with(&twin, "2", "schedule", &at).await;
    let whose = "that of “A bridge”, which waits for its time";
    let mut saves = 2;
    for (slug, whose) in [
        ("first", "that of another story"),
        (
            "a-tower",
            "a former address of `tower`, and readers who kept it are sent there",
        ),
        ("", whose),
    ] {
        let fields = [
            ("headline", "A bridge"),
            ("body", "It happened."),
            ("slug", slug),
        ];
        if !slug.is_empty() || saves > 2 {
            eve.save(&path, &saves.to_string(), &fields).await;
            saves += 1;
        }
        for step in ["schedule", "publish"] {
            let seen = saves.to_string();
            let refused = eve.step_with(&path, &seen, step, &at).await;
            let sentence = format!("is {whose}. Choose another one.");
            assert!(
                problem(&refused).contains(&sentence),
                "{step} {slug}: {}",
                problem(&refused)
            );
        }
        assert!(eve.get(&path).await.has("Choose another one."), "{slug}");
    }
    // The one that waits is told nothing.
    assert!(!eve.get(&twin).await.has("Choose another one."));
    site.clock.set(site.clock.now().shifted(3 * HOUR));
    let due = flow::publish_due(&site.store, &site.clock).await.unwrap();
    assert_eq!(due.len(), 1);
    assert_eq!(due[0].problem, None);
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
async fn an_end_before_the_story_goes_out_is_told_and_never_passed_over() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    let noon = [("at", "2023-02-05T12:00")];
    let end = [("expires_at", "2023-02-05T11:30")];
    eve.step_with(&path, "2", "terms", &end).await;
    let refused = eve.step_with(&path, "2", "schedule", &noon).await;
    assert!(problem(&refused).contains("Choose a later end"));
    let wide = [
        ("expires_at", "2023-02-05T12:30"),
        ("expires_at_before", "2023-02-05T11:30"),
    ];
    eve.step_with(&path, "2", "terms", &wide).await;
    for (field, value, before) in [
        ("expires_at", "2023-02-05T12:00", "2023-02-05T12:30"),
        ("embargo_until", "2023-02-05T13:00", ""),
    ] {
        eve.step_with(
            &path,
            "2",
            "schedule",
            if field == "expires_at" { &noon } else { &[] },
        )
        .await;
        let named = format!("{field}_before");
        let fields = [(field, value), (named.as_str(), before)];
        let refused = eve.step_with(&path, "2", "terms", &fields).await;
        assert!(!problem(&refused).is_empty(), "{field}");
        eve.step(&path, "2", "unschedule").await;
    }
    // Nobody brings it out in time, and its end passes: it was never with readers, so nothing is taken back from them.
    site.clock.set(site.clock.now().shifted(5 * HOUR));
    let reason = "Its time is over.".parse().unwrap();
    let ended = flow::expire_due(&site.store, &site.clock, &reason).await;
    assert!(ended.unwrap().is_empty());
    assert!(!eve.log().await.contains("recalled"));
    let refused = eve.step(&path, "2", "publish").await;
    assert!(problem(&refused).contains("Choose a later end"));
    assert_eq!(
        site.get("/world/a-bridge").await.status,
        StatusCode::NOT_FOUND
    );
    let none = [
        ("expires_at", ""),
        ("expires_at_before", "2023-02-05T12:30"),
    ];
    eve.step_with(&path, "2", "publish", &none).await;
    assert_eq!(site.get("/world/a-bridge").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_story_that_a_stopped_server_missed_until_after_its_end_does_not_flash_up() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    let times = [
        ("at", "2023-02-05T12:00"),
        ("expires_at", "2023-02-05T13:00"),
    ];
    eve.step_with(&path, "2", "schedule", &times).await;
    site.clock.set(site.clock.now().shifted(9 * HOUR));
    let due = flow::publish_due(&site.store, &site.clock).await.unwrap();
    assert!(
        due[0]
            .problem
            .as_ref()
            .unwrap()
            .contains("Choose a later end")
    );
    assert!(eve.get(&path).await.has("It did not go out at its time."));
    assert_eq!(
        site.get("/world/a-bridge").await.status,
        StatusCode::NOT_FOUND
    );
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
