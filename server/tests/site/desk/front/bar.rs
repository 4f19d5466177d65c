//! The bar above all pages, put up and taken down at the desk.

use axum::http::StatusCode;
use newsroom::desk::log::LogAsked;
use newsroom::desk::role::{Role, Sections};
use newsroom::letters::{Definition, Schedule, Source};

use crate::desk::{Browser, paper, problem, value_of};
use crate::reader_of_letters::definition;
use crate::test_site::TestSite;

const CLEAR: &str = "/desk/breaking/clear";

/// The bar that the page of somebody shows.
async fn stands(browser: &mut Browser<'_>) -> String {
    value_of(&browser.get("/desk/front").await.body, "name=\"stands\"")
}

pub async fn take_down(browser: &mut Browser<'_>) {
    let bar = stands(browser).await;
    let taken = browser.post(CLEAR, &[("stands", bar.as_str())]).await;
    assert_eq!(taken.header("location"), "/desk/front?done=cleared");
}

#[tokio::test]
async fn the_breaking_bar_is_put_up_and_taken_down() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let bar = [
        ("text", "The bridge is shut"),
        ("story", "first"),
        ("until", ""),
    ];
    eve.post("/desk/breaking", &bar).await;
    assert!(site.get("/").await.has("The bridge is shut"));
    assert!(eve.get("/desk/front").await.has("Take it down"));
    take_down(&mut eve).await;
    assert!(!site.get("/").await.has("The bridge is shut"));
    let over = [("text", "Too late"), ("until", "2020-01-01T10:00")];
    let refused = eve.post("/desk/breaking", &over).await;
    assert!(refused.has("lies ahead") && refused.has("value=\"Too late\""));
}

#[tokio::test]
async fn the_form_of_the_bar_says_which_letter_goes_out_with_it_and_to_how_many() {
    let site = TestSite::with_letters().await;
    site.article("first").save().await;
    let letter = Definition {
        schedule: Schedule::Breaking,
        ..definition("breaking", "Breaking news")
    };
    let mut writing = site.store.write().await.unwrap();
    let defined = writing.define_letter(&letter, Source::Settings, 2, site.clock.now());
    defined.await.unwrap();
    writing.commit().await.unwrap();
    for address in ["ann@example.org", "bo@example.org"] {
        site.confirmed(address, &["breaking"]).await;
    }
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let page = eve.get("/desk/front").await;
    assert!(
        page.has("“<bdi>Breaking news</bdi>” goes out with it at once, to 2 readers."),
        "{}",
        page.body
    );
    eve.post("/desk/letters/breaking/state", &[("do", "pause")])
        .await;
    let page = eve.get("/desk/front").await;
    assert!(page.has("No letter goes out with it."));
}

#[tokio::test]
async fn who_works_in_some_sections_only_puts_up_a_bar_with_a_story_of_theirs() {
    let site = paper().await;
    site.article("match").in_section("sport").save().await;
    let sport = Sections::of(vec!["sport".parse().unwrap()]);
    let mut sam = Browser::working_in(&site, "Sam", Role::Editor, sport).await;
    let page = sam.get("/desk/front").await;
    let form = &page.body[page.place("action=\"/desk/breaking\"")..];
    assert!(
        form.contains("<option value=\"match\">") && !form.contains("<option value=\"first\">")
    );
    for story in ["", "first"] {
        let bar = [("text", "The bridge is shut"), ("story", story)];
        let refused = sam.post("/desk/breaking", &bar).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{story}");
        let log = site
            .store
            .desk_log(&LogAsked::default(), None, 1)
            .await
            .unwrap();
        assert!(log[0].is_refused && log[0].subject == "POST /desk/breaking");
    }
    assert!(!site.get("/").await.has("The bridge is shut"));
    let bar = [("text", "It went in"), ("story", "match")];
    sam.post("/desk/breaking", &bar).await;
    assert!(site.get("/").await.has("It went in"));
    take_down(&mut sam).await;
    assert!(!site.get("/").await.has("It went in"));

    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let bar = [("text", "The bridge is shut"), ("story", "first")];
    eve.post("/desk/breaking", &bar).await;
    assert!(!sam.get("/desk/front").await.has("Take it down"));
    let refused = sam.post("/desk/breaking/clear", &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(site.get("/").await.has("The bridge is shut"));
}

#[tokio::test]
async fn a_bar_that_somebody_put_up_meanwhile_is_not_replaced_unseen() {
    let site = paper().await;
    let mut edith = Browser::signed_in(&site, "Edith", Role::Editor).await;
    let mut eddy = Browser::signed_in(&site, "Eddy", Role::Editor).await;
    let seen = value_of(&eddy.get("/desk/front").await.body, "name=\"bar\"");
    assert_eq!(seen, "0");
    edith
        .post("/desk/breaking", &[("text", "The bridge is shut")])
        .await;

    let ferry = [("text", "The ferry sails"), ("bar", seen.as_str())];
    let refused = eddy.post("/desk/breaking", &ferry).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let sentence = problem(&refused);
    assert!(
        sentence.contains("put up a bar meanwhile: “The bridge is shut”"),
        "{}",
        refused.body
    );
    assert!(refused.has("value=\"The ferry sails\""));
    let readers = site.get("/").await;
    assert!(readers.has("The bridge is shut") && !readers.has("The ferry sails"));

    // He has seen it now.
    let seen = value_of(&refused.body, "name=\"bar\"");
    let ferry = [("text", "The ferry sails"), ("bar", seen.as_str())];
    let done = eddy.post("/desk/breaking", &ferry).await;
    assert_eq!(done.header("location"), "/desk/front?done=breaking");
    assert!(site.get("/").await.has("The ferry sails"));
}

#[tokio::test]
async fn a_bar_is_put_up_where_the_one_that_was_seen_is_down() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let bar = [("text", "The bridge is shut")];
    eve.post("/desk/breaking", &bar).await;
    let seen = value_of(&eve.get("/desk/front").await.body, "name=\"bar\"");
    // The same once more is nobody's loss, from whichever page it comes.
    let same = eve.post("/desk/breaking", &bar).await;
    assert_eq!(same.header("location"), "/desk/front?done=breaking");
    take_down(&mut eve).await;
    let ferry = [("text", "The ferry sails"), ("bar", seen.as_str())];
    let done = eve.post("/desk/breaking", &ferry).await;
    assert_eq!(done.header("location"), "/desk/front?done=breaking");
}

