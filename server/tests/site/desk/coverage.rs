//! Live stories at the desk: entries go out when they are sent, by whoever may send them.

mod gate;
mod once;
mod rights;

use axum::http::StatusCode;
use newsroom::desk::role::Role;

use super::{Browser, paper, problem};
use crate::test_site::TestSite;

const STORM: &str = "/desk/coverage/storm-ada";
const READ: &str = "/world/storm-ada";

/// A live story that Ann began, a reporter, and Eve brought out, an editor.
async fn with_a_live_story(site: &TestSite) -> (Browser<'_>, Browser<'_>) {
    with_a_live_story_of(site, Role::Reporter).await
}

/// The same, where Ann is somebody else.
async fn with_a_live_story_of(site: &TestSite, role: Role) -> (Browser<'_>, Browser<'_>) {
    let mut ann = Browser::signed_in(site, "Ann", role).await;
    let path = ann.begin("Storm Ada").await;
    let fields = [
        ("headline", "Storm Ada"),
        ("body", "It blows."),
        ("kind", "coverage"),
        ("topics", "Weather"),
    ];
    ann.save(&path, "2", &fields).await;
    let mut eve = Browser::signed_in(site, "Eve", Role::Editor).await;
    eve.step(&path, "3", "publish").await;
    (ann, eve)
}

async fn send(browser: &mut Browser<'_>, text: &str) {
    let fields = [("text", text), ("byline", "Eve")];
    let sent = browser.post(STORM, &fields).await;
    assert_eq!(sent.header("location"), format!("{STORM}?done=added"));
}

#[tokio::test]
async fn an_entry_that_was_sent_is_there_for_readers_and_for_every_editor() {
    let site = paper().await;
    let (mut ann, mut eve) = with_a_live_story(&site).await;
    assert!(ann.get("/desk/stories/1").await.has(STORM));
    assert!(
        eve.get("/desk/coverage")
            .await
            .has("Nothing is covered live")
    );
    let entry = [
        ("headline", "The roof is off"),
        ("text", "It flew\r\n**away**."),
        ("byline", "Eve, Ann"),
        ("key", "on"),
        ("pinned", "on"),
    ];
    let sent = eve.post(STORM, &entry).await;
    let page = eve.get(sent.header("location")).await;
    assert!(page.has("The entry is sent.") && page.has("<strong>away</strong>"));
    assert!(page.has("Pinned") && page.has("Key event") && page.has("Eve, Ann"));
    assert!(ann.get(STORM).await.has("The roof is off"));
    assert!(site.get(READ).await.has("The roof is off"));
    assert!(ann.get("/desk/coverage").await.has("Storm Ada"));
    let log = eve.log().await;
    assert!(log.contains("covered Storm Ada: added entry 1"), "{log}");
}

#[tokio::test]
async fn what_cannot_be_an_entry_comes_back_with_a_sentence_and_as_it_was_typed() {
    let site = paper().await;
    let (_, mut eve) = with_a_live_story(&site).await;
    let long = "Wind. ".repeat(6_000);
    for (text, byline, sentence) in [
        (" ", "Eve", "The entry has no text."),
        (long.as_str(), "Eve", "at most 32 fit"),
        (
            "Wind.",
            "!!!",
            "No address can be made from the name `!!!`.",
        ),
    ] {
        let fields = [
            ("text", text),
            ("byline", byline),
            ("headline", "Gusts"),
            ("key", "on"),
        ];
        let refused = eve.post(STORM, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has(sentence), "{sentence}");
        assert!(refused.has(text) && refused.has("value=\"Gusts\"") && refused.has(byline));
    }
    assert!(eve.get(STORM).await.has("Nothing was sent yet."));
}

