use axum::http::StatusCode;
use newsroom::publishing;
use newsroom::store::{DatabaseUrl, Store};

use crate::test_site::{NOW, TestSite};

#[tokio::test]
async fn an_empty_paper_has_a_front_page() {
    let site = TestSite::start().await;
    let page = site.get("/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("Nothing has been published here yet."));
}

#[tokio::test]
async fn the_dateline_tells_the_place_and_the_day_there() {
    let site = TestSite::start().await;
    assert!(site.get("/").await.has("Sunday, February 5, 2023"));
    // 04:59 UTC on the 6th is still the 5th in New York.
    site.clock
        .set(NOW.shifted(13 * 3_600_000_000 + 59 * 60_000_000));
    let page = site.get("/").await;
    assert!(page.has("Sunday, February 5, 2023") && page.has("New York"));
    site.clock.set(NOW.shifted(14 * 3_600_000_000 + 60_000_000));
    assert!(site.get("/").await.has("Monday, February 6, 2023"));
}

#[tokio::test]
async fn a_reader_can_open_a_published_article() {
    let site = TestSite::start().await;
    let article = site
        .article("harbour-bridge")
        .headline("Bridge & \"tower\" <open>")
        .standfirst("At last.");
    article
        .body("First.\n\nSecond.")
        .by(&["Ada Low", "Bo High"])
        .topic("Bridges")
        .save()
        .await;
    let page = site.get("/world/harbour-bridge").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.has("<h1 class=\"article__headline\">Bridge &amp; \"tower\" &lt;open&gt;</h1>"),
        "{}",
        page.body
    );
    assert!(page.has("At last.") && page.has("<p>Second.</p>"));
    assert!(page.has("href=\"/author/ada-low\"") && page.has("href=\"/topic/bridges\""));
    assert!(
        page.has("datetime=\"2023-02-05T08:00:00-05:00\""),
        "{}",
        page.body
    );
    assert!(
        page.has("<link rel=\"canonical\" href=\"https://paper.example/world/harbour-bridge\">")
    );
}

