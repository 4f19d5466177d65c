//! A session that is over when a form is sent: nothing typed is lost, and what can be saved is, once somebody has signed in again.

use axum::http::StatusCode;
use newsroom::desk::role::Role;
use newsroom::desk::story::StoryId;

use super::{Browser, PASSWORD, address, paper, value_of};
use crate::test_site::{Answer, TestSite};

const TEXT: &str = "\nTwo lines,\nand “quotes” & <tags>.";

/// Sends a form in a browser whose session is over, and signs in on the page that it is answered with.
async fn sent_and_signed_in<'a>(
    site: &'a TestSite,
    path: &str,
    fields: &[(&str, &str)],
    name: &str,
) -> (Browser<'a>, Answer) {
    let mut expired = Browser::of(site);
    let asked = expired.post(path, fields).await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED);
    let kept = value_of(&asked.body, "name=\"kept\"");
    let address = address(name);
    let said = [
        ("address", address.as_str()),
        ("password", PASSWORD),
        ("then", &value_of(&asked.body, "name=\"then\"")),
        ("kept", &kept),
    ];
    let answer = expired.post("/desk/sign-in", &said).await;
    (expired, answer)
}

/// What the form of a story sends that was saved twice, with whose page it was on.
async fn form_of<'a>(
    who: &mut Browser<'_>,
    path: &str,
    step: &'a str,
) -> (String, Vec<(&'a str, &'a str)>) {
    let page = who.get(path).await;
    let typed_by = value_of(&page.body, "name=\"typed_by\"");
    let fields = vec![
        ("base", "2"),
        ("kind", "news"),
        ("section", "world"),
        ("byline", "Ann"),
        ("headline", "A bridge"),
        ("body", TEXT),
        ("do", step),
        ("seen", "2"),
        ("in_spite", step),
    ];
    (typed_by, fields)
}

async fn newest_body(site: &TestSite, path: &str) -> String {
    let id = StoryId(path.rsplit('/').next().unwrap().parse().unwrap());
    let story = site.store.story(id).await.unwrap().unwrap();
    let save = site.store.save(id, story.save).await.unwrap().unwrap();
    save.manuscript.body
}

#[tokio::test]
async fn a_story_is_saved_by_itself_once_whoever_typed_it_has_signed_in_again() {
    let site = paper().await;
    let (mut ann, path) = Browser::with_story(&site, "Ann", Role::Reporter).await;
    let (typed_by, mut fields) = form_of(&mut ann, &path, "save").await;
    fields.push(("typed_by", &typed_by));
    let (mut again, saved) = sent_and_signed_in(&site, &path, &fields, "Ann").await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert_eq!(saved.header("location"), format!("{path}?done=save"));
    assert_eq!(newest_body(&site, &path).await, TEXT);
    let page = again.get(saved.header("location")).await;
    assert!(page.has("Saved.") && page.has("Two lines,\nand “quotes” &amp; &lt;tags&gt;."));
}

#[tokio::test]
async fn what_two_people_changed_meanwhile_is_asked_about_after_the_sign_in() {
    let site = paper().await;
    let (mut ann, path) = Browser::with_story(&site, "Ann", Role::Reporter).await;
    let (typed_by, mut fields) = form_of(&mut ann, &path, "save").await;
    fields.push(("typed_by", &typed_by));
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let other = [("headline", "A bridge"), ("body", "It fell down.")];
    eve.save(&path, "2", &other).await;
    let (mut again, asked) = sent_and_signed_in(&site, &path, &fields, "Ann").await;
    let question = asked.header("location").to_owned();
    assert!(
        question.starts_with(&format!("{path}/merge/")),
        "{question}"
    );
    let page = again.get(&question).await;
    assert!(
        page.has("It fell down.") && page.has("Two lines,"),
        "{}",
        page.body
    );
    assert_eq!(newest_body(&site, &path).await, "It fell down.");
}