#[tokio::test]
async fn a_bar_that_is_refused_has_still_seen_no_more_than_its_page_showed() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let late = [
        ("text", "The ferry sails"),
        ("until", "2020-01-01T10:00"),
        ("bar", "0"),
    ];
    eve.post("/desk/breaking", &[("text", "The bridge is shut")])
        .await;
    let refused = eve.post("/desk/breaking", &late).await;
    assert!(problem(&refused).contains("lies ahead"));
    let seen = value_of(&refused.body, "name=\"bar\"");
    assert_eq!(seen, "0");
}

#[tokio::test]
async fn a_bar_that_somebody_put_up_meanwhile_is_not_taken_down_unseen() {
    let site = paper().await;
    let mut edith = Browser::signed_in(&site, "Edith", Role::Editor).await;
    let mut eddy = Browser::signed_in(&site, "Eddy", Role::Editor).await;
    let bridge = [("text", "The bridge is shut")];
    edith.post("/desk/breaking", &bridge).await;
    let seen = stands(&mut eddy).await;
    let ferry = [("text", "The ferry sails"), ("bar", seen.as_str())];
    edith.post("/desk/breaking", &ferry).await;

    // A form that names none has seen none.
    for form in [&[("stands", seen.as_str())][..], &[]] {
        let refused = eddy.post(CLEAR, form).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        let sentence = problem(&refused);
        assert!(
            sentence.contains("put up a bar meanwhile: “The ferry sails”"),
            "{}",
            refused.body
        );
        assert!(site.get("/").await.has("The ferry sails"));
        // The page shows that one, and takes it down.
        let now = value_of(&refused.body, "name=\"stands\"");
        assert_eq!(now, stands(&mut eddy).await);
        assert_ne!(now, seen);
    }
    take_down(&mut eddy).await;
    assert!(!site.get("/").await.has("The ferry sails"));
    // Who is second has what they wanted.
    let late = edith.post(CLEAR, &[("stands", seen.as_str())]).await;
    assert_eq!(late.header("location"), "/desk/front?done=cleared");
    let log = edith.log().await;
    assert_eq!(log.matches("taken down").count(), 1, "{log}");
}

#[tokio::test]
async fn whose_bar_is_down_is_shown_the_one_in_its_place_though_it_is_not_theirs() {
    let site = paper().await;
    site.article("match").in_section("sport").save().await;
    let sport = Sections::of(vec!["sport".parse().unwrap()]);
    let mut sam = Browser::working_in(&site, "Sam", Role::Editor, sport).await;
    sam.post(
        "/desk/breaking",
        &[("text", "It went in"), ("story", "match")],
    )
    .await;
    let seen = stands(&mut sam).await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let bridge = [("text", "The bridge is shut"), ("bar", seen.as_str())];
    eve.post("/desk/breaking", &bridge).await;
    let refused = sam.post(CLEAR, &[("stands", seen.as_str())]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("The bridge is shut") && site.get("/").await.has("The bridge is shut"));
}
