//! The log of the desk: found again by who, what and when, and the way from a line to what it is about.

use axum::http::StatusCode;
use newsroom::desk::role::{Role, Sections};

use super::{Browser, paper, value_of};
use crate::test_site::TestSite;

const DAY: i64 = 24 * 3600 * 1_000_000;

/// The link of the newest line that has these words, if it has one.
async fn link(reader: &mut Browser<'_>, words: &str) -> Option<String> {
    let page = reader.get("/desk/log").await.body;
    let lines = page.split("<li>").map(|line| line.split("</li>").next());
    let line = lines.flatten().find(|line| line.contains(words));
    let line = line.unwrap_or_else(|| panic!("no line has {words}: {page}"));
    let link = line.split("href=\"").nth(1)?;
    Some(link.split('"').next().unwrap().to_owned())
}

/// How many lines a page of the log has.
fn lines(page: &str) -> usize {
    page.matches("<li><time").count()
}

#[tokio::test]
async fn a_line_leads_to_what_it_is_about_for_whoever_may_open_that() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let story = eve.begin("A bridge").await;
    let front = [("section", "world"), ("lead", "first"), ("do", "now")];
    eve.post("/desk/front", &front).await;
    let bar = [("text", "It is shut"), ("story", "first")];
    eve.post("/desk/breaking", &bar).await;
    let named = [("name", "Eve Strand"), ("role", "editor")];
    zoe.post("/desk/people/2", &named).await;

    for (words, to) in [
        ("began ", story.as_str()),
        ("the front of world", "/desk/front?section=world"),
        ("the breaking bar", "/desk/front"),
    ] {
        let found = link(&mut eve, words).await;
        assert_eq!(found.as_deref(), Some(to), "{words}");
        assert_eq!(eve.get(to).await.status, StatusCode::OK, "{to}");
    }
    let account = "changed the account of";
    assert_eq!(
        link(&mut zoe, account).await.as_deref(),
        Some("/desk/people/2")
    );
    // Who may not open it sees what was done, without a way to it.
    assert_eq!(link(&mut eve, account).await, None);
    let sport = Sections::of(vec!["sport".parse().unwrap()]);
    let mut sam = Browser::working_in(&site, "Sam", Role::Editor, sport).await;
    assert_eq!(link(&mut sam, "the front of world").await, None);
    assert!(link(&mut sam, "the breaking bar").await.is_some());
}

#[tokio::test]
async fn what_is_gone_is_told_without_a_link() {
    let site = TestSite::with_letters().await;
    site.article("first").save().await;
    site.confirmed("ann@example.org", &["morning"]).await;
    let ann = site.reader("ann@example.org").await.unwrap().id.0;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let address = format!("/desk/readers/{ann}");
    zoe.get(&address).await;
    let words = format!("subscriber {ann}");
    assert_eq!(link(&mut zoe, &words).await, Some(address.clone()));
    zoe.post(&format!("{address}/erase"), &[("sure", "yes")])
        .await;
    assert!(site.reader("ann@example.org").await.is_none());
    assert_eq!(link(&mut zoe, &words).await, None);

    zoe.post("/desk/letters/morning/state", &[("do", "pause")])
        .await;
    let letter = link(&mut zoe, "paused").await;
    assert_eq!(letter.as_deref(), Some("/desk/letters/morning"));
}

#[tokio::test]
async fn a_line_about_a_story_whose_section_or_address_changed_leads_to_it_still() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let story = eve.begin("A bridge").await;
    let other = [("headline", "Two bridges"), ("body", "It happened.")];
    eve.save(&story, "2", &other).await;
    assert_eq!(link(&mut eve, "A bridge").await, Some(story));
}

