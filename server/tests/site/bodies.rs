//! What the text of a story holds beside text: figures, quotes, embeds, in its own words.

use domain::EMBED_HOSTS;

use crate::feed_stories::json;
use crate::test_site::TestSite;
use crate::xml::texts;

const BODY: &str = "![A ferry](/media/a.png \"The last ferry. Photo: Ilse\")\n\n\
    It is open now, she said.\n\n> [!QUOTE]\n> It is open now\n\n> Always.\n> — [Ada](/author/ada)\n\n\
    [The ferry](https://vimeo.com/76979871)\n\n| a |\n|---|\n| 1 |\n";

#[tokio::test]
async fn a_story_shows_its_figures_quotes_and_embeds() {
    let site = TestSite::start().await;
    site.article("story").body(BODY).save().await;
    let page = site.get("/world/story").await;
    for part in [
        "<figcaption>The last ferry. <small>Photo: Ilse</small></figcaption>",
        "<figure class=\"pull-quote\" aria-hidden=\"true\">",
        "<figcaption>— <a href=\"/author/ada\">Ada</a></figcaption>",
        "data-player=\"https://player.vimeo.com/video/76979871?dnt=1\"",
        "<button type=\"button\">Load from Vimeo</button>",
        "aria-label=\"Table\"",
    ] {
        assert!(page.has(part), "{part}");
    }
}

#[tokio::test]
async fn the_words_in_a_story_are_in_its_language_and_else_in_the_papers() {
    let site = TestSite::in_language("es").await;
    site.article("own").body(BODY).save().await;
    site.article("arabic")
        .body(BODY)
        .language("ar")
        .save()
        .await;
    let own = site.get("/world/own").await;
    assert!(own.has("Cargar de Vimeo") && own.has("aria-label=\"Tabla\""));
    let arabic = site.get("/world/arabic").await;
    assert!(arabic.has("تحميل من Vimeo") && arabic.has("aria-label=\"جدول\""));
    let pages = site.folder.path().join("pages");
    std::fs::create_dir(&pages).unwrap();
    std::fs::write(pages.join("about.md"), BODY).unwrap();
    assert!(site.get("/about").await.has("aria-label=\"Tabla\""));
    let feed = json(&site, "/feed.json").await;
    let all = feed["items"].to_string();
    assert!(all.contains("فيديو على Vimeo") && all.contains("Vídeo en Vimeo"));
}

#[tokio::test]
async fn a_feed_has_figures_and_quotes_as_plain_html_and_embeds_as_links() {
    let site = TestSite::start().await;
    site.article("story").body(BODY).save().await;
    let rss = site.get("/feed.rss").await.body;
    let html = &texts(&rss, "rss/channel/item/content:encoded")[0];
    for part in [
        "<figure><img src=\"https://paper.example/media/a.png\" alt=\"A ferry\" />\
         <figcaption>The last ferry. <small>Photo: Ilse</small></figcaption></figure>",
        "<figcaption>— <a href=\"https://paper.example/author/ada\">Ada</a></figcaption>",
        "<p><a href=\"https://vimeo.com/76979871\">The ferry (Video on Vimeo)</a></p>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    for of_the_page in ["button", "data-player", "pull-quote", "table-scroll"] {
        assert!(!html.contains(of_the_page), "{of_the_page} in {html}");
    }
}

#[tokio::test]
async fn a_page_may_frame_players_of_four_sites_and_the_script_knows_the_same() {
    let site = TestSite::start().await;
    let page = site.get("/").await;
    let sources: String = EMBED_HOSTS
        .iter()
        .map(|host| format!(" https://{host}"))
        .collect();
    let policy = page.header("content-security-policy");
    assert!(
        policy
            .split("; ")
            .any(|directive| directive == format!("frame-src{sources}")),
        "{policy}"
    );
    let start = page.place("/pkg/");
    let script = page.body[start..]
        .split('"')
        .find(|address| address.ends_with("/start.js"))
        .unwrap();
    let script = site.get(script).await.body;
    let (_, after) = script.split_once("const PLAYERS = [").unwrap();
    let (listed, _) = after.split_once(']').unwrap();
    let listed: Vec<&str> = listed
        .split(", ")
        .map(|one| one.trim_matches('"'))
        .collect();
    assert_eq!(listed, EMBED_HOSTS);
}
