//! Letters and their past issues, as pages, feeds and in the sitemap.

use axum::http::StatusCode;
use newsroom::letters::{IssueState, LetterState};
use newsroom::publishing;

use crate::test_site::TestSite;

async fn with_issues() -> TestSite {
    let site = TestSite::with_letters().await;
    site.article("ferry").standfirst("It <sails>.").save().await;
    site.article("bridge").save().await;
    site.issue("morning", "The ferry & the bridge", &["ferry", "bridge"])
        .await;
    site.issue("morning", "The bridge alone", &["bridge"]).await;
    site
}

#[tokio::test]
async fn all_letters_are_listed_with_promise_schedule_and_newest_issues() {
    let site = with_issues().await;
    let page = site.get("/letters").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.place("The promise of morning.") < page.place("The promise of sport."));
    assert!(page.has("Every day at 06:30"));
    assert!(page.has("href=\"/letters/morning/2\"") && page.has("href=\"/letters/sport\""));
    assert!(page.place("The bridge alone") < page.place("The ferry &amp; the bridge"));
    assert!(page.has("<link rel=\"canonical\" href=\"https://paper.example/letters\""));
}

#[tokio::test]
async fn a_paper_without_letters_says_so() {
    let site = TestSite::start().await;
    let page = site.get("/letters").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("There are no letters yet."));
    assert!(!site.get("/sitemap-pages-1.xml").await.has("/letters"));
}

#[tokio::test]
async fn an_issue_shows_its_stories_as_the_site_has_them() {
    let site = with_issues().await;
    let page = site.get("/letters/morning/1").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has(">The ferry &amp; the bridge</h1>"));
    assert!(page.place("Headline of ferry") < page.place("Headline of bridge"));
    assert!(page.has("The morning letter, no. 1"));
    assert!(!page.has("FOR MAIL PROGRAMS") && !page.has("{{"));
    assert!(page.has("href=\"https://paper.example/letters/morning/1\""));
    // A story that was taken back does not live on in it.
    let clock = &site.clock;
    let reason = "It did not sail.".parse().unwrap();
    publishing::withdraw(&site.store, clock, &"ferry".parse().unwrap(), reason)
        .await
        .unwrap();
    let page = site.get("/letters/morning/1").await;
    let main = &page.body[page.place("<main")..page.place("</main>")];
    assert!(!main.contains("Headline of ferry") && main.contains("Headline of bridge"));
}

#[tokio::test]
async fn issues_and_letters_that_there_are_not_are_not_found() {
    let site = with_issues().await;
    let morning = site.letter("morning").await.id;
    let issue = site.store.issue_of(morning, 2).await.unwrap().unwrap();
    let mut writing = site.store.write().await.unwrap();
    let now = site.clock.now();
    let state = IssueState::Cancelled;
    writing
        .put_issue_in_state(issue.id, state, now)
        .await
        .unwrap();
    writing.commit().await.unwrap();
    for address in [
        "/letters/morning/2",
        "/letters/morning/3",
        "/letters/morning/0",
        "/letters/morning/01",
        "/letters/morning/-1",
        "/letters/morning/99999999999999999999",
        "/letters/no-such",
        "/letters/no-such/1",
        "/letters/no-such/feed.rss",
        "/letters/feed.rss",
        "/letters/morning/1/2",
    ] {
        let answer = site.get(address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
    }
    let tampered = site.get("/letters/morning?before=x").await;
    assert_eq!(tampered.status, StatusCode::BAD_REQUEST);
    assert!(!site.get("/letters/morning").await.has("The bridge alone"));
}

#[tokio::test]
async fn an_issue_that_somebody_got_stays_when_it_is_cancelled() {
    let site = with_issues().await;
    for address in ["ann@example.org", "bo@example.org"] {
        site.confirmed(address, &["morning"]).await;
    }
    site.issue("morning", "The ferry sank", &["ferry"]).await;
    let morning = site.letter("morning").await.id;
    let issue = site.store.issue_of(morning, 3).await.unwrap().unwrap().id;
    let now = site.clock.now();
    let due = site.store.due_letters(Some(issue), now, 1).await.unwrap();
    site.store
        .end_sent_letters(&[due[0].id], now)
        .await
        .unwrap();
    let mut writing = site.store.write().await.unwrap();
    let state = IssueState::Cancelled;
    assert!(writing.put_issue_in_state(issue, state, now).await.unwrap());
    writing.commit().await.unwrap();
    // That is where "Read online" leads in the letter that went out.
    let page = site.get("/letters/morning/3").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("Headline of ferry"));
    for address in ["/letters/morning", "/letters/morning/feed.atom"] {
        assert!(site.get(address).await.has("The ferry sank"), "{address}");
    }
}

