//! What a feed tells of a story.

use domain::{MediaType, Picture};
use serde_json::Value;

use crate::test_site::TestSite;
use crate::xml::{elements, texts};

/// A story with all that a feed can tell of one.
pub async fn full_story(site: &TestSite) {
    let picture = Picture {
        id: "abc123".parse().unwrap(),
        media_type: MediaType::Webp,
        width: 1200,
        height: 800,
        prepared: None,
        focus: None,
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

pub async fn json(site: &TestSite, address: &str) -> Value {
    serde_json::from_str(&site.get(address).await.body).unwrap()
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
    site.article("one").filed_from("a.md").save().await;
    let before = ids().await;
    assert_eq!(before.0, "tag:paper.example,2026:article:1");
    assert_eq!((&before.0, &before.1), (&before.1, &before.2));
    let moved = site.article("two").filed_from("a.md").in_section("city");
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

/// The text of the only story in each format, and when it changed last.
async fn told(site: &TestSite, folder: &str) -> [(String, String); 3] {
    let rss = site.get(&format!("{folder}/feed.rss")).await.body;
    let atom = site.get(&format!("{folder}/feed.atom")).await.body;
    let json = json(site, &format!("{folder}/feed.json")).await;
    let item = &json["items"][0];
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    [
        (
            texts(&rss, "rss/channel/item/content:encoded").remove(0),
            texts(&rss, "rss/channel/item/dcterms:modified").remove(0),
        ),
        (
            texts(&atom, "feed/entry/content").remove(0),
            texts(&atom, "feed/entry/updated").remove(0),
        ),
        (text(&item["content_html"]), text(&item["date_modified"])),
    ]
}

#[tokio::test]
async fn what_a_story_had_wrong_stands_below_its_text_in_every_feed() {
    let site = TestSite::start().await;
    site.article("bridge")
        .hours_ago(50)
        .corrected(30, "It is <312> m & long.")
        .corrected(1, "It opened in May.")
        .save()
        .await;
    let notes = "<h2>Corrections</h2>\
         <p><time datetime=\"2023-02-04T04:00:00-05:00\">Feb 4, 2023</time>: It is &lt;312&gt; m &amp; long.</p>\
         <p><time datetime=\"2023-02-05T09:00:00-05:00\">Feb 5, 2023</time>: It opened in May.</p>";
    for folder in ["", "/world"] {
        for (text, changed) in told(&site, folder).await {
            assert!(text.ends_with(&format!("<div>{notes}</div>")), "{text}");
            assert_eq!(changed, "2023-02-05T14:00:00Z");
        }
    }
}

#[tokio::test]
async fn a_correction_in_a_feed_is_in_the_language_of_its_story_and_named_in_the_papers() {
    let site = TestSite::in_language("es").await;
    site.article("salt")
        .language("ar")
        .corrected(1, "مايو")
        .save()
        .await;
    for (text, _) in told(&site, "").await {
        assert!(
            text.contains("</div><div lang=\"es\" dir=\"ltr\"><h2>Correcciones</h2>"),
            "{text}"
        );
        assert!(
            text.ends_with("<span lang=\"ar\" dir=\"rtl\">مايو</span></p></div>"),
            "{text}"
        );
    }
}