#[tokio::test]
async fn a_reader_cannot_open_a_draft_or_a_scheduled_article() {
    let site = TestSite::start().await;
    site.article("unfinished").draft().save().await;
    site.article("tomorrow").hours_ago(-24).save().await;
    for address in ["/world/unfinished", "/world/tomorrow"] {
        assert_eq!(
            site.get(address).await.status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
    assert!(!site.get("/").await.has("Headline of"));
}

#[tokio::test]
async fn a_scheduled_article_comes_out_when_its_time_has_come() {
    let site = TestSite::start().await;
    site.article("tomorrow").hours_ago(-24).save().await;
    site.clock.set(NOW.shifted(25 * 3_600_000_000));
    publishing::publish_due(&site.store, &site.clock)
        .await
        .unwrap();
    assert_eq!(site.get("/world/tomorrow").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_withdrawn_article_is_gone_and_says_why() {
    let site = TestSite::start().await;
    site.article("wrong").save().await;
    let reason = "The figures were from another year.".parse().unwrap();
    publishing::withdraw(&site.store, &site.clock, &"wrong".parse().unwrap(), reason)
        .await
        .unwrap();
    let page = site.get("/world/wrong").await;
    assert_eq!(page.status, StatusCode::GONE);
    assert!(page.has("The figures were from another year."));
    assert!(!site.get("/").await.has("Headline of wrong"));
}

#[tokio::test]
async fn an_updated_article_says_when() {
    let site = TestSite::start().await;
    site.article("story").save().await;
    assert!(!site.get("/world/story").await.has("Updated"));
    site.article("story").body("Now with more.").save().await;
    let page = site.get("/world/story").await;
    assert!(page.has("Now with more.") && page.has("Updated"));
}

#[tokio::test]
async fn text_that_runs_right_to_left_is_marked() {
    let site = TestSite::start().await;
    site.article("arabic")
        .headline("قافلة الملح")
        .language("ar")
        .save()
        .await;
    assert!(
        site.get("/world/arabic")
            .await
            .has("<article lang=\"ar\" dir=\"rtl\" data-article=\"1\" data-version=\"1\" class=\"article article--news\">")
    );
}

#[tokio::test]
async fn a_page_that_never_was_is_not_found_and_looks_like_the_paper() {
    let site = TestSite::start().await;
    site.article("story").save().await;
    for address in [
        "/nothing",
        "/world/nothing",
        "/topic/nothing",
        "/author/nothing",
        "/a/b/c/d",
        "/World",
        "/world/..%2f..%2fetc",
        "/%00",
        "/%F0%9F%92%A9",
    ] {
        let page = site.get(address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
        assert!(
            page.has("We could not find that page") && page.has("The Test"),
            "{address}"
        );
    }
}

#[tokio::test]
async fn a_page_has_one_address() {
    let site = TestSite::start().await;
    site.article("story").save().await;
    let slashed = site.get("/world/story/?a=b").await;
    assert_eq!(slashed.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(slashed.header("location"), "/world/story?a=b");
    for address in [
        "/x/../world",
        "/./world",
        "//world",
        "//example.org/",
        "/world//story",
    ] {
        let page = site.get(address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
    }
}

#[tokio::test]
async fn escapes_that_say_nothing_lead_to_the_address_without_them() {
    let site = TestSite::start().await;
    site.article("a-story").save().await;
    for (address, leads_to) in [
        ("/world/a%2Dstory?a=b%2Dc", "/world/a-story?a=b%2Dc"),
        ("/%77orld/a%2dstory/", "/world/a-story"),
        ("/%61rchive/2023%2D02%2d05", "/archive/2023-02-05"),
    ] {
        let page = site.get(address).await;
        assert_eq!(page.status, StatusCode::MOVED_PERMANENTLY, "{address}");
        assert_eq!(page.header("location"), leads_to);
    }
    for address in [
        "/%2e%2e/world",
        "/world%2Fa-story",
        "/world/a%252Dstory",
        "/world/a%2",
        "/world/%+2",
    ] {
        let page = site.get(address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
    }
}

#[tokio::test]
async fn an_address_cannot_write_into_the_page() {
    let site = TestSite::start().await;
    for address in [
        "/--%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/world?after=%22%3E%3Cscript%3Ealert(1)",
    ] {
        let page = site.get(address).await;
        assert!(!page.has("<script>alert"), "{address}");
    }
}

#[tokio::test]
async fn what_stands_around_a_page_follows_what_another_program_publishes() {
    let site = TestSite::start().await;
    site.article("first").save().await;
    assert!(site.get("/stay-in-touch").await.has("Headline of first"));
    let url = DatabaseUrl::file(&site.folder.path().join("paper.sqlite"));
    let other = Store::open(&url).await.unwrap();
    let slug = "first".parse().unwrap();
    publishing::withdraw(&other, &site.clock, &slug, "Wrong.".parse().unwrap())
        .await
        .unwrap();
    soon_shows(&site, false).await;
    publishing::publish(&other, &site.clock, &slug)
        .await
        .unwrap();
    soon_shows(&site, true).await;
}

/// Waits until the sign-up page has the story beside it, or has not: the server looks at the log now and then.
async fn soon_shows(site: &TestSite, is_there: bool) {
    for _ in 0..3_000 {
        if site.get("/stay-in-touch").await.has("Headline of first") == is_there {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("it was never so: {is_there}");
}

#[tokio::test]
async fn words_that_look_like_the_marks_of_a_document_are_words() {
    let site = TestSite::start().await;
    let marks = "<!--main--> <!--side--> <!--foot-->";
    let article = site.article("ferry").headline(marks).standfirst(marks);
    article.body(marks).save().await;
    let page = site.get("/world/ferry").await;
    let once = ["<main ", "<article ", "<aside ", "class=\"colophon\""];
    for part in once {
        assert_eq!(
            page.body.matches(part).count(),
            1,
            "{part} in {}",
            page.body
        );
    }
    assert!(page.has("&lt;!--main--&gt;"));
}
