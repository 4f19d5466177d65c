//! A picture of the library comes into a story.

use axum::http::StatusCode;
use newsroom::desk::role::Role;

use super::png;
use crate::desk::{Browser, paper};

#[tokio::test]
async fn a_picture_of_the_library_comes_into_a_story_with_its_words() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let (page, address) = eve.brings("a.png", png(1_600, 900)).await;
    let words = [
        ("alt", "Boats [two] & \"fog\""),
        ("caption", "The harbour at five"),
        ("credit", "Ilse Maro"),
    ];
    eve.post(&page, &words).await;
    let story = eve.begin("A bridge").await;
    let choice = eve.get(&format!("{story}/pictures?words=harbour")).await;
    assert!(choice.has("Use above the story"), "{}", choice.body);
    let markdown = choice.body.split("<textarea").nth(1).unwrap();
    let markdown = markdown
        .split('\n')
        .nth(1)
        .unwrap()
        .split("</textarea>")
        .next()
        .unwrap();
    let markdown = markdown.replace("&quot;", "\"").replace("&amp;", "&");
    assert_eq!(
        markdown,
        format!(
            "![Boats \\[two\\] \\& \"fog\"]({address} \"The harbour at five. Photo: Ilse Maro\")"
        )
    );
    let id = page.rsplit('/').next().unwrap();
    let fields = [("base", "2"), ("picture", id)];
    let chosen = eve.post(&format!("{story}/picture"), &fields).await;
    assert_eq!(chosen.header("location"), format!("{story}?saved"));
    let editor = eve.get(&story).await;
    for kept in [
        address.as_str(),
        "The harbour at five",
        "Ilse Maro",
        "It happened.",
    ] {
        assert!(editor.has(kept), "{kept}");
    }
    let fields = [
        ("headline", "A bridge"),
        ("body", markdown.as_str()),
        ("picture", &address),
        ("picture_alt", "Boats"),
    ];
    eve.save(&story, "3", &fields).await;
    eve.step(&story, "4", "publish").await;
    let readers = site.get("/world/a-bridge").await;
    assert!(
        readers.has("alt=\"Boats [two] &amp; &quot;fog&quot;\""),
        "{}",
        readers.body
    );
    assert!(
        readers.has("<figcaption>The harbour at five.<small>Photo: Ilse Maro</small></figcaption>")
            || readers.has("The harbour at five. <small>Photo: Ilse Maro"),
        "{}",
        readers.body
    );

    let mut guest = Browser::signed_in(&site, "Gil", Role::Guest).await;
    let refused = guest.get(&format!("{story}/pictures")).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_chooses_a_picture_for_an_old_save_loses_nothing_that_came_since() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let (page, address) = eve.brings("a.png", png(1_600, 900)).await;
    let story = eve.begin("A bridge").await;
    eve.save(
        &story,
        "2",
        &[("headline", "A bridge"), ("body", "It fell.")],
    )
    .await;
    let id = page.rsplit('/').next().unwrap();
    let fields = [("base", "2"), ("picture", id)];
    eve.post(&format!("{story}/picture"), &fields).await;
    let editor = eve.get(&story).await;
    assert!(editor.has("It fell.") && editor.has(&address));
}
