//! Readers at the desk: counted, found, told what is known of them, forgotten.

use axum::http::StatusCode;
use newsroom::desk::role::Role;
use newsroom::letters::returned::{About, Kind, Report, count};

use super::Browser;
use crate::letters::outbox::{send_all, with_outbox};
use crate::test_site::TestSite;

async fn paper() -> TestSite {
    let site = TestSite::with_letters().await;
    site.article("first").save().await;
    site.confirmed("ann@example.org", &["morning"]).await;
    site.confirmed("bob@example.org", &["morning", "sport"])
        .await;
    site
}

async fn number(site: &TestSite, address: &str) -> i64 {
    site.reader(address).await.unwrap().id.0
}

#[tokio::test]
async fn an_owner_sees_numbers_first_and_somebody_only_when_they_are_looked_for() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let page = zoe.get("/desk/readers").await;
    assert!(
        page.has("aria-label=\"2, The morning letter: Gets letters\""),
        "{}",
        page.body
    );
    assert!(!page.has("@example.org"));
    let found = zoe.get("/desk/readers/list?words=AN&letter=&state=").await;
    assert!(found.has("ann@example.org") && !found.has("bob@example.org"));
    let sport = zoe
        .get("/desk/readers/list?words=&letter=sport&state=confirmed")
        .await;
    assert!(sport.has("bob@example.org") && !sport.has("ann@example.org"));
    let nobody = zoe.get("/desk/readers/list?words=carla%20%3Cb%3E").await;
    assert!(nobody.has("Nobody has an address like that"));
    assert!(nobody.has("value=\"carla &lt;b&gt;\""));
}

#[tokio::test]
async fn what_is_known_of_somebody_is_told_with_the_words_they_agreed_to() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let ann = number(&site, "ann@example.org").await;
    let page = zoe.get(&format!("/desk/readers/{ann}")).await;
    assert!(page.has("<bdi>ann@example.org</bdi></h1>"), "{}", page.body);
    assert!(page.has("The page of letters") && page.has("The promise of morning."));
    let file = zoe.post(&format!("/desk/readers/{ann}/export"), &[]).await;
    assert!(file.header("content-disposition").contains("letters.json"));
    let told: serde_json::Value = serde_json::from_str(&file.body).unwrap();
    assert_eq!(told["address"], "ann@example.org");
    assert_eq!(
        zoe.get("/desk/readers/99").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn all_of_them_come_as_the_command_line_writes_them() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let file = zoe.post("/desk/readers/export", &[]).await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    let mut expected = Vec::new();
    newsroom::letters::exchange::export(&site.store, &mut expected)
        .await
        .unwrap();
    assert_eq!(file.body.as_bytes(), expected);
    assert!(file.has("ann@example.org") && file.has("bob@example.org"));
}

#[tokio::test]
async fn somebody_is_erased_after_a_page_that_says_what_that_means() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let ann = number(&site, "ann@example.org").await;
    let path = format!("/desk/readers/{ann}/erase");
    let asked = zoe.get(&path).await;
    assert!(asked.has("Erase them for good") && site.reader("ann@example.org").await.is_some());
    let erased = zoe.post(&path, &[]).await;
    assert_eq!(erased.header("location"), "/desk/readers?done=erased");
    assert!(site.reader("ann@example.org").await.is_none());
    assert!(
        zoe.get("/desk/readers?done=erased")
            .await
            .has("No list brings the address back")
    );
    assert_eq!(zoe.post(&path, &[]).await.status, StatusCode::NOT_FOUND);
    let log = zoe.get("/desk/log").await;
    assert!(log.has(&format!("erased subscriber {ann}")) && !log.has("ann@example.org"));
}

#[tokio::test]
async fn an_address_that_letters_came_back_from_can_be_tried_again() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let ann = site.reader("ann@example.org").await.unwrap();
    assert!(
        zoe.get("/desk/readers/came-back")
            .await
            .has("Nothing came back.")
    );
    site.issue("morning", "The ferry", &["first"]).await;
    let under_way = site.store.issues_under_way().await.unwrap();
    let now = site.clock.now();
    let due = site.store.due_letters(Some(under_way[0].id), now, 10).await;
    let due = due.unwrap();
    let copy = due.iter().find(|it| it.subscriber == Some(ann.id)).unwrap();
    site.store.end_sent_letters(&[copy.id], now).await.unwrap();
    let report = Report {
        about: About::Delivery(copy.id),
        kind: Kind::Hard,
        status: None,
        reason: "550 5.1.1 <ann> is nobody".to_owned(),
    };
    count(&site.store, &site.clock, &report).await.unwrap();
    let page = zoe.get("/desk/readers/came-back").await;
    assert!(page.has("550 5.1.1 &lt;ann&gt; is nobody") && page.has("Came back for good"));
    let path = format!("/desk/readers/{}", ann.id.0);
    let known = zoe.get(&path).await;
    assert!(known.has("Let letters go there again") && known.has("550 5.1.1"));
    let enabled = zoe.post(&format!("{path}/enable"), &[]).await;
    let known = zoe.get(enabled.header("location")).await;
    assert!(known.has("Letters go there again.") && known.has("Gets letters"));
    let bob = format!(
        "/desk/readers/{}/enable",
        number(&site, "bob@example.org").await
    );
    assert_eq!(zoe.post(&bob, &[]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_outbox_is_shown_to_owners_and_to_nobody_without_the_right() {
    let site = paper().await;
    let letters = with_outbox(&site).await;
    let site = site.with_office(letters.clone());
    send_all(&letters).await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    assert!(
        zoe.get("/desk/readers")
            .await
            .has("href=\"/desk/readers/outbox\"")
    );
    let page = zoe.get("/desk/readers/outbox").await;
    assert!(
        page.has("Please confirm: letters from The Paper"),
        "{}",
        page.body
    );
    assert!(page.has("To <bdi>ann@example.org</bdi>"));
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let refused = eve.get("/desk/readers/outbox").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    // Without a connection from the machine itself, the page without sign-in is not there for owners either.
    assert_eq!(zoe.get("/desk/outbox").await.status, StatusCode::NOT_FOUND);
    assert!(!eve.get("/desk").await.has("/desk/readers"));
    assert!(zoe.get("/desk").await.has("/desk/readers"));
}

#[tokio::test]
async fn a_pause_without_an_end_is_told_as_one() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let (preferences, _) = site.confirmed("cem@example.org", &["morning"]).await;
    let pause = "letter=morning&frequency=every&pause=open";
    let saved = site.post_form(&preferences, None, pause).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let cem = number(&site, "cem@example.org").await;
    let page = zoe.get(&format!("/desk/readers/{cem}")).await;
    assert!(page.has("Until they end the pause"), "{}", page.body);
    assert!(!page.has("9999"), "{}", page.body);
}