#[tokio::test]
async fn a_step_waits_for_another_press_and_loses_nothing_until_then() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    for step in ["publish", "approve", "bin"] {
        let (typed_by, mut fields) = form_of(&mut eve, &path, step).await;
        fields.push(("typed_by", &typed_by));
        let (_, asked) = sent_and_signed_in(&site, &path, &fields, "Eve").await;
        assert_eq!(asked.status, StatusCode::OK, "{step}");
        assert!(asked.has("Nothing else was done yet.") && asked.has(">Send it</button>"));
        assert!(asked.has(&format!("action=\"{path}\"")));
        assert!(asked.has("Two lines,\nand “quotes” &amp; &lt;tags&gt;."));
        assert_eq!(newest_body(&site, &path).await, "It happened.", "{step}");
    }
    assert_eq!(
        site.get("/world/a-bridge").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn what_somebody_else_typed_is_not_saved_in_the_name_of_who_signs_in() {
    let site = paper().await;
    let (mut ann, path) = Browser::with_story(&site, "Ann", Role::Reporter).await;
    Browser::signed_in(&site, "Eve", Role::Editor).await;
    let (typed_by, fields) = form_of(&mut ann, &path, "save").await;
    let mine = [&fields[..], &[("typed_by", typed_by.as_str())]].concat();
    let (_, asked) = sent_and_signed_in(&site, &path, &mine, "Eve").await;
    assert!(
        asked.has("it is in the name of <strong>Eve</strong>") && asked.has(">Save it</button>"),
        "{}",
        asked.body
    );
    // Nor is what nobody says they typed.
    let (_, asked) = sent_and_signed_in(&site, &path, &fields, "Ann").await;
    assert!(asked.has("Press once more to save it."));
    assert_eq!(newest_body(&site, &path).await, "It happened.");
}

#[tokio::test]
async fn what_cannot_be_saved_by_itself_is_kept_for_a_press_that_says_why() {
    let site = paper().await;
    let (mut ann, path) = Browser::with_story(&site, "Ann", Role::Reporter).await;
    let (typed_by, mut fields) = form_of(&mut ann, &path, "save").await;
    fields.push(("typed_by", &typed_by));
    fields.retain(|(name, _)| *name != "base");
    fields.push(("base", "77"));
    let (mut again, asked) = sent_and_signed_in(&site, &path, &fields, "Ann").await;
    assert!(asked.has("Press once more to save it.") && asked.has("Two lines,"));
    let refused = again.post(&path, &fields).await;
    assert!(refused.status.is_client_error(), "{}", refused.status);
}

#[tokio::test]
async fn a_script_is_told_to_have_somebody_sign_in_and_keeps_its_copy() {
    let site = paper().await;
    let (_, path) = Browser::with_story(&site, "Ann", Role::Reporter).await;
    let fields = [("headline", "A bridge"), ("body", TEXT)];
    let script = Browser::of(&site).script(&path, &fields).await;
    assert_eq!(script.status, StatusCode::UNAUTHORIZED);
    assert!(script.has("/desk/sign-in"));
}

#[tokio::test]
async fn whoever_is_out_already_and_signs_out_is_asked_for_nothing_more() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    ann.post("/desk/sign-out", &[]).await;
    let out = Browser::of(&site).post("/desk/sign-out", &[]).await;
    assert_eq!(out.status, StatusCode::UNAUTHORIZED);
    assert!(out.has("You are signed out."));
    assert!(
        !out.has("name=\"kept\"") && !out.has("typed"),
        "{}",
        out.body
    );
    assert_eq!(value_of(&out.body, "name=\"then\""), "");
}

#[tokio::test]
async fn only_what_is_saved_by_itself_is_said_to_be() {
    let site = paper().await;
    let (mut ann, path) = Browser::with_story(&site, "Ann", Role::Editor).await;
    let (_, fields) = form_of(&mut ann, &path, "save").await;
    let asked = Browser::of(&site).post(&path, &fields).await;
    assert!(asked.has("what you typed is saved"));
    for (path, fields) in [
        (path.as_str(), form_of(&mut ann, &path, "publish").await.1),
        ("/desk/people", vec![("name", "Rae")]),
    ] {
        let asked = Browser::of(&site).post(path, &fields).await;
        assert_eq!(asked.status, StatusCode::UNAUTHORIZED);
        assert!(!asked.has("is saved") && asked.has("it is kept"), "{path}");
    }
    let heavy = "x".repeat(25 * 1024 * 1024);
    let asked = Browser::of(&site)
        .post("/desk/settings/redirects/file", &[("file", &heavy)])
        .await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED);
    assert!(asked.has("more than a page can keep"));
}
