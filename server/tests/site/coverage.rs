//! Coverage as readers and programs get it: its page without script, its feeds, what it says of itself.

use axum::http::StatusCode;
use domain::{ArticleKind, CoverageState, EntryNumber, EntryVersion};
use newsroom::coverage::{self, Edit};
use serde_json::Value;

use crate::test_site::{Answer, NOW, TestSite};

pub const STORM: &str = "/world/storm";
const MINUTE: i64 = 60_000_000;

/// A site with coverage of a storm that came out two hours ago, in one language or another.
pub async fn site_with_coverage() -> TestSite {
    let site = TestSite::start().await;
    let storm = site.article("storm").kind(ArticleKind::Coverage);
    storm.headline("Storm Ada").body("It blows.").save().await;
    site
}

/// Adds an entry of that headline and text.
pub async fn add(site: &TestSite, headline: &str, text: &str) {
    let version = EntryVersion {
        headline: headline.parse().ok(),
        text: text.parse().unwrap(),
        byline: domain::Byline::default(),
        is_key: headline.starts_with("Key"),
    };
    let storm = "storm".parse().unwrap();
    coverage::add(&site.store, &site.clock, &storm, &version, false)
        .await
        .unwrap();
}

pub async fn pin(site: &TestSite, number: u32) {
    let (storm, number) = ("storm".parse().unwrap(), EntryNumber(number));
    coverage::set_pinned(&site.store, &site.clock, &storm, number, true)
        .await
        .unwrap();
}

pub async fn remove(site: &TestSite, number: u32) {
    let (storm, number) = ("storm".parse().unwrap(), EntryNumber(number));
    coverage::remove(&site.store, &site.clock, &storm, number)
        .await
        .unwrap();
}

pub async fn edit(site: &TestSite, number: u32, text: &str) {
    let edit = Edit {
        text: Some(text.parse().unwrap()),
        ..Edit::default()
    };
    let (storm, number) = ("storm".parse().unwrap(), EntryNumber(number));
    coverage::edit(&site.store, &site.clock, &storm, number, edit)
        .await
        .unwrap();
}

pub async fn put(site: &TestSite, state: CoverageState) {
    let storm = "storm".parse().unwrap();
    coverage::set_state(&site.store, &site.clock, &storm, state)
        .await
        .unwrap();
}

/// The numbers of the entries on a page, in its order.
pub fn numbers(page: &Answer) -> Vec<u32> {
    let entries = page.body.split("data-entry=\"").skip(1);
    entries
        .map(|entry| entry.split('"').next().unwrap().parse().unwrap())
        .collect()
}

fn data(page: &Answer) -> Value {
    let (_, rest) = page
        .body
        .split_once("<script type=\"application/ld+json\">")
        .unwrap();
    let (json, _) = rest.split_once("</script>").unwrap();
    serde_json::from_str(json).unwrap()
}

#[tokio::test]
async fn coverage_shows_its_updates_the_newest_first_with_pinned_ones_above() {
    let site = site_with_coverage().await;
    add(&site, "Key: roof gone", "The **roof**.").await;
    add(&site, "", "<script>alert(1)</script>Rain & wind.").await;
    add(&site, "Calm", "None of it.").await;
    pin(&site, 2).await;
    let page = site.get(STORM).await;
    assert_eq!(numbers(&page), [2, 3, 1]);
    assert!(page.place("coverage__pinned") < page.place("coverage__entries"));
    assert!(page.place("It blows.") < page.place("coverage__pinned"));
    assert!(page.has("<strong>roof</strong>") && !page.has("<script>alert"));
    assert!(page.has("href=\"/world/storm?entry=1#entry-1\""));
    for words in [
        "Live",
        "Key events",
        "Key event",
        "Pinned",
        "Check for updates",
    ] {
        assert!(page.has(words), "{words}");
    }
}

#[tokio::test]
async fn readers_see_whether_more_is_to_come_on_the_page_and_in_lists() {
    let site = site_with_coverage().await;
    for (state, words) in [
        (CoverageState::Paused, "Paused"),
        (CoverageState::Closed, "As it happened"),
        (CoverageState::Open, "Live"),
    ] {
        put(&site, state).await;
        let shown = format!(
            "data-state=\"{}\" class=\"coverage__state\">{words}<",
            state.as_str()
        );
        assert!(site.get(STORM).await.has(&shown), "{words}");
        let list = site.get("/world").await;
        let kicker = list.place("kind--coverage");
        assert!(list.body[kicker..kicker + 80].contains(words), "{words}");
    }
}

