//! Lists of articles: sections, topics, authors, the picks, and how they go on.

use axum::http::StatusCode;

use crate::test_site::TestSite;

#[tokio::test]
async fn an_article_asked_for_in_another_section_is_found_at_its_own() {
    let site = TestSite::start().await;
    site.article("harbour-bridge").save().await;
    let page = site.get("/sport/harbour-bridge?from=letter").await;
    assert_eq!(page.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(page.header("location"), "/world/harbour-bridge?from=letter");
}

#[tokio::test]
async fn latest_posts_lists_the_newest_first_on_every_page() {
    let site = TestSite::start().await;
    site.article("older").hours_ago(5).save().await;
    site.article("newer").hours_ago(1).save().await;
    for address in [
        "/",
        "/world",
        "/world/older",
        "/stay-in-touch",
        "/nothing/here",
    ] {
        let page = site.get(address).await;
        let side = page.body.split_once("<aside").unwrap().1;
        let (newer, older) = (
            side.find("Headline of newer").unwrap(),
            side.find("Headline of older").unwrap(),
        );
        assert!(newer < older, "{address}");
    }
}

#[tokio::test]
async fn dont_miss_shows_the_editors_picks_and_nothing_else() {
    let site = TestSite::start().await;
    site.article("plain").save().await;
    assert!(!site.get("/").await.has("Don't Miss"));
    site.article("picked").picked().save().await;
    let page = site.get("/").await;
    let picks = page
        .body
        .split_once("Don't Miss")
        .unwrap()
        .1
        .split_once("</section>")
        .unwrap()
        .0;
    assert!(picks.contains("Headline of picked") && !picks.contains("Headline of plain"));
}

#[tokio::test]
async fn older_stories_continue_where_the_list_ended() {
    let site = TestSite::start().await;
    for hour in 1..=45 {
        site.article(&format!("story-{hour}"))
            .hours_ago(hour)
            .save()
            .await;
    }
    let mut address = "/world".to_owned();
    let mut seen = Vec::new();
    loop {
        let page = site.get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        let main = page
            .body
            .split_once("<main")
            .unwrap()
            .1
            .split_once("</main>")
            .unwrap()
            .0;
        seen.extend(
            main.split(">Headline of ")
                .skip(1)
                .map(|rest| rest.split('<').next().unwrap().to_owned()),
        );
        let Some((_, rest)) = main.split_once("<a href=\"/world?after=") else {
            break;
        };
        address = format!("/world?after={}", rest.split('"').next().unwrap());
    }
    let expected: Vec<_> = (1..=45).map(|hour| format!("story-{hour}")).collect();
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn a_list_that_goes_on_from_nowhere_is_a_bad_request() {
    let site = TestSite::start().await;
    site.article("story")
        .by(&["Ada Low"])
        .topic("Bridges")
        .save()
        .await;
    for address in [
        "/world?after=nonsense",
        "/world?after=",
        "/world?after=1-2-3",
        "/topic/bridges?after=99999999999999999999-1",
        "/author/ada-low?after=%31-1",
    ] {
        let page = site.get(address).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{address}");
        assert!(
            page.has("leads nowhere") && page.has("The Test"),
            "{address}"
        );
    }
    assert_eq!(site.get("/world?utm=1").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_list_without_older_stories_does_not_say_that_it_has_none_at_all() {
    let site = TestSite::start().await;
    site.article("story")
        .by(&["Ada Low"])
        .topic("Bridges")
        .save()
        .await;
    for list in [
        "/world",
        "/topic/bridges",
        "/author/ada-low",
        "/corrections",
    ] {
        let page = site.get(&format!("{list}?after=1-1")).await;
        assert_eq!(page.status, StatusCode::OK, "{list}");
        assert!(page.has("There is nothing older than that."), "{list}");
        assert!(!page.has("Nothing has been published"), "{list}");
        assert!(!page.has("Nothing had to be corrected"), "{list}");
    }
    let first = site.get("/corrections").await;
    assert!(first.has("Nothing had to be corrected so far."));
}

#[tokio::test]
async fn sections_stand_in_the_editors_order_and_the_others_as_they_came() {
    let site = TestSite::start().await;
    for section in ["world", "arts", "sport"] {
        site.article(section).in_section(section).save().await;
    }
    let front = site.get("/").await;
    let nav = &front.body[front.place("sections__list")..front.place("</nav>")];
    let place = |section: &str| nav.find(&format!("href=\"/{section}\"")).unwrap();
    assert!(place("sport") < place("world") && place("world") < place("arts"));
}
