//! Which feeds there are, and which stories are in them.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use newsroom::publishing;
use server::settings::Discovery;

use crate::feed_stories::{full_story, json};
use crate::test_site::{NOW, TestSite};
use crate::xml::{elements, texts};

const FORMATS: [(&str, &str); 3] = [
    ("feed.rss", "application/rss+xml; charset=utf-8"),
    ("feed.atom", "application/atom+xml; charset=utf-8"),
    ("feed.json", "application/feed+json; charset=utf-8"),
];

#[tokio::test]
async fn every_list_has_a_feed_in_every_format() {
    let site = TestSite::start().await;
    full_story(&site).await;
    for list in ["", "/world", "/topic/bridges", "/author/bo-high"] {
        for (file, content_type) in FORMATS {
            let address = format!("{list}/{file}");
            let feed = site.get(&address).await;
            assert_eq!(feed.status, StatusCode::OK, "{address}");
            assert_eq!(feed.header("content-type"), content_type);
            assert!(
                feed.has(&format!("https://paper.example{address}")),
                "{address}"
            );
            assert!(feed.has("https://paper.example/world/bridge"), "{address}");
            let head = site.method(Method::HEAD, &address).await;
            assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
        }
    }
}

#[tokio::test]
async fn a_feed_of_nothing_that_exists_is_not_found() {
    let site = TestSite::start().await;
    full_story(&site).await;
    for list in [
        "/sport",
        "/topic/none",
        "/author/none",
        "/world/bridge",
        "/stay-in-touch",
        "/media",
        "/World",
    ] {
        for (file, _) in FORMATS {
            let feed = site.get(&format!("{list}/{file}")).await;
            assert_eq!(feed.status, StatusCode::NOT_FOUND, "{list}/{file}");
        }
    }
}

#[tokio::test]
async fn a_feed_has_the_thirty_newest_that_readers_can_open() {
    let site = TestSite::start().await;
    for hour in 1..=33 {
        let name = format!("story-{hour}");
        site.article(&name)
            .by(&[&format!("Author {hour}")])
            .hours_ago(hour)
            .save()
            .await;
    }
    site.article("unfinished").draft().save().await;
    site.article("tomorrow").hours_ago(-24).save().await;
    let reason = "Wrong.".parse().unwrap();
    publishing::withdraw(
        &site.store,
        &site.clock,
        &"story-2".parse().unwrap(),
        reason,
    )
    .await
    .unwrap();
    let json = json(&site, "/world/feed.json").await;
    let told: Vec<_> = json["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            (
                item["title"].as_str().unwrap(),
                item["authors"][0]["name"].as_str().unwrap(),
            )
        })
        .map(|(title, author)| format!("{title} {author}"))
        .collect();
    let expected: Vec<_> = (1..=31)
        .filter(|hour| *hour != 2)
        .map(|hour| format!("Headline of story-{hour} Author {hour}"))
        .collect();
    assert_eq!(told, expected);
}

#[tokio::test]
async fn an_unchanged_feed_is_not_sent_again_and_a_changed_one_is() {
    let site = TestSite::start().await;
    full_story(&site).await;
    for (file, _) in FORMATS {
        let address = format!("/{file}");
        let tag = site.get(&address).await.header("etag").to_owned();
        let again = || {
            let request = Request::get(&address).header("if-none-match", &tag);
            site.ask(request.body(Body::empty()).unwrap())
        };
        let unchanged = again().await;
        assert_eq!(unchanged.status, StatusCode::NOT_MODIFIED);
        assert_eq!(unchanged.body, "");
        site.article(&format!("new-{}", file.replace('.', "-")))
            .save()
            .await;
        let changed = again().await;
        assert_eq!(changed.status, StatusCode::OK);
        assert!(changed.has("Headline of new-feed"));
    }
}

#[tokio::test]
async fn a_feed_without_a_story_is_a_feed() {
    let site = TestSite::start().await;
    let atom = site.get("/feed.atom").await.body;
    assert_eq!(texts(&atom, "feed/updated"), ["2023-02-05T15:00:00Z"]);
    assert_eq!(
        texts(&site.get("/feed.rss").await.body, "rss/channel/title"),
        ["The Test"]
    );
    assert_eq!(
        json(&site, "/feed.json").await["items"],
        serde_json::json!([])
    );
}

#[tokio::test]
async fn a_hub_is_named_where_one_is_set() {
    let hub = "https://hub.example/?a=1&b=2".to_owned();
    let site = TestSite::start_with(Discovery {
        websub_hub: Some(hub.clone()),
        ..Discovery::default()
    })
    .await;
    for (address, path) in [
        ("/feed.rss", "rss/channel/atom:link"),
        ("/feed.atom", "feed/link"),
    ] {
        let links = elements(&site.get(address).await.body);
        let hubs: Vec<_> = links
            .iter()
            .filter(|one| one.path == path && one.attribute("rel") == "hub")
            .map(|one| one.attribute("href"))
            .collect();
        assert_eq!(hubs, [hub.as_str()]);
    }
    assert_eq!(json(&site, "/feed.json").await["hubs"][0]["url"], hub);
}

#[tokio::test]
async fn pages_name_the_feeds_of_their_list_and_of_the_paper() {
    let site = TestSite::start().await;
    full_story(&site).await;
    let paper = "/feed.";
    for (page, own) in [
        ("/", "/feed."),
        ("/world", "/world/feed."),
        ("/world/bridge", "/world/feed."),
        ("/topic/works", "/topic/works/feed."),
        ("/author/ada-low", "/author/ada-low/feed."),
    ] {
        let body = site.get(page).await.body;
        let (head, _) = body.split_once("</head>").unwrap();
        for home in [own, paper] {
            for (file, media_type) in FORMATS {
                let media_type = media_type.split(';').next().unwrap();
                let link = format!("href=\"{home}{}\"", file.split('.').next_back().unwrap());
                let found = head.split('<').find(|tag| tag.contains(&link));
                let found = found.unwrap_or_else(|| panic!("{link} in {head}"));
                assert!(found.contains("rel=\"alternate\"") && found.contains(media_type));
            }
        }
    }
    assert!(!site.get("/nothing").await.has("rel=\"alternate\""));
}

#[tokio::test]
async fn a_story_that_comes_out_later_is_in_the_feed_then() {
    let site = TestSite::start().await;
    site.article("tomorrow").hours_ago(-24).save().await;
    assert!(!site.get("/feed.rss").await.has("tomorrow"));
    site.clock.set(NOW.shifted(25 * 3_600_000_000));
    publishing::publish_due(&site.store, &site.clock)
        .await
        .unwrap();
    assert!(site.get("/feed.rss").await.has("Headline of tomorrow"));
}

#[tokio::test]
async fn a_feed_too_long_for_a_tag_is_sent_all_the_same() {
    let site = TestSite::start().await;
    for number in 1..=9 {
        let name = format!("novel-{number}");
        site.article(&name).body(&"x".repeat(1 << 20)).save().await;
    }
    let feed = site.get("/feed.rss").await;
    assert_eq!((feed.status, feed.header("etag")), (StatusCode::OK, ""));
    assert_eq!(texts(&feed.body, "rss/channel/item/guid").len(), 9);
}
