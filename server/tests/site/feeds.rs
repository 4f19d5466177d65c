use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use domain::{MediaType, Picture};
use newsroom::publishing;
use serde_json::Value;
use server::settings::Discovery;

use crate::test_site::{NOW, TestSite};
use crate::xml::{elements, texts};

const FORMATS: [(&str, &str); 3] = [
    ("feed.rss", "application/rss+xml; charset=utf-8"),
    ("feed.atom", "application/atom+xml; charset=utf-8"),
    ("feed.json", "application/feed+json; charset=utf-8"),
];

/// A story with all that a feed can tell of one.
async fn full_story(site: &TestSite) {
    let picture = Picture {
        id: "abc123".parse().unwrap(),
        media_type: MediaType::Webp,
        width: 1200,
        height: 800,
        alt: "The bridge in fog".parse().unwrap(),
        caption: None,
        credit: Some("Ilse Maro".parse().unwrap()),
    };
    site.article("bridge")
        .headline("Bridge & tower")
        .standfirst("Shut < open & shut.")
        .body("See [the map](/world/map), ![plan](/media/def.png) and [next](other).\n\nNote.[^1]\n\n[^1]: So.")
        .by(&["Ada Low", "Bo High"])
        .topic("Bridges")
        .topic("Works")
        .picture(picture)
        .save()
        .await;
}

async fn json(site: &TestSite, address: &str) -> Value {
    serde_json::from_str(&site.get(address).await.body).unwrap()
}

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
async fn rss_tells_all_of_a_story() {
    let site = TestSite::start().await;
    full_story(&site).await;
    let rss = site.get("/feed.rss").await.body;
    let one = |name: &str| texts(&rss, &format!("rss/channel/{name}"));
    assert_eq!(one("title"), ["The Test"]);
    assert_eq!(one("item/title"), ["Bridge & tower"]);
    assert_eq!(one("item/description"), ["Shut &lt; open &amp; shut."]);
    assert_eq!(one("item/dc:creator"), ["Ada Low", "Bo High"]);
    assert_eq!(one("item/category"), ["World", "Bridges", "Works"]);
    assert_eq!(one("item/pubDate"), ["Sun, 05 Feb 2023 13:00:00 GMT"]);
    assert_eq!(one("item/link"), ["https://paper.example/world/bridge"]);
    assert_eq!(one("item/media:content/media:credit"), ["Ilse Maro"]);
    let all = elements(&rss);
    let picture = all
        .iter()
        .find(|one| one.path.ends_with("media:content"))
        .unwrap();
    assert_eq!(
        picture.attribute("url"),
        "https://paper.example/media/abc123.webp"
    );
    assert_eq!(
        (picture.attribute("width"), picture.attribute("height")),
        ("1200", "800")
    );
    assert!(all.iter().all(|one| one.attribute("rel") != "hub"));
}

#[tokio::test]
async fn the_whole_text_is_there_with_whole_addresses() {
    let site = TestSite::start().await;
    full_story(&site).await;
    let html = texts(
        &site.get("/feed.rss").await.body,
        "rss/channel/item/content:encoded",
    );
    let atom = texts(&site.get("/feed.atom").await.body, "feed/entry/content");
    assert_eq!(html, atom);
    let json = json(&site, "/feed.json").await;
    assert_eq!(json["items"][0]["content_html"], html[0]);
    for address in [
        "href=\"https://paper.example/world/map\"",
        "src=\"https://paper.example/media/def.png\"",
        "href=\"https://paper.example/world/other\"",
        "href=\"https://paper.example/world/bridge#note-1\"",
    ] {
        assert!(html[0].contains(address), "{address} in {}", html[0]);
    }
    assert!(
        !html[0].contains("=\"/") && !html[0].contains("=\"#"),
        "{}",
        html[0]
    );
}

