//! A slip in a correction that readers have is mended, and the correction stays told.

use axum::http::StatusCode;
use newsroom::desk::role::{Role, Sections};

use super::{Browser, paper, problem, value_of};
use crate::test_site::{Answer, TestSite};

const HOUR: i64 = 3_600_000_000;
const SLIP: &str = "It is 312 km long, not 321 m.";
const RIGHT: &str = "It is 312 m long, not 321 m.";
const PLACES: [&str; 4] = [
    "/corrections",
    "/world/a-bridge",
    "/feed.rss",
    "/world/feed.json",
];

/// A story that Eve corrected, with a slip.
async fn corrected(site: &TestSite) -> (Browser<'_>, String) {
    let (mut eve, path) = Browser::with_story(site, "Eve", Role::Editor).await;
    eve.step(&path, "2", "publish").await;
    site.clock.set(site.clock.now().shifted(HOUR));
    let note = [("correction", SLIP)];
    eve.step_with(&path, "2", "publish", &note).await;
    (eve, path)
}

/// The day that the correction stands at.
async fn day(site: &TestSite) -> String {
    let page = site.get("/corrections").await;
    let day = page.body.split("corrected__day").nth(1).unwrap();
    day.split("</p>").next().unwrap().to_owned()
}

async fn mend(browser: &mut Browser<'_>, path: &str, text: &str) -> Answer {
    let seen = value_of(
        &browser.get(&format!("{path}/corrections")).await.body,
        "name=\"seen\"",
    );
    let fields = [("seen", seen.as_str()), ("text", text)];
    browser
        .post(&format!("{path}/corrections/1"), &fields)
        .await
}

#[tokio::test]
async fn a_slip_in_a_correction_is_mended_everywhere_at_once_and_it_is_kept_who_did_that() {
    let site = paper().await;
    let (mut eve, path) = corrected(&site).await;
    let page = eve.get(&path).await;
    assert!(page.has(&format!("href=\"{path}/corrections\"")));
    for place in PLACES {
        assert!(site.get(place).await.has(SLIP), "{place}");
    }
    let day = day(&site).await;
    site.clock.set(site.clock.now().shifted(30 * HOUR));
    let mut olga = Browser::signed_in(&site, "Olga", Role::Owner).await;
    let event = site.store.newest_event().await.unwrap();
    let mended = mend(&mut olga, &path, RIGHT).await;
    assert!(site.store.newest_event().await.unwrap() > event);
    for place in PLACES {
        let answer = site.get(place).await;
        assert!(answer.has(RIGHT) && !answer.has(SLIP), "{place}");
    }
    // It is the same correction, of the same day.
    let corrections = site.get("/corrections").await.body;
    assert_eq!(corrections.matches(RIGHT).count(), 1);
    assert_eq!(self::day(&site).await, day);
    let page = eve.get(mended.header("location")).await;
    assert!(page.has("Mended.") && page.has(SLIP), "{}", page.body);
    assert!(page.has("mended by Olga"));
    let log = eve.log().await;
    let told = format!("Olga mended a correction of A bridge: “{SLIP}” is now “{RIGHT}”");
    assert!(log.contains(&told), "{log}");
    // The story is as it was: nothing of it waits to be brought together or to go out.
    let page = eve.get(&path).await;
    assert!(!page.has("/outside\"") && !page.has("Publish the"));
}

#[tokio::test]
async fn a_correction_is_mended_into_another_and_never_taken_back() {
    let site = paper().await;
    let (mut eve, path) = corrected(&site).await;
    let page = eve.get(&format!("{path}/corrections")).await;
    assert!(page.has("None of them can be taken back") && !page.has("emove"));
    for (text, sentence) in [
        (" ", "The correction is empty."),
        (&"long ".repeat(300), "at most 1000 fit"),
    ] {
        let refused = mend(&mut eve, &path, text).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(problem(&refused).contains(sentence), "{}", refused.body);
        assert!(refused.has(text));
    }
    let nowhere = eve
        .post(&format!("{path}/corrections/2"), &[("text", "No.")])
        .await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    assert!(site.get("/corrections").await.has(SLIP));
    // Of what readers do not have any more, nothing is mended.
    let reason = [("reason", "It was about another bridge.")];
    eve.step_with(&path, "2", "recall", &reason).await;
    let fields = [("seen", SLIP), ("text", RIGHT)];
    let late = eve.post(&format!("{path}/corrections/1"), &fields).await;
    assert!(problem(&late).contains("Readers do not have this story"));
}

#[tokio::test]
async fn what_somebody_mended_meanwhile_is_not_overwritten_unseen() {
    let site = paper().await;
    let (mut eve, path) = corrected(&site).await;
    let mut olga = Browser::signed_in(&site, "Olga", Role::Owner).await;
    mend(&mut olga, &path, RIGHT).await;
    let late = [("seen", SLIP), ("text", "It is long.")];
    let refused = eve.post(&format!("{path}/corrections/1"), &late).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sentence = problem(&refused);
    assert!(
        sentence.contains("Somebody else mended this correction meanwhile"),
        "{}",
        refused.body
    );
    assert!(refused.has(RIGHT) && refused.has("It is long.</textarea>"));
    assert!(site.get("/corrections").await.has(RIGHT));
    // The same words once more are nobody's loss.
    let same = [("seen", SLIP), ("text", RIGHT)];
    let done = eve.post(&format!("{path}/corrections/1"), &same).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn who_may_tell_no_correction_mends_none() {
    let site = paper().await;
    let (_, path) = corrected(&site).await;
    let sport = Sections::of(vec!["sport".parse().unwrap()]);
    for (name, role, sections) in [
        ("Rae", Role::Reporter, Sections::default()),
        ("Sam", Role::Editor, sport),
    ] {
        let mut who = Browser::working_in(&site, name, role, sections).await;
        let page = who.get(&format!("{path}/corrections")).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{name}");
        let fields = [("seen", SLIP), ("text", RIGHT)];
        let refused = who.post(&format!("{path}/corrections/1"), &fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{name}");
    }
    assert!(site.get("/corrections").await.has(SLIP));
}

#[tokio::test]
async fn a_form_that_told_a_correction_does_not_tell_it_again_after_it_was_mended() {
    let site = paper().await;
    let (mut eve, path) = corrected(&site).await;
    mend(&mut eve, &path, RIGHT).await;
    let again = [("correction", SLIP)];
    let refused = eve.step_with(&path, "2", "publish", &again).await;
    assert!(problem(&refused).contains("Readers have this already"));
    assert!(!site.get("/corrections").await.has(SLIP));
}
