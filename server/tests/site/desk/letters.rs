//! Letters at the desk: seen before they go out, composed by hand, sent once, and what became of them.

mod composed;
mod recalled;

use axum::http::StatusCode;
use newsroom::desk::role::Role;
use newsroom::letters::IssueState;

use super::{Browser, value_of};
use crate::letters::outbox::{send_all, with_outbox};
use crate::test_site::TestSite;

async fn paper() -> TestSite {
    let site = TestSite::with_letters().await;
    for slug in ["ferry", "bridge", "museum"] {
        site.article(slug).save().await;
    }
    site.confirmed("ann@example.org", &["morning"]).await;
    site
}

async fn id(site: &TestSite, slug: &str) -> String {
    let article = site.store.article(&slug.parse().unwrap()).await.unwrap();
    article.unwrap().id.0.to_string()
}

async fn issues(site: &TestSite) -> Vec<newsroom::letters::Issue> {
    let letter = site.letter("morning").await;
    site.store.issues_of(letter.id, None, 10).await.unwrap()
}

#[tokio::test]
async fn a_letter_is_listed_with_when_it_goes_out_and_to_how_many() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let page = eve.get("/desk/letters").await;
    // The clock stands at ten in the morning.
    assert!(
        page.has("every day at 06:30") && page.has("6 Feb 2023, 06:30"),
        "{}",
        page.body
    );
    assert!(page.has("<td>1</td>") && page.has("href=\"/desk/letters/morning\""));
    assert!(eve.get("/desk").await.has("href=\"/desk/letters\""));
    let paused = eve
        .post("/desk/letters/morning/state", &[("do", "pause")])
        .await;
    let page = eve.get(paused.header("location")).await;
    assert!(page.has("It makes no new issue until it runs again.") && page.has("Let it run again"));
    let nonsense = eve
        .post("/desk/letters/morning/state", &[("do", "explode")])
        .await;
    assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        eve.get("/desk/letters/nothing").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn the_next_issue_is_shown_in_a_frame_in_which_nothing_runs() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let page = eve.get("/desk/letters/morning/next").await;
    assert!(page.has("src=\"/desk/letters/morning/next/proof\""));
    assert!(page.has("The morning letter: Headline of") && page.has("The same as text"));
    let proof = eve.get("/desk/letters/morning/next/proof").await;
    let policy = proof.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("sandbox allow-popups"));
    assert!(!policy.contains("allow-scripts") && !policy.contains("script-src"));
    assert_eq!(proof.header("x-frame-options"), "SAMEORIGIN");
    assert!(proof.has("Headline of ferry") && !proof.has("{{"));
    assert!(proof.has("https://paper.example/letters/morning/1"));
    assert_eq!(issues(&site).await, []);
}

#[tokio::test]
async fn an_issue_is_composed_by_moving_adding_and_taking_out_without_script() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let path = "/desk/letters/morning/compose";
    let (ferry, bridge, museum) = (
        id(&site, "ferry").await,
        id(&site, "bridge").await,
        id(&site, "museum").await,
    );
    assert!(eve.get(path).await.has("name=\"base\" value=\"0\""));
    let (up, out) = (format!("up-{bridge}"), format!("out-{ferry}"));
    let typed = |step: &str| {
        [
            ("base", "0"),
            ("subject", "Both <sides>"),
            ("introduction", "Hello.\n\n\nYou."),
            ("story", ferry.as_str()),
            ("story", bridge.as_str()),
            ("goes", "next"),
            ("address", "https://paper.example/world/museum?from=mail"),
            ("do", step),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let post = async |eve: &mut Browser<'_>, step: &str| {
        let fields = typed(step);
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        eve.post(path, &fields).await
    };
    let story = |id: &str| format!("name=\"story\" value=\"{id}\"");
    let moved = post(&mut eve, &up).await;
    assert_eq!(moved.status, StatusCode::OK);
    assert!(moved.place(&story(&bridge)) < moved.place(&story(&ferry)));
    assert!(
        moved.has("Not saved yet")
            && moved.has("Both &lt;sides&gt;")
            && moved.has("Hello.\n\n\nYou.")
    );
    let less = post(&mut eve, &out).await;
    assert!(!less.has(&story(&ferry)) && less.has(&story(&bridge)));
    let more = post(&mut eve, "add").await;
    assert!(more.place(&story(&bridge)) < more.place(&story(&museum)));
    let letter = site.letter("morning").await;
    assert_eq!(site.store.letter_draft(letter.id).await.unwrap(), None);
    let saved = post(&mut eve, "save").await;
    assert_eq!(
        saved.header("location"),
        "/desk/letters/morning/next?done=saved"
    );
    let next = eve.get(saved.header("location")).await;
    assert!(next.has("Both &lt;sides&gt;") && next.has("saved by Eve") && next.has("Hello."));
    // Saved by two at once, what the second typed comes back beside what the first saved.
    let again = post(&mut eve, "save").await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.has("Eve saved this issue meanwhile") && again.has("name=\"base\" value=\"1\""));
    assert!(again.has("Both &lt;sides&gt;"));
    let gone = eve.post(path, &[("do", "discard")]).await;
    assert_eq!(
        gone.header("location"),
        "/desk/letters/morning?done=discarded"
    );
}