#[tokio::test]
async fn what_an_author_wrote_cannot_break_a_feed() {
    let site = TestSite::start().await;
    let headline = "</title><script>alert(1)</script> ]]> & \"x\" 'y'";
    site.article("hostile")
        .headline(headline)
        .standfirst("]]></description> \u{FFFE}")
        .body("a <script>alert(1)</script> ]]> `</content>` \u{8} \u{1b} \u{FFFF} z <a href='/x' title='\"=>'>l</a>")
        .by(&["A <b> ]]>"])
        .topic("T & </category>")
        .save()
        .await;
    let rss = site.get("/feed.rss").await.body;
    assert_eq!(texts(&rss, "rss/channel/item/title"), [headline]);
    assert_eq!(texts(&rss, "rss/channel/item/dc:creator"), ["A <b> ]]>"]);
    let atom = site.get("/feed.atom").await.body;
    assert_eq!(texts(&atom, "feed/entry/title"), [headline]);
    let html = &texts(&atom, "feed/entry/content")[0];
    assert!(!html.contains("<script") && html.contains("href=\"https://paper.example/x\""));
    for feed in [&rss, &atom] {
        assert!(
            !feed.contains(|c: char| c < ' ' && c != '\n' || matches!(c, '\u{FFFE}' | '\u{FFFF}'))
        );
    }
    assert_eq!(
        json(&site, "/feed.json").await["items"][0]["title"],
        headline
    );
}

#[tokio::test]
async fn a_story_in_another_language_says_so_and_which_way_it_runs() {
    let site = TestSite::start().await;
    site.article("arabic")
        .headline("قافلة الملح")
        .language("ar")
        .save()
        .await;
    let rss = site.get("/feed.rss").await.body;
    assert_eq!(texts(&rss, "rss/channel/item/title"), ["قافلة الملح"]);
    assert_eq!(texts(&rss, "rss/channel/item/dc:language"), ["ar"]);
    let html = &texts(&rss, "rss/channel/item/content:encoded")[0];
    assert!(
        html.starts_with("<div lang=\"ar\" dir=\"rtl\"><p>"),
        "{html}"
    );
    let atom = elements(&site.get("/feed.atom").await.body);
    let entry = atom.iter().find(|one| one.path == "feed/entry").unwrap();
    assert_eq!(entry.attribute("xml:lang"), "ar");
    let json = json(&site, "/feed.json").await;
    assert_eq!(
        (&json["language"], &json["items"][0]["language"]),
        (&"en".into(), &"ar".into())
    );
}

#[tokio::test]
async fn a_story_keeps_its_id_when_it_moves_is_renamed_or_changes() {
    let site = TestSite::start().await;
    let ids = async || {
        let json = json(&site, "/feed.json").await;
        let rss = site.get("/feed.rss").await.body;
        let atom = site.get("/feed.atom").await.body;
        (
            json["items"][0]["id"].as_str().unwrap().to_owned(),
            texts(&rss, "rss/channel/item/guid")[0].clone(),
            texts(&atom, "feed/entry/id")[0].clone(),
        )
    };
    site.article("one").from_file("a.md").save().await;
    let before = ids().await;
    assert_eq!(before.0, "tag:paper.example,2026:article:1");
    assert_eq!((&before.0, &before.1), (&before.1, &before.2));
    let moved = site.article("two").from_file("a.md").in_section("city");
    moved.body("Other words.").save().await;
    assert_eq!(ids().await, before);
    let json = json(&site, "/feed.json").await;
    assert_eq!(json["items"][0]["url"], "https://paper.example/city/two");
}

#[tokio::test]
async fn a_changed_story_tells_both_times() {
    let site = TestSite::start().await;
    site.article("story").save().await;
    site.article("story").body("More.").save().await;
    let rss = site.get("/feed.rss").await.body;
    assert_eq!(
        texts(&rss, "rss/channel/item/pubDate"),
        ["Sun, 05 Feb 2023 13:00:00 GMT"]
    );
    assert_eq!(
        texts(&rss, "rss/channel/item/dcterms:modified"),
        ["2023-02-05T15:00:00Z"]
    );
    let atom = site.get("/feed.atom").await.body;
    assert_eq!(
        texts(&atom, "feed/entry/published"),
        ["2023-02-05T13:00:00Z"]
    );
    assert_eq!(texts(&atom, "feed/entry/updated"), ["2023-02-05T15:00:00Z"]);
    assert_eq!(texts(&atom, "feed/updated"), ["2023-02-05T15:00:00Z"]);
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
    assert_eq!(texts(&atom, "feed/updated"), ["1970-01-01T00:00:00Z"]);
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
