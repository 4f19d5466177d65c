//! The bar above all pages, put up and taken down at the desk.

use axum::http::StatusCode;
use newsroom::desk::log::LogAsked;
use newsroom::desk::role::{Role, Sections};
use newsroom::letters::{Definition, Schedule, Source};

use crate::desk::{Browser, paper};
use crate::reader_of_letters::definition;
use crate::test_site::TestSite;

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
    eve.post("/desk/breaking/clear", &[]).await;
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
    sam.post("/desk/breaking/clear", &[]).await;
    assert!(!site.get("/").await.has("It went in"));

    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let bar = [("text", "The bridge is shut"), ("story", "first")];
    eve.post("/desk/breaking", &bar).await;
    assert!(!sam.get("/desk/front").await.has("Take it down"));
    let refused = sam.post("/desk/breaking/clear", &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(site.get("/").await.has("The bridge is shut"));
}
