//! Preview pictures of articles that have none of their own.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::json;

use crate::structured_data::data;
use crate::test_site::{Answer, TestSite};

/// What the head of the page names as the preview's picture, as an address on this site.
fn picture_of(page: &Answer) -> String {
    let (_, rest) = page
        .body
        .split_once("property=\"og:image\" content=\"")
        .unwrap();
    let address = rest.split('"').next().unwrap();
    address
        .strip_prefix("https://paper.example")
        .unwrap()
        .to_owned()
}

/// Width and height in the head of a PNG (PNG specification, section 11.2.1).
fn size(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1A\n");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[tokio::test]
async fn an_article_without_a_picture_has_one_drawn_for_previews() {
    let site = TestSite::start().await;
    site.article("fog")
        .headline("Fog shuts the bridge")
        .save()
        .await;
    let page = site.get("/world/fog").await;
    let path = picture_of(&page);
    for said in [
        "property=\"og:image:width\" content=\"1200\"",
        "property=\"og:image:height\" content=\"630\"",
        "property=\"og:image:alt\" content=\"Fog shuts the bridge\"",
        "name=\"twitter:card\" content=\"summary_large_image\"",
    ] {
        assert!(page.has(said), "{said} in {}", page.body);
    }
    assert_eq!(
        data(&page)["@graph"][0]["image"],
        json!([{
            "@type": "ImageObject",
            "url": format!("https://paper.example{path}"),
            "width": 1200,
            "height": 630,
        }])
    );
    let (answer, png) = site.bytes(&path).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers["content-type"], "image/png");
    assert_eq!(
        answer.headers["cache-control"],
        "public, max-age=31536000, immutable"
    );
    assert_eq!(size(&png), (1200, 630));
    let again = Request::get(&path).header("if-none-match", &answer.headers["etag"]);
    let again = site.ask(again.body(Body::empty()).unwrap()).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn a_new_headline_gets_a_new_picture_and_the_old_address_leads_to_it() {
    let site = TestSite::start().await;
    site.article("fog")
        .headline("Fog shuts the bridge")
        .save()
        .await;
    let before = picture_of(&site.get("/world/fog").await);
    let drawn_before = site.bytes(&before).await.1;
    site.article("fog").headline("Fog lifts").save().await;
    let after = picture_of(&site.get("/world/fog").await);
    assert_ne!(before, after);
    let moved = site.get(&before).await;
    assert_eq!(moved.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(moved.header("location"), after);
    assert_eq!(moved.header("cache-control"), "public, no-cache");
    assert_ne!(drawn_before, site.bytes(&after).await.1);
}

#[tokio::test]
async fn there_is_no_picture_of_what_nobody_can_read() {
    let site = TestSite::start().await;
    site.article("fog").draft().save().await;
    for address in [
        "/og/1-0123456789abcdef.png",
        "/og/2-0123456789abcdef.png",
        "/og/01-0123456789abcdef.png",
        "/og/+1-0123456789abcdef.png",
        "/og/-1-0123456789abcdef.png",
        "/og/1.png",
        "/og/1-.jpg",
        "/og/x-y.png",
        "/og/99999999999999999999-a.png",
    ] {
        assert_eq!(
            site.get(address).await.status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
}

#[tokio::test]
async fn a_hundred_at_once_are_all_answered() {
    let site = TestSite::start().await;
    let mut paths = Vec::new();
    for number in 0..4 {
        let slug = format!("story-{number}");
        site.article(&slug)
            .headline(&format!("Story number {number}"))
            .save()
            .await;
        paths.push(picture_of(&site.get(&format!("/world/{slug}")).await));
    }
    let site = std::sync::Arc::new(site);
    let asked: Vec<_> = (0..100)
        .map(|turn| {
            let (site, path) = (site.clone(), paths[turn % 4].clone());
            tokio::spawn(async move { (turn % 4, site.bytes(&path).await) })
        })
        .collect();
    let mut pictures = vec![None; 4];
    for answer in asked {
        let (story, (answer, png)) = answer.await.unwrap();
        assert_eq!(answer.status, StatusCode::OK);
        let first = pictures[story].get_or_insert_with(|| png.clone());
        assert!(*first == png, "the same story, the same bytes");
    }
    pictures.dedup();
    assert_eq!(pictures.len(), 4, "other stories, other pictures");
}