#[tokio::test]
async fn an_edited_update_says_so_and_a_removed_one_is_gone() {
    let site = site_with_coverage().await;
    add(&site, "", "One.").await;
    add(&site, "", "Two.").await;
    site.clock.set(NOW.shifted(12 * MINUTE));
    edit(&site, 1, "One, and a half.").await;
    remove(&site, 2).await;
    let page = site.get(STORM).await;
    assert_eq!(numbers(&page), [1]);
    assert!(page.has("One, and a half.") && !page.has("Two."));
    assert!(page.body[page.place("entry__edited")..].contains(">10:12<"));
    assert!(page.has("article:modified_time\" content=\"2023-02-05T10:12:00-05:00\""));
}

#[tokio::test]
async fn an_update_of_another_day_says_which() {
    let site = site_with_coverage().await;
    add(&site, "", "One.").await;
    assert!(site.get(STORM).await.has(">10:00</time>"));
    site.clock.set(NOW.shifted(24 * 60 * MINUTE));
    assert!(site.get(STORM).await.has(">Feb 5, 10:00</time>"));
}

#[tokio::test]
async fn search_engines_are_told_that_it_is_a_live_blog_and_what_is_in_it() {
    let site = site_with_coverage().await;
    add(&site, "Roof gone", "The **roof**.").await;
    let story = &data(&site.get(STORM).await)["@graph"][0];
    assert_eq!(story["@type"], "LiveBlogPosting");
    assert_eq!(story["coverageStartTime"], "2023-02-05T08:00:00-05:00");
    assert!(story.get("coverageEndTime").is_none());
    let update = &story["liveBlogUpdate"][0];
    assert_eq!(update["@type"], "BlogPosting");
    assert_eq!(update["headline"], "Roof gone");
    assert_eq!(update["articleBody"], "The roof.");
    assert_eq!(
        update["url"],
        "https://paper.example/world/storm?entry=1#entry-1"
    );
    assert_eq!(update["datePublished"], "2023-02-05T10:00:00-05:00");
    put(&site, CoverageState::Closed).await;
    let story = &data(&site.get(STORM).await)["@graph"][0];
    assert_eq!(story["coverageEndTime"], "2023-02-05T10:00:00-05:00");
}

#[tokio::test]
async fn the_updates_of_coverage_are_a_feed_of_their_own() {
    let site = site_with_coverage().await;
    add(&site, "Roof gone", "The [roof](/world/roof).").await;
    add(&site, "", "Rain.").await;
    remove(&site, 2).await;
    for file in ["feed.rss", "feed.atom", "feed.json"] {
        let address = format!("{STORM}/{file}");
        assert!(
            site.get(STORM).await.has(&format!("href=\"{address}\"")),
            "{file}"
        );
        let feed = site.get(&address).await;
        assert_eq!(feed.status, StatusCode::OK, "{file}");
        assert!(
            feed.has("Storm Ada – The Test") && feed.has("Roof gone"),
            "{file}"
        );
        assert!(feed.has("https://paper.example/world/storm?entry=1#entry-1"));
        assert!(feed.has("https://paper.example/world/roof") && !feed.has("Rain."));
        assert!(feed.has("article:1:1"));
    }
    let elsewhere = site.get("/city/storm/feed.rss").await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    site.article("storm")
        .kind(ArticleKind::Coverage)
        .draft()
        .save()
        .await;
    assert_eq!(
        site.get(&format!("{STORM}/feed.rss")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn an_article_that_is_coverage_no_more_shows_no_updates() {
    let site = site_with_coverage().await;
    add(&site, "", "Rain.").await;
    site.article("storm").body("It blew.").save().await;
    let page = site.get(STORM).await;
    assert!(page.has("It blew.") && !page.has("Rain.") && !page.has("Key events"));
    assert_eq!(data(&page)["@graph"][0]["@type"], "NewsArticle");
}

#[tokio::test]
async fn coverage_in_another_language_keeps_the_papers_words_in_the_papers() {
    let site = TestSite::start().await;
    let storm = site.article("storm").kind(ArticleKind::Coverage);
    storm.language("ar").save().await;
    add(&site, "Key: الريح", "مطر.").await;
    let page = site.get(STORM).await;
    assert!(page.has(
        "<article aria-labelledby=\"entry-1-name\" lang=\"ar\" dir=\"rtl\" class=\"entry__story\">"
    ));
    assert!(page.has("<header lang=\"en\" dir=\"ltr\" class=\"coverage__header\">"));
}