#[tokio::test]
async fn what_cannot_be_kept_comes_back_as_it_was_typed() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let path = "/desk/letters/morning/compose";
    let long = "long ".repeat(30);
    let refused = eve
        .post(
            path,
            &[
                ("base", "0"),
                ("subject", &long),
                ("introduction", "Kept."),
                ("do", "save"),
            ],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("at most 120 characters") && refused.has("Choose at least one story."));
    assert!(refused.has(long.trim()) && refused.has("Kept."));
    let nowhere = eve
        .post(
            path,
            &[
                ("address", "/world/nothing"),
                ("subject", "S"),
                ("do", "add"),
            ],
        )
        .await;
    assert_eq!(nowhere.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nowhere.has("Readers have no story at the address `/world/nothing`."));
    assert!(nowhere.has("value=\"/world/nothing\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_goes_to_oneself_and_then_everybody_gets_it_once() {
    let site = paper().await;
    let letters = with_outbox(&site).await;
    let site = site.with_office(letters.clone());
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let tried = eve.post("/desk/letters/morning/try", &[]).await;
    assert!(
        tried.has("outbox took it for eve@paper.example"),
        "{}",
        tried.body
    );
    let copy = std::fs::read_to_string(site.folder.path().join("outbox/000000000.eml")).unwrap();
    assert!(copy.contains("To: eve@paper.example"), "{copy}");
    assert_eq!(issues(&site).await, []);

    let asked = eve.get("/desk/letters/morning/send").await;
    assert!(asked.has("Send it to 1 reader"), "{}", asked.body);
    let (after, mark) = (
        value_of(&asked.body, "name=\"after\""),
        value_of(&asked.body, "name=\"mark\""),
    );
    let press = [("after", after.as_str()), ("mark", mark.as_str())];
    let sent = eve.post("/desk/letters/morning/send", &press).await;
    assert_eq!(
        sent.header("location"),
        "/desk/letters/morning/issues/1?done=sent"
    );
    let twice = eve.post("/desk/letters/morning/send", &press).await;
    assert_eq!(
        twice.header("location"),
        "/desk/letters/morning/issues/1?done=before"
    );
    assert_eq!(issues(&site).await.len(), 1);
    let page = eve.get(sent.header("location")).await;
    assert!(
        page.has("0 of 1") && page.has("data-live") && page.has("Look again"),
        "{}",
        page.body
    );
    send_all(&letters).await;
    let page = eve.get("/desk/letters/morning/issues/1").await;
    assert!(page.has("Is out") && !page.has("data-live") && !page.has("Pause it"));
    let all = eve.get("/desk/letters/morning").await;
    assert!(all.has("1. The morning letter: Headline of"));
}

#[tokio::test]
async fn nobody_sends_what_changed_since_they_saw_it() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let asked = eve.get("/desk/letters/morning/send").await;
    let mark = value_of(&asked.body, "name=\"mark\"");
    site.article("zoo").save().await;
    let changed = eve
        .post(
            "/desk/letters/morning/send",
            &[("after", "0"), ("mark", &mark)],
        )
        .await;
    assert_eq!(changed.status, StatusCode::CONFLICT);
    assert!(changed.has("Nothing was sent. Look again."));
    assert_ne!(value_of(&changed.body, "name=\"mark\""), mark);
    let nonsense = eve
        .post("/desk/letters/morning/send", &[("after", "x")])
        .await;
    assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(issues(&site).await, []);
}

#[tokio::test]
async fn an_issue_waits_goes_on_and_is_cancelled() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    site.issue("morning", "The ferry", &["ferry"]).await;
    let path = "/desk/letters/morning/issues/1";
    for (step, state, said) in [
        ("pause", IssueState::Paused, "Nothing more of it is sent"),
        ("resume", IssueState::Sending, "It goes on."),
        (
            "cancel",
            IssueState::Cancelled,
            "Who has not got it will not get it.",
        ),
    ] {
        let done = eve.post(&format!("{path}/state"), &[("do", step)]).await;
        assert!(eve.get(done.header("location")).await.has(said), "{step}");
        assert_eq!(issues(&site).await[0].state, state);
    }
    let late = eve
        .post(&format!("{path}/state"), &[("do", "resume")])
        .await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.has("does not go out any more"));
    let proof = eve.get(&format!("{path}/proof")).await;
    assert!(proof.has("FOR MAIL PROGRAMS https://paper.example/"));
}

/// Sends an issue with one story, and with these words above it.
async fn send_with(site: &TestSite, eve: &mut Browser<'_>, introduction: &str) {
    let ferry = id(site, "ferry").await;
    let fields = [
        ("base", "0"),
        ("introduction", introduction),
        ("story", ferry.as_str()),
        ("goes", "extra"),
        ("do", "save"),
    ];
    eve.post("/desk/letters/morning/compose", &fields).await;
    let asked = eve.get("/desk/letters/morning/send").await;
    let mark = value_of(&asked.body, "name=\"mark\"");
    let press = [("after", "0"), ("mark", mark.as_str())];
    eve.post("/desk/letters/morning/send", &press).await;
}

#[tokio::test]
async fn what_somebody_wrote_above_an_issue_stands_on_the_site_too() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    send_with(&site, &mut eve, "Dear **reader**").await;
    assert!(
        site.get("/letters/morning/1")
            .await
            .has("Dear <strong>reader</strong>")
    );
}