#[tokio::test]
async fn the_log_is_narrowed_down_by_person_kind_and_days() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    ann.begin("A bridge").await;
    let story = eve.begin("A tunnel").await;
    site.clock.set(site.clock.now().shifted(DAY));
    eve.step(&story, "2", "publish").await;

    let page = eve.get("/desk/log?who=2").await;
    assert!(page.has(">A bridge</a>") && !page.has(">A tunnel</a>"));
    assert!(page.has("<option value=\"2\" selected>Ann</option>"));
    let page = eve.get("/desk/log?what=published").await;
    assert_eq!(lines(&page.body), 1, "{}", page.body);
    assert!(page.has("<option value=\"published\" selected>"));
    let page = eve.get("/desk/log?what=any-story").await;
    assert_eq!(lines(&page.body), 3, "{}", page.body);
    assert!(page.has("<option value=\"any-story\" selected>"));
    let first = eve.get("/desk/log?from=2023-02-05&to=2023-02-05").await;
    assert!(first.has(">A bridge</a>") && lines(&first.body) > 3);
    assert_eq!(value_of(&first.body, "id=\"from\""), "2023-02-05");
    let second = eve.get("/desk/log?from=2023-02-06").await;
    assert_eq!(lines(&second.body), 1, "{}", second.body);
    assert!(second.has("published <a"));
    let both = eve
        .get("/desk/log?who=1&what=any-story&from=2023-02-06&to=2023-02-06")
        .await;
    assert_eq!(lines(&both.body), 1);

    eve.post(
        "/desk/sign-in",
        &[("address", "a@b.example"), ("password", "no")],
    )
    .await;
    let nobody = eve.get("/desk/log?who=nobody").await;
    assert!(nobody.has("Somebody who was not signed in") && nobody.has("a@b.example"));
    assert!(nobody.has("Whoever runs the server</strong> invited "));
    assert!(!nobody.has("The desk itself"));
    assert!(!nobody.has(">A bridge</a>"));
}

#[tokio::test]
async fn a_log_in_which_nothing_is_like_that_says_so_and_what_cannot_be_read_comes_back() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    for query in ["who=99", "who=x", "what=purged", "to=2001-01-01"] {
        let page = eve.get(&format!("/desk/log?{query}")).await;
        assert!(page.has("Nothing like that is in the log."), "{query}");
    }
    for (query, sentence) in [
        (
            "from=yesterday",
            "`yesterday` is no day. Write it like 2026-03-04.",
        ),
        ("to=2023-02-30", "`2023-02-30` is no day."),
        (
            "from=2023-02-06&to=2023-02-05",
            "The last day is before the first.",
        ),
    ] {
        let page = eve.get(&format!("/desk/log?who=1&{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        assert!(
            page.has("role=\"alert\"") && page.has(sentence),
            "{}",
            page.body
        );
        assert!(page.has("<option value=\"1\" selected>Eve</option>"));
        assert_eq!(lines(&page.body), 0, "{query}");
    }
    let odd = eve.get("/desk/log?what=&after=nothing&who=").await;
    assert!(lines(&odd.body) > 0);
}

#[tokio::test]
async fn the_next_page_of_a_narrowed_log_is_narrowed_too_and_repeats_nothing() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    for number in 0..120 {
        let headline = format!("Story {number} of many");
        eve.post("/desk/stories", &[("headline", &headline)]).await;
    }
    let first = eve
        .get("/desk/log?who=1&what=began&from=2023-02-05&to=2023-02-05")
        .await;
    assert_eq!(lines(&first.body), 100);
    let next = first.body.split("<a href=\"/desk/log?").nth(1).unwrap();
    let next = next.split('"').next().unwrap().replace("&amp;", "&");
    for kept in ["who=1", "what=began", "from=2023-02-05", "to=2023-02-05"] {
        assert!(next.contains(kept), "{next}");
    }
    let second = eve.get(&format!("/desk/log?{next}")).await;
    assert_eq!(lines(&second.body), 20);
    assert!(!second.has(">Earlier</a>"));
    for number in 0..120 {
        let story = format!(">Story {number} of many</a>");
        assert!(first.has(&story) != second.has(&story), "{number}");
    }
}

#[tokio::test]
async fn what_was_done_and_what_undid_it_read_differently() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let path = eve.begin("A bridge").await;
    eve.post(&format!("{path}/shares"), &[("days", "2")]).await;
    let log = eve.log().await;
    assert!(
        log.contains("shared A bridge") && !log.contains("ended a link to A bridge"),
        "{log}"
    );
    eve.post(&format!("{path}/shares/1/end"), &[]).await;
    eve.step(&path, "2", "bin").await;
    let log = eve.log().await;
    assert!(
        log.contains("ended a link to A bridge") && log.contains("binned A bridge"),
        "{log}"
    );
    eve.step(&path, "2", "unbin").await;
    let log = eve.log().await;
    assert!(log.contains("took out of the bin A bridge"), "{log}");
    for once in ["shared A bridge", "binned A bridge"] {
        assert_eq!(log.matches(once).count(), 1, "{once}: {log}");
    }
    let stories = eve.get("/desk/log?what=any-story").await;
    assert!(stories.has("took out of the bin") && stories.has("ended a link to"));
}
