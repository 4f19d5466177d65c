//! The way of a story to its readers.

use axum::http::StatusCode;
use newsroom::desk::flow;
use newsroom::desk::log::LogAsked;
use newsroom::desk::role::{Role, Sections};

use super::{Browser, paper, problem};

const HOUR: i64 = 3_600_000_000;

#[tokio::test]
async fn a_reporter_asks_an_editor_publishes_and_readers_have_it() {
    let site = paper().await;
    let (mut ann, path) = Browser::with_story(&site, "Ann", Role::Reporter).await;
    ann.step(&path, "2", "review").await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    assert!(eve.get("/desk").await.has("In review"));
    let done = eve.step(&path, "2", "publish").await;
    assert_eq!(done.header("location"), format!("{path}?done=publish"));
    let read = site.get("/world/a-bridge").await;
    assert!(read.has("It happened.") && read.has("Ann"));
    assert!(site.get("/").await.has("A bridge"));
    assert!(ann.get(&path).await.has("Published"));
    assert!(eve.log().await.contains("published A bridge"));
}

#[tokio::test]
async fn what_is_not_ready_does_not_go_out_and_every_reason_is_told() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    let fields = [
        ("base", "2"),
        ("headline", "A bridge"),
        ("body", ""),
        ("section", ""),
        ("picture", "/media/abc.png"),
        ("language", "klingon!"),
    ];
    eve.post(&path, &fields).await;
    let refused = eve.step(&path, "3", "publish").await;
    for reason in [
        "The story has no text.",
        "The story is in no section.",
        "is no picture that the paper keeps",
    ] {
        assert!(problem(&refused).contains(reason), "{reason}");
    }
    assert_eq!(
        site.get("/world/a-bridge").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn what_was_typed_after_the_approval_does_not_go_out() {
    let site = paper().await;
    let (mut ann, path) = Browser::with_story(&site, "Ann", Role::Reporter).await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    // 10:00 in New York; two hours ahead.
    let at = [("at", "2023-02-05T12:00")];
    eve.step_with(&path, "2", "schedule", &at).await;
    assert!(ann.get(&path).await.has("Scheduled for 5 Feb 2023, 12:00"));
    ann.save(
        &path,
        "2",
        &[("headline", "A bridge"), ("body", "Changed since.")],
    )
    .await;
    assert!(eve.get(&path).await.has("It was changed since."));
    // What could not go out at its time is not approved for it.
    ann.save(&path, "3", &[("headline", "A bridge"), ("body", "")])
        .await;
    let refused = eve.step(&path, "4", "approve").await;
    assert!(problem(&refused).contains("no text"));

    assert!(
        flow::publish_due(&site.store, &site.clock)
            .await
            .unwrap()
            .is_empty()
    );
    site.clock.set(site.clock.now().shifted(3 * HOUR));
    // Twice, as after a restart: once.
    let due = flow::publish_due(&site.store, &site.clock).await.unwrap();
    assert_eq!(due.len(), 1);
    assert!(
        flow::publish_due(&site.store, &site.clock)
            .await
            .unwrap()
            .is_empty()
    );
    let read = site.get("/world/a-bridge").await;
    assert!(read.has("It happened.") && !read.has("Changed since."));
    assert!(eve.get(&path).await.has("readers have an earlier one"));
}

#[tokio::test]
async fn an_editor_of_one_section_decides_about_that_section_alone() {
    let site = paper().await;
    site.article("match").in_section("sport").save().await;
    let sections = Sections::of(vec!["sport".parse().unwrap()]);
    let mut sam = Browser::working_in(&site, "Sam", Role::Editor, sections).await;
    let (_, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    assert_eq!(sam.get(&path).await.status, StatusCode::OK);
    assert_eq!(
        sam.step(&path, "2", "publish").await.status,
        StatusCode::FORBIDDEN
    );
    let fields = [("headline", "A bridge"), ("section", "sport")];
    let moved = sam
        .post(&path, &[&[("base", "2")][..], &fields].concat())
        .await;
    assert_eq!(moved.status, StatusCode::FORBIDDEN);
    // Nor does their own story leave for where they have no say.
    let begun = sam
        .post(
            "/desk/stories",
            &[("headline", "A match"), ("section", "sport")],
        )
        .await;
    let own = begun.header("location").to_owned();
    let away = sam
        .save(&own, "1", &[("headline", "A match"), ("body", "Won.")])
        .await;
    assert_eq!(away.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_gate_warns_blocks_and_lets_out_in_spite_of_warnings() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    let story = eve.get(&path).await;
    assert!(story.has("The story has no standfirst.") && story.has("In spite of the warnings"));
    let warned = eve.post(&path, &[("do", "publish"), ("seen", "2")]).await;
    assert!(problem(&warned).contains("no standfirst"));
    let fields = [
        ("headline", "A bridge"),
        ("body", "See [the plans](/world/never-written)."),
    ];
    eve.save(&path, "2", &fields).await;
    let blocked = eve.step(&path, "3", "publish").await;
    assert!(problem(&blocked).contains("never-written"));
    assert!(!problem(&blocked).contains("standfirst"));
    let fields = [
        ("headline", "A bridge"),
        ("body", "See [the other](/world/first)."),
    ];
    eve.save(&path, "3", &fields).await;
    eve.step(&path, "4", "publish").await;
    assert_eq!(site.get("/world/a-bridge").await.status, StatusCode::OK);

    // A number that readers had is another one, and nobody says so.
    eve.save(
        &path,
        "4",
        &[("headline", "A bridge"), ("body", "It is 321 m long.")],
    )
    .await;
    eve.step(&path, "5", "publish").await;
    eve.save(
        &path,
        "5",
        &[("headline", "A bridge"), ("body", "It is 312 m long.")],
    )
    .await;
    let story = eve.get(&path).await;
    assert!(story.has("321"), "{}", story.body);
    let silent = eve.post(&path, &[("do", "publish"), ("seen", "6")]).await;
    assert!(problem(&silent).contains("321"));
}

#[tokio::test]
async fn the_log_says_which_of_the_terms_somebody_changed() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    let mut latest = site
        .store
        .desk_log(&LogAsked::default(), None, 1)
        .await
        .unwrap()[0]
        .number;
    let correction = "It is 312 m long.";
    let (embargo, end) = ("2023-03-01T10:00", "2023-04-01T10:00");
    let mut before = ["", "", ""];
    for (terms, told) in [
        ([correction, "", ""], &["noted a correction for"][..]),
        ([correction, "", ""], &[]),
        (
            ["", embargo, end],
            &[
                "dropped the correction for",
                "set the embargo of",
                "set the expiry of",
            ],
        ),
        (
            ["", "", ""],
            &["lifted the embargo of", "dropped the expiry of"],
        ),
    ] {
        let fields = [
            ("correction_before", before[0]),
            ("embargo_until_before", before[1]),
            ("expires_at_before", before[2]),
            ("correction", terms[0]),
            ("embargo_until", terms[1]),
            ("expires_at", terms[2]),
        ];
        before = terms;
        eve.step_with(&path, "2", "terms", &fields).await;
        let mut log = site
            .store
            .desk_log(&LogAsked::default(), None, 9)
            .await
            .unwrap();
        log.retain(|line| line.number > latest);
        log.reverse();
        let done: Vec<&str> = log.iter().map(|line| line.action.as_str()).collect();
        assert_eq!(done, told, "{terms:?}");
        assert!(log.iter().all(|line| line.subject == "A bridge"));
        latest = log.last().map_or(latest, |line| line.number);
    }
    eve.step_with(&path, "2", "schedule", &[("at", "2023-03-01T10:00")])
        .await;
    eve.step(&path, "2", "unschedule").await;
    let log = eve.log().await;
    let later = log.find("took off the schedule A bridge").unwrap();
    assert!(later < log.find("scheduled A bridge").unwrap());
}
