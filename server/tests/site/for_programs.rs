//! The small files that crawlers, browsers and people who found a weakness look for.

use axum::http::StatusCode;
use newsroom::settings::AiCrawlers;
use serde_json::Value;
use server::settings::Discovery;

use crate::test_site::{NOW, TestSite};

#[tokio::test]
async fn robots_are_told_where_the_sitemaps_are_and_what_to_leave() {
    let site = TestSite::start().await;
    let robots = site.get("/robots.txt").await;
    assert_eq!(robots.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(
        robots.body,
        "User-agent: *\nDisallow: /search$\nDisallow: /search?\n\
         Disallow: /desk$\nDisallow: /desk?\nDisallow: /desk/\n\n\
         Sitemap: https://paper.example/sitemap.xml\nSitemap: https://paper.example/news-sitemap.xml\n"
    );
}

#[tokio::test]
async fn crawlers_for_language_models_are_refused_where_that_is_set() {
    let site = TestSite::start_with(Discovery {
        ai_crawlers: AiCrawlers::Refuse,
        ..Discovery::default()
    })
    .await;
    let robots = site.get("/robots.txt").await.body;
    let groups: Vec<_> = robots.split("\n\n").collect();
    assert_eq!(groups.len(), 3);
    assert!(
        groups[1].contains("User-agent: GPTBot\n") && groups[1].contains("User-agent: CCBot\n")
    );
    assert!(groups[1].ends_with("\nDisallow: /"));
    assert!(!groups[0].contains("GPTBot") && !groups[1].contains("Googlebot"));
}

#[tokio::test]
async fn a_weakness_is_reported_to_the_contact_that_is_set() {
    let address = "/.well-known/security.txt";
    assert_eq!(
        TestSite::start().await.get(address).await.status,
        StatusCode::NOT_FOUND
    );
    let site = TestSite::start_with(Discovery {
        security_contact: Some("mailto:safe@paper.example".to_owned()),
        ..Discovery::default()
    })
    .await;
    let file = site.get(address).await;
    assert_eq!(file.header("content-type"), "text/plain; charset=utf-8");
    let expected = "Contact: mailto:safe@paper.example\nExpires: 2023-08-01T00:00:00Z\n\
        Preferred-Languages: en\nCanonical: https://paper.example/.well-known/security.txt\n";
    assert_eq!(file.body, expected);
    site.clock.set(NOW.shifted(20 * 24 * 3_600_000_000));
    assert_eq!(site.get(address).await.body, expected);
}

#[tokio::test]
async fn the_manifest_has_the_papers_name_and_the_sites_own_colours_and_icons() {
    let site = TestSite::start().await;
    let answer = site.get("/site.webmanifest").await;
    assert_eq!(answer.header("content-type"), "application/manifest+json");
    let manifest: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(manifest["name"], "The Test");
    let tokens = include_str!("../../../style/tokens.scss");
    for (key, token) in [("background_color", "--paper"), ("theme_color", "--band")] {
        let light = format!("{token}: light-dark({},", manifest[key].as_str().unwrap());
        assert!(tokens.contains(&light), "{light}");
    }
    let icons = manifest["icons"].as_array().unwrap();
    assert!(icons.iter().any(|icon| icon["purpose"] == "maskable"));
    assert_eq!(manifest["shortcuts"][0]["name"], "Saved stories");
    assert_eq!(manifest["shortcuts"][0]["url"], "/offline");
    for icon in icons {
        let file = format!(
            "{}/../public{}",
            env!("CARGO_MANIFEST_DIR"),
            icon["src"].as_str().unwrap()
        );
        assert!(std::fs::exists(&file).unwrap(), "{file}");
    }
    let page = site.get("/").await;
    assert!(page.has("<link rel=\"manifest\" href=\"/site.webmanifest\">"));
    assert!(
        page.header("content-security-policy")
            .contains("manifest-src 'self'")
    );
}

#[tokio::test]
async fn the_service_worker_belongs_to_the_build_that_is_served() {
    let site = TestSite::start().await;
    let page = site.get("/").await;
    let build = page.body[page.place("data-build=\"") + 12..]
        .split('"')
        .next()
        .unwrap();
    let worker = site.get("/service-worker.js").await;
    assert_eq!(worker.status, StatusCode::OK);
    assert!(worker.header("content-type").starts_with("text/javascript"));
    assert_eq!(worker.header("cache-control"), "public, no-cache");
    assert!(worker.has(&format!("const BUILD = \"{build}\"")));
    assert!(worker.has(&format!("\"/pkg/{build}/dateline.css\"")));
    for most in ["saved: 200", "opened: 60", "pictures: 150"] {
        assert!(worker.has(most), "{most}");
    }
    let list = site.get("/offline").await;
    assert!(list.has("200 at most") && list.has("last 60 pages") && list.has("up to 150"));
    assert!(list.has("data-no-network=\"There is no network\""));
}
