//! What the gate keeps out of a live story, so that readers never meet it.

use axum::http::StatusCode;
use newsroom::desk::gate::Strictness;

use super::{READ, STORM, send, with_a_live_story};
use crate::desk::{paper, problem};

const DEAD: &str = "See [the boat](/world/no-such-boat).";

#[tokio::test]
async fn an_entry_that_leads_nowhere_or_has_a_picture_without_words_does_not_go_out() {
    let site = paper().await;
    let (_, mut eve) = with_a_live_story(&site).await;
    send(&mut eve, "First gust.").await;
    let picture = "![](/media/101112131415161718191a1b1c1d1e1f.jpg)";
    for (text, why) in [
        (DEAD, "where readers find nothing"),
        (
            "[it](/desk/stories/1)",
            "which is for those who write the paper",
        ),
        (picture, "learn nothing of it"),
    ] {
        let fields = [("text", text), ("byline", "Eve")];
        let refused = eve.post(STORM, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
        assert!(problem(&refused).contains(why), "{}", refused.body);
        assert!(refused.has(&format!("{text}</textarea>")));
        assert!(!refused.has("In spite of the warnings"));
        // Nor is one that stands changed into it.
        let edit = [
            ("do", "save"),
            ("seen", "1"),
            ("text", text),
            ("byline", "Eve"),
        ];
        let refused = eve.post(&format!("{STORM}/entries/1"), &edit).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
        assert!(problem(&refused).contains(why), "{}", refused.body);
    }
    let read = site.get(READ).await;
    assert!(read.has("First gust.") && !read.has("no-such-boat"));
    // To the story itself, to one of its entries, and to what is there.
    send(
        &mut eve,
        "[All of it](/world/storm-ada), [the first](#entry-1), [another](/world/first).",
    )
    .await;
}

#[tokio::test]
async fn what_the_gate_only_warns_of_is_sent_by_who_has_read_that() {
    let warning = Strictness::default().with("dead-links", "warn").unwrap();
    let site = paper().await.with_gate(warning);
    let (_, mut eve) = with_a_live_story(&site).await;
    let fields = [("text", DEAD), ("byline", "Eve")];
    let warned = eve.post(STORM, &fields).await;
    assert!(problem(&warned).contains("where readers find nothing"));
    assert!(warned.has("In spite of the warnings"), "{}", warned.body);
    let fields = [("text", DEAD), ("byline", "Eve"), ("in_spite", "on")];
    let sent = eve.post(STORM, &fields).await;
    assert_eq!(sent.header("location"), format!("{STORM}?done=added"));
    // What stands, and is kept as it is, is asked about no more.
    let same = [
        ("do", "save"),
        ("seen", "1"),
        ("text", DEAD),
        ("byline", "Eve"),
    ];
    let kept = eve.post(&format!("{STORM}/entries/1"), &same).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    let other = [
        ("do", "save"),
        ("seen", "1"),
        ("text", "Look at [the boat](/world/no-such-boat)."),
        ("byline", "Eve"),
    ];
    let warned = eve.post(&format!("{STORM}/entries/1"), &other).await;
    assert!(warned.has("id=\"entry-1-spite\""), "{}", warned.body);
}
