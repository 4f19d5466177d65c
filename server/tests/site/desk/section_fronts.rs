//! The fronts of sections, arranged at the desk by whoever works in them.

use axum::http::StatusCode;
use newsroom::desk::log::LogAsked;
use newsroom::desk::role::{Role, Sections};
use newsroom::front as fronts;

use super::{Browser, paper};
use crate::test_site::TestSite;

const HOUR: i64 = 3_600_000_000;

/// `first` and `second` are in World, `match` is in Sport.
async fn site() -> TestSite {
    let site = paper().await;
    site.article("second").hours_ago(1).save().await;
    site.article("match").in_section("sport").save().await;
    site
}

async fn editor_of<'a>(site: &'a TestSite, name: &str, section: &str) -> Browser<'a> {
    let sections = Sections::of(vec![section.parse().unwrap()]);
    Browser::working_in(site, name, Role::Editor, sections).await
}

#[tokio::test]
async fn an_editor_arranges_the_front_of_a_section_and_readers_have_it() {
    let site = site().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let page = eve.get("/desk/front?section=world").await;
    assert!(page.has("<h1>Front of World</h1>"), "{}", page.body);
    assert!(page.has("Of other sections") && !page.has("Don’t Miss"));
    assert!(page.has("<a href=\"/desk/front?section=sport\">"));
    assert!(page.has("<a href=\"/desk/front?section=world\" aria-current=\"page\">"));

    let before = site.get("/world").await;
    let query = "section=world&lead=match&second-1=first&at=";
    let preview = eve.get(&format!("/desk/front/preview?{query}")).await;
    let frame = format!("src=\"/desk/front/proof?{}\"", query.replace('&', "&amp;"));
    assert!(preview.has("a phone") && preview.has(&frame));
    assert!(preview.has("<a href=\"/desk/front?section=world\">"));
    let proof = eve.get(&format!("/desk/front/proof?{query}")).await;
    let rest = &proof.body[proof.place("id=\"main\"")..];
    assert!(rest.find("Headline of match") < rest.find("Headline of first"));
    assert!(rest.find("Headline of first") < rest.find("Headline of second"));
    // Looking changes nothing.
    assert_eq!(site.get("/world").await.body, before.body);

    let fields = [("section", "world"), ("lead", "match"), ("do", "now")];
    let done = eve.post("/desk/front", &fields).await;
    assert_eq!(
        done.header("location"),
        "/desk/front?section=world&done=out"
    );
    let after = site.get("/world").await;
    let rest = &after.body[after.place("id=\"main\"")..];
    assert!(rest.find("Headline of match") < rest.find("Headline of second"));
    assert!(eve.log().await.contains("arranged the front of world"));
    let chosen = eve.get("/desk/front?section=world").await;
    assert!(chosen.has("<option value=\"match\" selected>"));
    assert!(!eve.get("/desk/front").await.has("selected"));
}

#[tokio::test]
async fn the_front_of_a_section_is_scheduled_called_off_and_told_of_later() {
    let site = site().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let later = [
        ("section", "world"),
        ("lead", "first"),
        ("do", "schedule"),
        ("at", "2023-02-05T12:00"),
    ];
    eve.post("/desk/front", &later).await;
    let waits = "Arranged by Eve, out 5 Feb 2023, 12:00";
    assert!(eve.get("/desk/front?section=world").await.has(waits));
    assert!(!eve.get("/desk/front").await.has(waits));
    let called_off = eve.post("/desk/front/1/call-off", &[]).await;
    assert_eq!(
        called_off.header("location"),
        "/desk/front?section=world&done=called-off"
    );
    eve.post("/desk/front", &later).await;
    site.clock.set(site.clock.now().shifted(3 * HOUR));
    fronts::put_out_due(&site.store, &site.clock).await.unwrap();
    let then = eve
        .get("/desk/front?section=world&at=2023-02-05T13:30")
        .await;
    assert!(
        then.has("</strong>: <a href=\"/world/first\">Headline of first</a>"),
        "{}",
        then.body
    );
    let front = eve.get("/desk/front?at=2023-02-05T13:30").await;
    assert!(front.has("Nothing was chosen by hand then"));
}

#[tokio::test]
async fn who_does_not_work_in_a_section_cannot_touch_its_front_and_the_log_says_who_tried() {
    let site = site().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let later = [
        ("section", "world"),
        ("lead", "first"),
        ("do", "schedule"),
        ("at", "2023-02-05T12:00"),
    ];
    eve.post("/desk/front", &later).await;

    let mut sam = editor_of(&site, "Sam", "sport").await;
    let own = sam.get("/desk/front?section=sport").await;
    assert_eq!(own.status, StatusCode::OK);
    assert!(!own.has("section=world"), "{}", own.body);
    let fields = [("section", "world"), ("lead", "first"), ("do", "now")];
    let refused = async |answer: crate::test_site::Answer| {
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        let log = site
            .store
            .desk_log(&LogAsked::default(), None, 1)
            .await
            .unwrap();
        assert!(log[0].is_refused && log[0].subject.contains("front"));
        log[0].account.clone().unwrap().1
    };
    for address in [
        "/desk/front?section=world",
        "/desk/front/preview?section=world&lead=first",
        "/desk/front/proof?section=world&lead=first",
    ] {
        assert_eq!(refused(sam.get(address).await).await, "Sam");
    }
    assert_eq!(refused(sam.post("/desk/front", &fields).await).await, "Sam");
    let call_off = sam.post("/desk/front/1/call-off", &[]).await;
    assert_eq!(refused(call_off).await, "Sam");
    assert_eq!(site.store.fronts_waiting().await.unwrap().len(), 1);

    let mut rae = Browser::signed_in(&site, "Rae", Role::Reporter).await;
    assert_eq!(refused(rae.post("/desk/front", &fields).await).await, "Rae");
    let looked = rae.get("/desk/front?section=world").await;
    assert_eq!(refused(looked).await, "Rae");
}

