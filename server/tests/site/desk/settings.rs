//! What owners set, and every page that follows it.

use std::time::Duration;

use axum::http::StatusCode;
use newsroom::desk::role::Role;
use newsroom::settings::{Origin, Origins, Setting};

use super::{Browser, paper, value_of};
use crate::test_site::{TestSite, until};

const PAPER: &str = "/desk/settings";
const SECTIONS: &str = "/desk/settings/sections";
const MENUS: &str = "/desk/settings/menus";
const CHANGES: &str = "/desk/settings/changes";

#[tokio::test]
async fn what_is_set_stands_on_every_page_at_once() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    assert!(site.get("/").await.has("The Test"));
    assert!(site.get("/feed.rss").await.has("<title>The Test</title>"));
    let set = zoe
        .post(
            PAPER,
            &[
                ("seen", "0"),
                ("name", "The Ébb & Flow"),
                ("motto", "Twice a day"),
                ("place", "Faro"),
                ("time_zone", "Asia/Tokyo"),
                ("language", "es"),
                ("ai_crawlers", "refuse"),
            ],
        )
        .await;
    assert_eq!(set.header("location"), format!("{PAPER}?done=set"));
    let page = site.get("/").await;
    for said in [
        "The Ébb &amp; Flow",
        "Twice a day",
        ">Faro</li>",
        "data-zone=\"Asia/Tokyo\"",
        "<html lang=\"es\"",
    ] {
        assert!(page.has(said), "{said}");
    }
    assert!(!page.has("The Test"));
    assert!(
        site.get("/feed.rss")
            .await
            .has("<title>The Ébb &amp; Flow</title>")
    );
    assert!(site.get("/robots.txt").await.has("User-agent: GPTBot"));
    assert!(site.get("/site.webmanifest").await.has("The Ébb & Flow"));
    let desk = zoe.get(PAPER).await;
    assert!(desk.has("The Ébb &amp; Flow desk") && desk.has("Set here by Zoe"));
    assert!(desk.has("In Asia/Tokyo it is 6 Feb 2023, 00:00 now."));
}

#[tokio::test]
async fn only_owners_have_settings() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    assert!(!eve.get("/desk").await.has("/desk/settings"));
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    assert!(zoe.get("/desk").await.has("/desk/settings"));
}

#[tokio::test]
async fn a_mistake_is_told_beside_its_field_and_nothing_typed_is_lost() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let typed = [
        ("seen", "0"),
        ("name", "The \"New\" One"),
        ("time_zone", "Mars/Olympus"),
        ("language", "klingonese"),
    ];
    let refused = zoe.post(PAPER, &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("id=\"time_zone-problem\"") && refused.has("id=\"language-problem\""));
    assert!(!refused.has("id=\"name-problem\""));
    assert_eq!(value_of(&refused.body, "id=\"name\""), "The \"New\" One");
    assert_eq!(value_of(&refused.body, "id=\"time_zone\""), "Mars/Olympus");
    assert!(site.get("/").await.has("The Test"));
}

