//! What changed in a story: a page that works without script, of versions that readers have had.

use axum::http::StatusCode;
use newsroom::publishing;

use crate::test_site::{Answer, TestSite};

async fn site_with_three_versions() -> TestSite {
    let site = TestSite::start().await;
    let story = |headline, body| site.article("ferry").headline(headline).body(body);
    story("Ferry late", "It left at nine.\n\nNobody minded.")
        .save()
        .await;
    story("Ferry late", "It left at *ten*.\n\nNobody minded.")
        .save()
        .await;
    story(
        "Ferry never left",
        "It left at <i>eleven</i>.\n\nNobody minded.",
    )
    .save()
    .await;
    site
}

/// The page of changes without the comments by which Leptos finds its places.
async fn changes(site: &TestSite, query: &str) -> Answer {
    let mut page = site.get(&format!("/world/ferry/changes{query}")).await;
    let pieces = page.body.split("<!--");
    let pieces = pieces.map(|piece| piece.split_once("-->").map_or(piece, |(_, rest)| rest));
    page.body = pieces.collect();
    page
}

#[tokio::test]
async fn a_story_that_was_updated_leads_to_what_changed_since_it_came_out() {
    let site = site_with_three_versions().await;
    let story = site.get("/world/ferry").await;
    story.place("data-article=\"1\" data-version=\"3\"");
    story.place("href=\"/world/ferry/changes\"");
    let page = changes(&site, "").await;
    assert_eq!(page.status, StatusCode::OK);
    page.place("Ferry <del>late</del><ins>never left</ins>");
    page.place("It left at <del>nine</del><ins>eleven</ins>.");
    page.place("<p>Nobody minded.</p>");
    page.place("href=\"/world/ferry/changes?since=1\" aria-current=\"true\"");
    page.place("href=\"/world/ferry/changes?since=2\" aria-current=\"false\"");
    page.place("<meta name=\"robots\" content=\"noindex\"");
    assert!(!page.has("rel=\"canonical\""));
}

#[tokio::test]
async fn a_reader_sees_what_changed_since_the_version_they_had() {
    let site = site_with_three_versions().await;
    let page = changes(&site, "?since=2").await;
    page.place("It left at <del>ten</del><ins>eleven</ins>.");
    assert!(!page.has("nine"));
    let newest = site.get("/world/ferry/changes?since=3").await;
    assert_eq!(newest.status, StatusCode::OK);
    newest.place("Not a word of it has changed");
    site.article("tram").save().await;
    site.get("/world/tram/changes")
        .await
        .place("No earlier version of it can be read.");
}

#[tokio::test]
async fn markup_in_a_story_is_shown_as_words() {
    let site = TestSite::start().await;
    site.article("a").headline("One").save().await;
    let headline = "<script>alert(1)</script>";
    site.article("a")
        .headline(headline)
        .body("Two & <three>.")
        .save()
        .await;
    let page = site.get("/world/a/changes").await;
    page.place("&lt;script&gt;alert(1)&lt;/script&gt;");
    assert!(!page.has("<script>alert"));
}

#[tokio::test]
async fn what_readers_cannot_open_is_not_compared() {
    let site = site_with_three_versions().await;
    site.article("draft").draft().save().await;
    for (path, status) in [
        ("/world/ferry/changes?since=4", StatusCode::NOT_FOUND),
        ("/world/ferry/changes?since=0", StatusCode::NOT_FOUND),
        ("/world/ferry/changes?since=x", StatusCode::BAD_REQUEST),
        ("/world/ferry/changes?since=-1", StatusCode::BAD_REQUEST),
        (
            "/world/ferry/changes?since=99999999999",
            StatusCode::BAD_REQUEST,
        ),
        ("/world/draft/changes", StatusCode::NOT_FOUND),
        ("/world/nothing/changes", StatusCode::NOT_FOUND),
        ("/world/ferry/changed", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(site.get(path).await.status, status, "{path}");
    }
    let elsewhere = site.get("/city/ferry/changes?since=1").await;
    assert_eq!(elsewhere.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(elsewhere.header("location"), "/world/ferry/changes?since=1");

    let reason = "It was wrong.".parse().unwrap();
    let slug = "ferry".parse().unwrap();
    publishing::withdraw(&site.store, &site.clock, &slug, reason)
        .await
        .unwrap();
    let gone = site.get("/world/ferry/changes").await;
    assert_eq!(gone.status, StatusCode::GONE);
    assert!(gone.has("It was wrong.") && !gone.has("nine"));
    publishing::publish(&site.store, &site.clock, &slug)
        .await
        .unwrap();
    let again = site.get("/world/ferry/changes").await;
    assert!(again.has("No earlier version of it can be read.") && !again.has("nine"));
    assert!(!again.has("Not a word of it has changed"));
    assert_eq!(
        site.get("/world/ferry/changes?since=1").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn open_pages_are_told_the_picks() {
    let site = TestSite::start().await;
    let mut reader = crate::live_reader::Reader::open(&site, "/live").await;
    site.article("ferry").picked().save().await;
    assert_eq!(reader.next().await.unwrap().event, "article-published");
    let picks = reader.next().await.unwrap();
    assert_eq!(picks.event, "picks-changed");
    let data: serde_json::Value = serde_json::from_str(&picks.data).unwrap();
    assert_eq!(data["stories"][0]["path"], "/world/ferry");
    assert_eq!(data["stories"][0]["headline"], "Headline of ferry");
}

#[tokio::test]
async fn what_changed_in_html_is_shown_and_a_script_is_no_text_of_the_story() {
    let site = TestSite::start().await;
    let story = |body| site.article("ferry").body(body);
    story("<div>\n<p>It left at nine.</p>\n</div>\n\nA <script>one()</script> word.")
        .save()
        .await;
    story("<div>\n<p>It left at ten.</p>\n</div>\n\nA <script>two()</script> word.")
        .save()
        .await;
    let page = changes(&site, "").await;
    page.place("It left at <del>nine</del><ins>ten</ins>.");
    assert!(!page.has("one()") && !page.has("two()"), "{}", page.body);
}
