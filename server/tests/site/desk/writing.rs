//! Writing: beginning a story, saving it, notes and links to it.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use newsroom::desk::role::Role;
use newsroom::store::StoriesAsked;

use super::{Browser, link_on, paper, problem};

#[tokio::test]
async fn a_story_begins_with_a_headline_and_is_found_on_the_desk() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    assert!(ann.get("/desk").await.has("Nothing is being written"));
    let path = ann.begin("A bridge").await;
    let desk = ann.get("/desk").await;
    assert!(desk.has("A bridge") && desk.has("Draft") && desk.has("Ann"));
    let story = ann.get(&path).await;
    assert!(story.has("It happened.") && story.has("value=\"Ann\""));
    // Readers hear nothing of it.
    assert!(!site.get("/").await.has("A bridge"));
    assert_eq!(
        site.get("/world/a-bridge").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn whatever_is_typed_is_kept_as_it_was_typed() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let path = ann.begin("A bridge").await;
    let long = "word ".repeat(200_000);
    for (number, body) in [
        "\n\n  two lines\r\nand <script>alert(1)</script>",
        "\u{202e}backwards\u{0}",
        "",
        &long,
    ]
    .iter()
    .enumerate()
    {
        let base = (number + 2).to_string();
        let saved = ann
            .save(&path, &base, &[("headline", "A bridge"), ("body", body)])
            .await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let kept = site
            .store
            .stories(&StoriesAsked::default(), None, 1)
            .await
            .unwrap();
        let story = &kept[0].story;
        let save = site
            .store
            .save(story.id, story.save)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(save.manuscript.body, body.replace("\r\n", "\n"));
        assert_eq!(ann.get(&path).await.status, StatusCode::OK);
    }
    let heavy = "o".repeat(9 << 20);
    let refused = ann
        .save(&path, "6", &[("headline", "A bridge"), ("body", &heavy)])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("at most 8 fit"));
    let heavier = "ö".repeat(5 << 20);
    let refused = ann
        .save(&path, "6", &[("headline", "A bridge"), ("body", &heavier)])
        .await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.has("Go back in your browser"));
}

#[tokio::test]
async fn the_script_is_told_which_save_it_made_and_what_went_wrong() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let path = ann.begin("A bridge").await;
    let fields = [
        ("base", "2"),
        ("headline", "A bridge"),
        ("body", "More."),
        ("do", "autosave"),
    ];
    let saved = ann.script(&path, &fields).await;
    assert!(
        saved.has("\"save\":3") && saved.has("\"at\":\"10:00:00\""),
        "{}",
        saved.body
    );
    let same = [
        ("base", "3"),
        ("headline", "A bridge"),
        ("body", "More."),
        ("do", "autosave"),
    ];
    assert!(ann.script(&path, &same).await.has("\"save\":3"));
    let gone = ann.script("/desk/stories/99", &same).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert!(gone.has("\"sentence\""));
}

#[tokio::test]
async fn a_note_is_about_a_passage_and_is_settled_not_deleted() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let path = ann.begin("A bridge").await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let note = [
        ("do", "note"),
        ("note_passage", "It happened."),
        ("note_text", "When?"),
    ];
    eve.post(&path, &note).await;
    let story = ann.get(&path).await;
    assert!(story.has("<blockquote>It happened.</blockquote>") && story.has("When?"));
    ann.post(&path, &[("do", "settle 1")]).await;
    let story = ann.get(&path).await;
    assert!(story.has("settled by Ann") && story.has("When?"));
    let empty = eve.post(&path, &[("do", "note"), ("note_text", " ")]).await;
    assert!(problem(&empty).contains("The note is empty"));
}

#[tokio::test]
async fn a_note_goes_with_its_words_when_they_are_written_anew_and_says_when_they_are_gone() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let path = ann.begin("A bridge").await;
    let save = async |ann: &mut Browser<'_>, base: &str, body: &str| {
        site.clock.set(site.clock.now().shifted(60_000_000));
        let fields = [("headline", "A bridge"), ("body", body)];
        ann.save(&path, base, &fields).await;
    };
    let body = "The ferry ran late. The bridge was opened by the mayor on Monday. Nobody came.";
    save(&mut ann, "2", body).await;
    site.clock.set(site.clock.now().shifted(60_000_000));
    for words in ["opened by the mayor", "Nobody came."] {
        let note = [
            ("do", "note"),
            ("note_passage", words),
            ("note_text", "Is that so?"),
        ];
        ann.post(&path, &note).await;
    }
    let body = "It rained. The ferry ran late. The bridge was opened by the minister on Monday. Nobody came.";
    save(&mut ann, "3", body).await;

    let story = ann.get(&path).await;
    assert!(story.has("<blockquote>opened by the mayor</blockquote>"));
    let now = "These words read now:</p><blockquote>opened by the minister</blockquote>";
    assert!(story.has(now), "{}", story.body);
    assert!(!story.has("not in the story any more"));

    save(&mut ann, "4", "It rained. The bridge was opened on Monday.").await;
    let story = ann.get(&path).await;
    assert!(
        story.has("<blockquote>opened</blockquote>"),
        "{}",
        story.body
    );
    let gone = "These words are not in the story any more.";
    assert!(story.place(gone) > story.place("<blockquote>Nobody came.</blockquote>"));
}

