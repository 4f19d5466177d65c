//! What stands around the text of a story: its kind, its parts, its corrections, where to read on.

use axum::http::StatusCode;
use domain::ArticleKind;

use crate::test_site::{Answer, TestSite};

fn main_of(page: &Answer) -> &str {
    let start = page.place("<main");
    let end = page.place("</main>");
    &page.body[start..end]
}

#[tokio::test]
async fn a_reader_can_tell_an_opinion_from_news_on_every_page_that_shows_it() {
    let site = TestSite::start().await;
    site.article("view")
        .kind(ArticleKind::Opinion)
        .topic("Bridges")
        .save()
        .await;
    site.article("report").hours_ago(3).save().await;
    for address in ["/", "/world", "/world/view", "/topic/bridges"] {
        let page = site.get(address).await;
        assert_eq!(main_of(&page).matches(">Opinion<").count(), 1, "{address}");
    }
    let report = site.get("/world/report").await;
    assert!(!main_of(&report).contains(">News<"));
}

#[tokio::test]
async fn a_long_piece_lists_its_parts_and_a_short_one_does_not() {
    let site = TestSite::start().await;
    let parts = "## The plan\n\nText.\n\n## The *cost*\n\nText.\n\n## What is next\n\n";
    site.article("short").body(parts).save().await;
    let long = format!("{parts}{}", "Many words about it. ".repeat(300));
    site.article("long").body(&long).save().await;
    assert!(!site.get("/world/short").await.has("class=\"contents\""));
    let page = site.get("/world/long").await;
    assert!(page.has("<a href=\"#part-the-cost\">The cost</a>"));
    assert!(page.has("id=\"part-the-cost\""));
}

#[tokio::test]
async fn a_correction_stands_below_the_story_and_on_the_page_of_corrections() {
    let site = TestSite::start().await;
    assert!(
        site.get("/corrections")
            .await
            .has("Nothing had to be corrected")
    );
    site.article("bridge")
        .corrected(1, "It is 312 m long.")
        .save()
        .await;
    site.article("budget")
        .corrected(5, "It was & is <balanced>.")
        .save()
        .await;
    site.article("draft")
        .corrected(0, "Not yet.")
        .draft()
        .save()
        .await;
    assert!(site.get("/world/bridge").await.has("It is 312 m long."));
    let page = site.get("/corrections").await;
    assert!(page.place("It is 312 m long.") < page.place("It was &amp; is &lt;balanced&gt;."));
    assert!(!page.has("Not yet."));
    assert_eq!(
        site.get("/corrections?after=nonsense").await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn corrections_are_paged_without_repeating_or_skipping_one() {
    let site = TestSite::start().await;
    for number in 0..35 {
        site.article(&format!("story-{number}"))
            .corrected(1, &format!("Note {number}."))
            .save()
            .await;
    }
    let first = site.get("/corrections").await;
    let link = &first.body[first.place("/corrections?after=")..];
    let older = site.get(link.split('"').next().unwrap()).await;
    for number in 0..35 {
        let note = format!(">Note {number}.<");
        assert_ne!(first.has(&note), older.has(&note), "{note}");
    }
}

#[tokio::test]
async fn below_a_story_stand_those_on_its_topics_the_next_and_others_each_once() {
    let site = TestSite::start().await;
    site.article("this")
        .topic("Bridges")
        .topic("Works")
        .hours_ago(5)
        .save()
        .await;
    site.article("both")
        .topic("Bridges")
        .topic("Works")
        .hours_ago(30)
        .save()
        .await;
    site.article("one").topic("Works").hours_ago(1).save().await;
    site.article("next").hours_ago(6).save().await;
    site.article("other").hours_ago(2).save().await;
    let page = site.get("/world/this").await;
    let below = &page.body[page.place("</article>")..page.place("</main>")];
    let place = |slug: &str| {
        let link = format!("href=\"/world/{slug}\"");
        assert_eq!(below.matches(&link).count(), 1, "{slug} in {below}");
        below.find(&link).unwrap()
    };
    assert!(place("both") < place("one"), "what shares more comes first");
    assert!(place("next") < place("both") && place("one") < place("other"));
    assert!(!below.contains("/world/this\""));
}

#[tokio::test]
async fn every_kind_but_news_looks_its_own_on_its_page_in_lists_in_search_and_as_the_lead() {
    for kind in ArticleKind::ALL {
        let site = TestSite::start().await;
        let story = site.article("story").headline("Harbour").kind(kind);
        story.save().await;
        let of = |part: &str| format!("class=\"{part} {part}--{}", kind.as_str());
        for (address, part) in [
            ("/world/story", "kind"),
            ("/world", "card"),
            ("/search?q=harbour", "card"),
            ("/", "lead"),
        ] {
            let page = site.get(address).await;
            let is_news = kind == ArticleKind::News;
            assert_ne!(page.has(&of(part)), is_news, "{kind:?} at {address}");
            assert_ne!(page.has(&of("kind")), is_news, "{kind:?} at {address}");
            let article = address == "/world/story";
            assert_eq!(page.has(&of("article")), article, "{kind:?} at {address}");
        }
    }
}