#[tokio::test]
async fn an_entry_is_edited_pinned_made_a_key_event_and_removed() {
    let site = paper().await;
    let (_, mut eve) = with_a_live_story(&site).await;
    send(&mut eve, "First gust.").await;
    let entry = format!("{STORM}/entries/1");
    let edit = [
        ("do", "save"),
        ("seen", "1"),
        ("text", "First gale."),
        ("byline", "Eve"),
    ];
    let edited = eve.post(&entry, &edit).await;
    assert!(edited.header("location").ends_with("#entry-1"));
    assert!(site.get(READ).await.has("First gale."));
    for (step, mark, is_there) in [
        ("pin", "Pinned</span>", true),
        ("unpin", "Pinned</span>", false),
        ("key", "Key event</span>", true),
        ("unkey", "Key event</span>", false),
    ] {
        eve.post(&entry, &[("do", step)]).await;
        assert_eq!(eve.get(STORM).await.has(mark), is_there, "{step}");
    }
    eve.post(&entry, &[("do", "remove")]).await;
    assert!(!site.get(READ).await.has("First gale."));
    // The desk keeps what it said, and nobody can do anything more with it.
    let page = eve.get(STORM).await;
    assert!(page.has("Removed") && page.has("First gale.") && !page.has("Change it"));
    let gone = eve.post(&entry, &[("do", "pin")]).await;
    assert!(problem(&gone).contains("removed that entry"));
    let promoted = eve.post(&entry, &[("do", "promote")]).await;
    assert_eq!(promoted.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_two_editors_make_of_one_entry_is_not_lost_by_either() {
    let site = paper().await;
    let (_, mut eve) = with_a_live_story(&site).await;
    let mut olga = Browser::signed_in(&site, "Olga", Role::Owner).await;
    send(&mut eve, "First gust.").await;
    let entry = format!("{STORM}/entries/1");
    let save = |text| {
        [
            ("do", "save"),
            ("seen", "1"),
            ("text", text),
            ("byline", "Eve"),
        ]
    };
    eve.post(&entry, &save("First gale.")).await;
    let refused = olga.post(&entry, &save("First storm.")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("Somebody changed entry 1"));
    assert!(refused.has("First gale.") && refused.has("First storm."));
    // Whoever saw both may go on.
    assert!(refused.has("name=\"seen\" value=\"2\""));
    let again = [
        ("do", "save"),
        ("seen", "2"),
        ("text", "First storm."),
        ("byline", "Eve"),
    ];
    olga.post(&entry, &again).await;
    assert!(site.get(READ).await.has("First storm."));

    eve.post(&entry, &[("do", "remove")]).await;
    let late = olga.post(&entry, &save("Last storm.")).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        late.has("Somebody removed that entry meanwhile.") && late.has("Last storm.</textarea>")
    );
}

#[tokio::test]
async fn a_closed_story_takes_no_entry_and_readers_are_told_of_every_state() {
    let site = paper().await;
    let (_, mut eve) = with_a_live_story(&site).await;
    for state in ["paused", "closed", "open"] {
        eve.post(&format!("{STORM}/state"), &[("state", state)])
            .await;
        let told = format!("data-state=\"{state}\"");
        assert!(site.get(READ).await.has(&told), "{state}");
    }
    eve.post(&format!("{STORM}/state"), &[("state", "closed")])
        .await;
    assert!(eve.get(STORM).await.has("It is closed."));
    let late = eve.post(STORM, &[("text", "One more gust.")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.has("The coverage is closed.") && late.has("One more gust.</textarea>"));
    let nonsense = eve
        .post(&format!("{STORM}/state"), &[("state", "ajar")])
        .await;
    assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn no_more_than_three_entries_are_pinned_and_the_page_says_so() {
    let site = paper().await;
    let (_, mut eve) = with_a_live_story(&site).await;
    for number in 1..=4 {
        send(&mut eve, "A gust.").await;
        let entry = format!("{STORM}/entries/{number}");
        let pinned = eve.post(&entry, &[("do", "pin")]).await;
        let is_refused = problem(&pinned).contains("no more fit");
        assert_eq!(is_refused, number == 4);
    }
}

#[tokio::test]
async fn an_entry_becomes_a_story_of_its_own_that_leads_back_to_it() {
    let site = paper().await;
    let (_, mut eve) = with_a_live_story(&site).await;
    let entry = [
        ("headline", "The roof is off"),
        ("text", "It flew away."),
        ("byline", "Ann"),
    ];
    eve.post(STORM, &entry).await;
    let promoted = eve
        .post(&format!("{STORM}/entries/1"), &[("do", "promote")])
        .await;
    let path = promoted.header("location").to_owned();
    assert_eq!(path, "/desk/stories/2");
    let story = eve.get(&path).await;
    assert!(
        story.has("The roof is off")
            && story.has("It flew away.")
            && story.has("value=\"Weather\"")
    );
    assert!(!site.get("/").await.has("/world/the-roof-is-off"));
    eve.step(&path, "1", "publish").await;
    let read = site.get("/world/the-roof-is-off").await;
    assert!(
        read.has("href=\"/world/storm-ada?entry=1#entry-1\""),
        "{}",
        read.body
    );
    assert!(read.has(">Storm Ada</a>"));
}

#[tokio::test]
async fn older_entries_are_on_pages_of_their_own() {
    let site = paper().await;
    let (_, mut eve) = with_a_live_story(&site).await;
    for number in 1..=31 {
        send(&mut eve, &format!("Gust {number}.")).await;
    }
    let newest = eve.get(STORM).await;
    assert!(newest.has("Gust 31.") && newest.has("Gust 2.") && !newest.has("Gust 1.</p>"));
    let older = format!("{STORM}?before=2");
    assert!(newest.has(&older));
    let past = eve.get(&older).await;
    assert!(past.has("Gust 1.</p>") && !past.has("Gust 2.</p>") && past.has("The newest entries"));
    // What was done to an old one leads to the page that has it.
    let entry = format!("{STORM}/entries/1");
    let done = eve.post(&entry, &[("do", "key")]).await;
    assert!(eve.get(done.header("location")).await.has("Gust 1.</p>"));
    let edit = [
        ("do", "save"),
        ("seen", "7"),
        ("text", "Gale 1."),
        ("byline", "Eve"),
    ];
    let refused = eve.post(&entry, &edit).await;
    assert!(refused.has("Gale 1.</textarea>") && refused.has("Gust 1.</p>"));
}