#[tokio::test]
async fn the_feed_of_a_letter_without_issues_is_as_new_as_the_letter() {
    let site = TestSite::with_letters().await;
    let feed = site.get("/letters/sport/feed.atom").await;
    assert!(feed.has("<updated>2023-02-05T15:00:00Z</updated>"));
}

#[tokio::test]
async fn older_issues_follow_page_by_page_and_none_is_left_out() {
    let site = TestSite::with_letters().await;
    for number in 1..=65 {
        site.issue("morning", &format!("Issue {number}"), &[]).await;
    }
    let (mut address, mut found) = ("/letters/morning".to_owned(), Vec::new());
    loop {
        let page = site.get(&address).await;
        assert_eq!(page.status, StatusCode::OK);
        for rest in page.body.split("href=\"/letters/morning/").skip(1) {
            // Its feeds are there too.
            found.extend(rest.split('"').next().unwrap().parse::<i64>());
        }
        let next = page.body.split_once("href=\"/letters/morning?before=");
        let Some((_, rest)) = next else { break };
        let before = rest.split('"').next().unwrap();
        address = format!("/letters/morning?before={before}");
    }
    assert_eq!(found, (1..=65).rev().collect::<Vec<_>>());
}

#[tokio::test]
async fn a_retired_letter_keeps_its_issues_and_is_no_longer_offered() {
    let site = with_issues().await;
    let morning = site.letter("morning").await.id;
    let mut writing = site.store.write().await.unwrap();
    let now = site.clock.now();
    let state = LetterState::Retired;
    writing
        .put_letter_in_state(morning, state, now)
        .await
        .unwrap();
    writing.commit().await.unwrap();
    assert!(!site.get("/letters").await.has("The promise of morning."));
    let page = site.get("/letters/morning").await;
    assert!(page.has("The bridge alone") && !page.has("Every day at 06:30"));
}

#[tokio::test]
async fn a_letter_has_a_feed_in_every_format_that_follows_its_issues() {
    let site = with_issues().await;
    let page = site.get("/letters/morning").await;
    for (file, kind) in [
        ("feed.rss", "application/rss+xml"),
        ("feed.atom", "application/atom+xml"),
        ("feed.json", "application/feed+json"),
    ] {
        let address = format!("/letters/morning/{file}");
        assert!(page.has(&format!("href=\"{address}\"")), "{address}");
        let feed = site.get(&address).await;
        assert_eq!(feed.status, StatusCode::OK, "{address}");
        assert!(feed.header("content-type").starts_with(kind));
        assert!(feed.has("https://paper.example/letters/morning/2"));
        assert!(feed.has("https://paper.example/world/ferry"));
        assert!(!feed.has("FOR MAIL PROGRAMS") && !feed.has("It <sails>"));
    }
    site.issue("morning", "One more", &["ferry"]).await;
    assert!(site.get("/letters/morning/feed.rss").await.has("One more"));
}

#[tokio::test]
async fn the_sitemap_has_letters_and_their_issues() {
    let site = with_issues().await;
    let map = site.get("/sitemap-pages-1.xml").await;
    for path in [
        "/letters",
        "/letters/morning",
        "/letters/sport",
        "/letters/morning/2",
    ] {
        let element = format!("<loc>https://paper.example{path}</loc>");
        assert!(map.has(&element), "{path}");
    }
}