#[tokio::test]
async fn who_works_in_some_sections_only_sees_the_front_page_and_cannot_arrange_it() {
    let site = site().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let later = [
        ("lead", "first"),
        ("do", "schedule"),
        ("at", "2023-02-05T12:00"),
    ];
    eve.post("/desk/front", &later).await;
    eve.post("/desk/front", &[("lead", "second"), ("do", "now")])
        .await;

    let mut sam = editor_of(&site, "Sam", "sport").await;
    let page = sam.get("/desk/front").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has(
        "The front page is arranged by owners and by editors who work in every section; you arrange the fronts of your sections."
    ));
    assert!(page.has("<a href=\"/desk/front?section=sport\">"));
    assert!(page.has("<strong>Lead</strong>: <a href=\"/world/second\">"));
    assert!(page.has("Arranged by Eve, out 5 Feb 2023, 12:00"));
    for control in ["name=\"lead\"", "name=\"do\"", "Do not let it go out"] {
        assert!(!page.has(control), "{control}");
    }
    // What led the front before may be looked at, and the bar may lead to a story of theirs.
    assert!(page.has("How it stood") && page.has("action=\"/desk/breaking\""));

    let before = site.get("/").await.body;
    let now = [("lead", "match"), ("do", "now")];
    let call_off = "/desk/front/1/call-off";
    for (address, fields) in [
        ("/desk/front", &now[..]),
        ("/desk/front", &later),
        (call_off, &[]),
    ] {
        let refused = sam.post(address, fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{address}");
        let log = site.store.desk_log(&LogAsked::default(), None, 1).await;
        let line = log.unwrap().remove(0);
        assert!(line.is_refused && line.subject == format!("POST {address}"));
        assert_eq!(line.account.unwrap().1, "Sam");
    }
    for address in [
        "/desk/front/preview?lead=match",
        "/desk/front/proof?lead=match",
    ] {
        assert_eq!(sam.get(address).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(site.get("/").await.body, before);
    assert_eq!(site.store.fronts_waiting().await.unwrap().len(), 1);

    let own = [("section", "sport"), ("lead", "match"), ("do", "now")];
    let done = sam.post("/desk/front", &own).await;
    assert_eq!(
        done.header("location"),
        "/desk/front?section=sport&done=out"
    );
    // An owner has no limit here, whatever they work in.
    let sport = Sections::of(vec!["sport".parse().unwrap()]);
    let mut zoe = Browser::working_in(&site, "Zoe", Role::Owner, sport).await;
    assert!(zoe.get("/desk/front").await.has("name=\"lead\""));
    let now = [("lead", "match"), ("base", "2"), ("do", "now")];
    let done = zoe.post("/desk/front", &now).await;
    assert_eq!(done.header("location"), "/desk/front?done=out");
}

#[tokio::test]
async fn what_does_not_wait_cannot_be_called_off_by_anybody() {
    let site = site().await;
    let mut sam = editor_of(&site, "Sam", "sport").await;
    let answer = sam.post("/desk/front/77/call-off", &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.has("no arrangement 77 waits for its time"));
}

#[tokio::test]
async fn a_section_that_is_not_there_has_no_front() {
    let site = site().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    for section in ["mars", "Not an address", "world/first"] {
        let fields = [("section", section), ("lead", "first"), ("do", "now")];
        let answer = eve.post("/desk/front", &fields).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{section}");
    }
    let answer = eve.get("/desk/front?section=mars").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let answer = eve.post("/desk/front/77/call-off", &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.has("no arrangement 77 waits for its time"));
}

#[tokio::test]
async fn what_cannot_stand_there_comes_back_as_it_was_chosen() {
    let site = site().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    for (fields, sentence) in [
        (&[("second-2", "never-written")][..], "never-written"),
        (
            &[("second-1", "first"), ("second-2", "first")][..],
            "already",
        ),
        (
            &[
                ("second-2", "first"),
                ("do", "schedule"),
                ("at", "2020-01-01T10:00"),
            ][..],
            "lies ahead",
        ),
    ] {
        let fields = [&[("section", "world"), ("lead", "match")], fields].concat();
        let refused = eve.post("/desk/front", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has(sentence), "{}", refused.body);
        assert!(refused.has("<h1>Front of World</h1>"));
        for (_, chosen) in fields
            .iter()
            .filter(|(name, _)| name.starts_with("second") || *name == "lead")
        {
            let option = format!("<option value=\"{chosen}\" selected>");
            assert!(refused.has(&option), "{chosen}: {}", refused.body);
        }
    }
    assert!(!site.get("/world").await.has("class=\"lead\""));
}
