use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use newsroom::publishing;

use crate::test_site::{NOW, TestSite};
use crate::xml::texts;

const DAY: i64 = 24 * 3_600_000_000;

#[tokio::test]
async fn the_index_leads_to_every_page_with_something_to_read() {
    let site = TestSite::start().await;
    site.article("bridge")
        .by(&["Ada Low"])
        .topic("Bridges")
        .save()
        .await;
    site.article("ferry")
        .in_section("city")
        .hours_ago(5)
        .save()
        .await;
    site.article("unfinished")
        .in_section("sport")
        .by(&["Bo"])
        .topic("None")
        .draft()
        .save()
        .await;
    let index = site.get("/sitemap.xml").await;
    assert_eq!(index.status, StatusCode::OK);
    assert_eq!(
        index.header("content-type"),
        "application/xml; charset=utf-8"
    );
    let parts = texts(&index.body, "sitemapindex/sitemap/loc");
    let mut found = Vec::new();
    for part in &parts {
        let answer = site
            .get(part.strip_prefix("https://paper.example").unwrap())
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{part}");
        found.extend(texts(&answer.body, "urlset/url/loc"));
    }
    found.sort();
    let expected = [
        "/",
        "/about",
        "/accessibility",
        "/archive/2023-02-05",
        "/author/ada-low",
        "/city",
        "/city/ferry",
        "/privacy",
        "/stay-in-touch",
        "/topic/bridges",
        "/world",
        "/world/bridge",
    ];
    assert_eq!(
        found,
        expected.map(|path| format!("https://paper.example{path}"))
    );
    for address in &found {
        let page = site
            .get(address.strip_prefix("https://paper.example").unwrap())
            .await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        let canonical = format!("<link rel=\"canonical\" href=\"{address}\">");
        assert!(page.has(&canonical), "{address}");
    }
}

#[tokio::test]
async fn every_address_says_when_it_changed_last() {
    let site = TestSite::start().await;
    site.article("bridge")
        .by(&["Ada"])
        .topic("Bridges")
        .hours_ago(3)
        .save()
        .await;
    site.article("ferry").by(&["Ada"]).hours_ago(1).save().await;
    let (published, updated) = ("2023-02-05T12:00:00Z", "2023-02-05T15:00:00Z");
    let lastmod = async |address: &str| texts(&site.get(address).await.body, "urlset/url/lastmod");
    assert_eq!(
        lastmod("/sitemap-1.xml").await,
        [published, "2023-02-05T14:00:00Z"]
    );
    assert_eq!(lastmod("/sitemap-topics-1.xml").await, [published]);
    site.article("bridge")
        .by(&["Ada"])
        .topic("Bridges")
        .hours_ago(3)
        .body("More.")
        .save()
        .await;
    assert_eq!(
        lastmod("/sitemap-1.xml").await,
        [updated, "2023-02-05T14:00:00Z"]
    );
    assert_eq!(lastmod("/sitemap-topics-1.xml").await, [updated]);
    assert_eq!(lastmod("/sitemap-authors-1.xml").await, [updated]);
    assert_eq!(lastmod("/sitemap-sections-1.xml").await, [updated; 2]);
    let index = site.get("/sitemap.xml").await.body;
    assert_eq!(texts(&index, "sitemapindex/sitemap/lastmod"), [updated; 5]);
}

#[tokio::test]
async fn days_and_the_papers_own_pages_say_when_they_changed_if_that_is_known() {
    let site = TestSite::start().await;
    // Ten in the evening in New York, when it is the next day in UTC already.
    site.article("late").hours_ago(12).save().await;
    site.article("early").hours_ago(6).save().await;
    site.article("corrected")
        .hours_ago(200)
        .corrected(100, "It was red.")
        .save()
        .await;
    let own = site.folder.path().join("pages");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(own.join("privacy.md"), "We keep nothing.").unwrap();
    let saved = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_600_000_000);
    let file = std::fs::File::options()
        .write(true)
        .open(own.join("privacy.md"))
        .unwrap();
    file.set_modified(saved).unwrap();
    let pages = site.get("/sitemap-pages-1.xml").await.body;
    let dated: Vec<_> = pages
        .split("<url>")
        .skip(1)
        .map(|url| {
            let part = |name: &str| {
                let (_, rest) = url.split_once(&format!("<{name}>"))?;
                Some(rest.split('<').next().unwrap().to_owned())
            };
            let address = part("loc").unwrap().replace("https://paper.example", "");
            (address, part("lastmod").unwrap_or_default())
        })
        .collect();
    let dated: Vec<_> = dated
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    assert_eq!(
        dated,
        [
            ("/about", ""),
            ("/privacy", "2020-09-13T12:26:40Z"),
            ("/accessibility", ""),
            ("/stay-in-touch", ""),
            ("/corrections", "2023-01-28T07:00:00Z"),
            ("/archive/2023-02-05", "2023-02-05T09:00:00Z"),
            ("/archive/2023-02-04", "2023-02-05T03:00:00Z"),
            ("/archive/2023-01-28", "2023-01-28T07:00:00Z"),
        ]
    );
}