#[tokio::test]
async fn what_the_environment_sets_is_shown_as_fixed() {
    let origins = Origins::of([
        (Setting::Name, Origin::Environment("DATELINE_NAME")),
        (Setting::Place, Origin::File("dateline.toml".to_owned())),
    ]);
    let site = TestSite::start().await.with_origins(origins);
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let page = zoe.get(PAPER).await;
    assert!(page.has("Set by the environment (DATELINE_NAME)"));
    assert!(!page.has("name=\"name\""));
    assert!(page.has("From dateline.toml.") && page.has("The default."));
    let refused = zoe.post(PAPER, &[("seen", "9"), ("name", "Mine")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(site.get("/").await.has("The Test"));
}

#[tokio::test]
async fn a_section_is_called_what_somebody_calls_it_everywhere() {
    let site = paper().await;
    site.article("match").in_section("sport").save().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    zoe.begin("A bridge").await;
    let set = zoe
        .post(
            SECTIONS,
            &[
                ("seen", "0"),
                ("name-world", "El mundo ñ"),
                ("place-world", "1"),
                ("name-sport", "الرياضة"),
                ("place-sport", "1"),
                ("new-name", "Économie"),
            ],
        )
        .await;
    assert_eq!(set.header("location"), format!("{SECTIONS}?done=set"));
    let front = site.get("/").await;
    // The one that moved up has the place that both want.
    assert!(front.place(">El mundo ñ<") < front.place(">الرياضة<"));
    for address in [
        "/world",
        "/world/first",
        "/world/feed.rss",
        "/world/feed.json",
    ] {
        assert!(site.get(address).await.has("El mundo ñ"), "{address}");
    }
    assert!(
        site.get("/world/first")
            .await
            .has("\"articleSection\":\"El mundo ñ\"")
    );
    // Nothing can be read in it yet.
    assert!(!front.has("Économie"));
    for address in ["/desk", "/desk/published"] {
        assert!(zoe.get(address).await.has("El mundo ñ"), "{address}");
    }
    assert!(zoe.get(SECTIONS).await.has("/economie"));
}

#[tokio::test]
async fn the_search_of_a_paper_that_is_served_finds_stories_by_the_last_name_of_their_section() {
    let site = paper().await;
    site.at_a_port().await;
    // Set by another process as far as the one at the port knows.
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    for name in ["Harbourside", "Quayside"] {
        let seen = value_of(&zoe.get(SECTIONS).await.body, "name=\"seen\"");
        let fields = [
            ("seen", seen.as_str()),
            ("name-world", name),
            ("place-world", "1"),
        ];
        let set = zoe.post(SECTIONS, &fields).await;
        assert_eq!(set.header("location"), format!("{SECTIONS}?done=set"));
        let address = format!("/search?q={}", name.to_lowercase());
        let mut tries = 0;
        while site.get(&address).await.has("Nothing was found.") {
            tries += 1;
            assert!(tries < 1000, "the search never follows to {name}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

#[tokio::test]
async fn sections_that_cannot_be_told_apart_or_reached_are_refused() {
    let site = paper().await;
    site.article("match").in_section("sport").save().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    for (field, typed, sentence) in [
        ("name-world", " ", "is empty"),
        ("name-world", "SPORT", "Two sections"),
        ("place-world", "first", "is no place"),
        ("new-name", "Desk", "the site uses that address"),
        ("new-name", "!!!", "No address can be made"),
        ("new-name", "World", "There is a section at /world already"),
    ] {
        let refused = zoe.post(SECTIONS, &[("seen", "0"), (field, typed)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(refused.has(sentence), "{sentence}: {}", refused.body);
        assert_eq!(value_of(&refused.body, &format!("name=\"{field}\"")), typed);
    }
}

#[tokio::test]
async fn menus_have_what_was_chosen_in_that_order() {
    let site = paper().await;
    site.article("match").in_section("sport").save().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let set = zoe
        .post(
            MENUS,
            &[
                ("seen", "0"),
                ("menus", "chosen"),
                ("header-section-world", "2"),
                ("header-section-sport", ""),
                ("header-text-0", "Support <us>"),
                ("header-address-0", "https://give.example/"),
                ("header-place-0", "1"),
                ("footer-section-sport", "1"),
            ],
        )
        .await;
    assert_eq!(set.header("location"), format!("{MENUS}?done=set"));
    let page = site.get("/").await;
    let (above, rest) = page.body.split_once("</nav>").unwrap();
    let above = above.split_once("class=\"sections\"").unwrap().1;
    assert!(above.find("https://give.example/").unwrap() < above.find("/world").unwrap());
    assert!(above.contains("Support &lt;us&gt;") && !above.contains("/sport"));
    let below = rest.split_once("colophon__links").unwrap().1;
    let below = below.split_once("</ul>").unwrap().0;
    assert!(
        below.contains("/sport") && !below.contains("\"/world\"") && below.contains("/archive")
    );
    assert_eq!(
        value_of(&zoe.get(MENUS).await.body, "header-text-0"),
        "Support &lt;us&gt;"
    );
    let refused = zoe
        .post(
            MENUS,
            &[
                ("menus", "chosen"),
                ("header-text-0", "Bad"),
                ("header-address-0", "javascript:alert(1)"),
            ],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        value_of(&refused.body, "header-address-0"),
        "javascript:alert(1)"
    );
    for unseen in ["", "\u{200b}"] {
        let typed = [
            ("menus", "chosen"),
            ("header-text-0", unseen),
            ("header-address-0", "/about"),
        ];
        let refused = zoe.post(MENUS, &typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has("The text of the link to /about is empty."));
    }
    // Who forgets to say that it counts is told, and loses nothing.
    let typed = [
        ("menus", "all"),
        ("footer-text-0", "Shop"),
        ("footer-address-0", "/shop"),
    ];
    let in_vain = zoe.post(MENUS, &typed).await;
    assert_eq!(in_vain.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(value_of(&in_vain.body, "footer-text-0"), "Shop");
    zoe.post(MENUS, &[("seen", "9"), ("menus", "all")]).await;
    assert!(!site.get("/").await.has("give.example"));
}

#[tokio::test]
async fn who_set_what_is_told_and_can_be_set_back() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    zoe.post(PAPER, &[("seen", "0"), ("name", "The Ebb")]).await;
    let changes = zoe.get(CHANGES).await;
    assert!(changes.has("The Ebb") && changes.has("as the settings file or the default says"));
    assert!(
        zoe.get("/desk/log")
            .await
            .has("the name to “The Ebb”, from “The Test”")
    );
    let back = zoe.post(&format!("{CHANGES}/1/set-back"), &[]).await;
    assert_eq!(back.header("location"), format!("{CHANGES}?done=back"));
    assert!(site.get("/").await.has("The Test"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_process_sets_another_follows() {
    let site = paper().await;
    let address = site.at_a_port().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    zoe.post(PAPER, &[("seen", "0"), ("name", "The Ebb")]).await;
    until("the other process follows", || {
        let page = std::net::TcpStream::connect(address).and_then(|mut stream| {
            use std::io::{Read as _, Write as _};
            stream.write_all(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")?;
            let mut page = String::new();
            stream.read_to_string(&mut page)?;
            Ok(page)
        });
        page.is_ok_and(|page| page.contains("The Ebb"))
    })
    .await;
}