#[tokio::test]
async fn a_draft_is_shown_by_a_secret_link_until_it_ends() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let path = ann.begin("A bridge").await;
    let made = ann.post(&format!("{path}/shares"), &[("days", "2")]).await;
    let link = link_on(&made);
    let shared = site.get(&link).await;
    assert!(
        shared.has("It happened.") && shared.has("noindex")
            || shared.header("x-robots-tag").contains("noindex")
    );
    ann.post(&format!("{path}/shares/1/end"), &[]).await;
    assert_eq!(site.get(&link).await.status, StatusCode::GONE);

    let made = ann.post(&format!("{path}/shares"), &[("days", "1")]).await;
    let link = link_on(&made);
    site.clock
        .set(site.clock.now().shifted(25 * 3600 * 1_000_000));
    assert_eq!(site.get(&link).await.status, StatusCode::GONE);
    let never = ann
        .post(&format!("{path}/shares"), &[("days", "365")])
        .await;
    assert_eq!(never.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_picture_is_what_its_bytes_say_whatever_it_is_called() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let png = include_bytes!("../../../../public/apple-touch-icon.png");
    for (name, bytes, status) in [
        ("shell.php", &png[..], StatusCode::OK),
        (
            "photo.jpg",
            b"<?php echo 1;",
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            "drawing.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        ("empty.png", b"", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let request = ann
            .request(Method::POST, "/desk/pictures")
            .header("sec-fetch-site", "same-origin")
            .header("x-file-name", name)
            .body(Body::from(bytes.to_vec()))
            .unwrap();
        let answer = ann.send(request).await;
        assert_eq!(answer.status, status, "{name}: {}", answer.body);
        if status == StatusCode::OK {
            assert!(answer.has("/media/") && answer.has(".png"));
        } else {
            assert!(answer.has(name));
        }
    }
}

#[tokio::test]
async fn a_story_is_thrown_away_and_taken_back() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let path = ann.begin("A bridge").await;
    ann.step(&path, "2", "bin").await;
    assert!(!ann.get("/desk").await.has("A bridge"));
    assert!(ann.get("/desk/bin").await.has("A bridge"));
    ann.step(&path, "2", "unbin").await;
    assert!(ann.get("/desk").await.has("A bridge"));
}

#[tokio::test]
async fn a_preview_is_the_page_that_readers_would_get() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Editor).await;
    let path = ann.begin("A bridge").await;
    let preview = ann.get(&format!("{path}/preview")).await;
    assert!(preview.has("<iframe") && preview.has(&format!("{path}/proof")));
    let proof = ann.get(&format!("{path}/proof")).await;
    assert!(proof.has("It happened.") && proof.has("class=\"masthead\""));
    assert!(
        !proof
            .header("content-security-policy")
            .contains("script-src")
    );
    let nobody = Browser::of(&site).get(&format!("{path}/proof")).await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER);

    ann.save(&path, "2", &[("headline", ""), ("body", "Words.")])
        .await;
    let preview = ann.get(&format!("{path}/preview")).await;
    assert!(preview.has("The headline is empty.") && preview.has("Words."));
}

#[tokio::test]
async fn a_headline_of_which_nothing_can_be_seen_is_none() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let path = eve.begin("\u{200B}\u{3164}\u{AD}").await;
    assert!(
        eve.get("/desk")
            .await
            .has(">A story without a headline</a>")
    );
    let preview = eve.get(&format!("{path}/preview")).await;
    assert!(preview.has("The headline is empty."));
    let fields = [
        ("headline", "\u{FEFF}"),
        ("slug", "unseen"),
        ("body", "Words."),
    ];
    eve.save(&path, "2", &fields).await;
    let refused = eve.step(&path, "3", "publish").await;
    assert!(
        problem(&refused).contains("The headline is empty."),
        "{}",
        refused.body
    );
    let read = site.get("/world/unseen").await;
    assert_eq!(read.status, StatusCode::NOT_FOUND);
}