#[tokio::test]
async fn what_is_withdrawn_leaves_the_sitemap() {
    let site = TestSite::start().await;
    site.article("bridge").topic("Bridges").save().await;
    let reason = "Wrong.".parse().unwrap();
    publishing::withdraw(&site.store, &site.clock, &"bridge".parse().unwrap(), reason)
        .await
        .unwrap();
    assert_eq!(
        texts(
            &site.get("/sitemap.xml").await.body,
            "sitemapindex/sitemap/loc"
        ),
        ["https://paper.example/sitemap-pages-1.xml"]
    );
    for part in [
        "/sitemap-1.xml",
        "/sitemap-topics-1.xml",
        "/sitemap-sections-1.xml",
    ] {
        assert_eq!(site.get(part).await.status, StatusCode::NOT_FOUND, "{part}");
    }
}

#[tokio::test]
async fn a_part_has_one_address() {
    let site = TestSite::start().await;
    site.article("bridge").save().await;
    for none in [
        "0",
        "2",
        "01",
        "+1",
        "-1",
        "",
        "x",
        "articles-1",
        "99999999999",
        "sections-0",
        "1.xml",
    ] {
        let answer = site.get(&format!("/sitemap-{none}.xml")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{none}");
    }
}

#[tokio::test]
async fn the_news_sitemap_has_the_stories_of_two_days() {
    let site = TestSite::start().await;
    site.article("new")
        .headline("</news:title> & ]]>")
        .hours_ago(47)
        .save()
        .await;
    site.article("arabic")
        .headline("قافلة")
        .language("ar")
        .hours_ago(1)
        .save()
        .await;
    site.article("old").hours_ago(49).save().await;
    let news = site.get("/news-sitemap.xml").await;
    assert_eq!(
        news.header("content-type"),
        "application/xml; charset=utf-8"
    );
    let one = |name: &str| texts(&news.body, &format!("urlset/url/{name}"));
    assert_eq!(
        one("news:news/news:title"),
        ["قافلة", "</news:title> & ]]>"]
    );
    assert_eq!(
        one("news:news/news:publication/news:language"),
        ["ar", "en"]
    );
    assert_eq!(one("news:news/news:publication/news:name"), ["The Test"; 2]);
    assert_eq!(
        one("news:news/news:publication_date")[1],
        "2023-02-03T16:00:00Z"
    );
    site.clock.set(NOW.shifted(DAY));
    let later = site.get("/news-sitemap.xml").await.body;
    assert_eq!(
        texts(&later, "urlset/url/loc"),
        ["https://paper.example/world/arabic"]
    );
}

#[tokio::test]
async fn sitemaps_are_answered_like_pages() {
    let site = TestSite::start().await;
    site.article("bridge").save().await;
    for address in [
        "/sitemap.xml",
        "/sitemap-1.xml",
        "/news-sitemap.xml",
        "/robots.txt",
        "/site.webmanifest",
    ] {
        let whole = site.get(address).await;
        assert_eq!(whole.status, StatusCode::OK, "{address}");
        let head = site.method(Method::HEAD, address).await;
        assert_eq!(
            (head.status, head.body.as_str()),
            (StatusCode::OK, ""),
            "{address}"
        );
        let again = Request::get(address).header("if-none-match", whole.header("etag"));
        let again = site.ask(again.body(Body::empty()).unwrap()).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{address}");
    }
}
