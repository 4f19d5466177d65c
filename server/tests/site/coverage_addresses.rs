//! The addresses of coverage: older updates, the page that has one, and what is new since one.

use axum::http::StatusCode;

use crate::coverage::{STORM, add, numbers, pin, remove, site_with_coverage};

fn down(from: u32, to: u32) -> Vec<u32> {
    (to..=from).rev().collect()
}

#[tokio::test]
async fn pages_of_updates_are_linked_in_both_directions() {
    let site = site_with_coverage().await;
    for number in 1..=45 {
        add(&site, "", &format!("Update {number}.")).await;
    }
    let first = site.get(STORM).await;
    assert_eq!(numbers(&first), down(45, 26));
    assert!(first.has("href=\"/world/storm?before=26\"") && !first.has("Newer updates"));
    let second = site.get("/world/storm?before=26").await;
    assert_eq!(numbers(&second), down(25, 6));
    assert!(
        second.has("href=\"/world/storm?before=6\"")
            && second.has("href=\"/world/storm\" rel=\"prev\"")
    );
    let last = site.get("/world/storm?before=6").await;
    assert_eq!(numbers(&last), down(5, 1));
    assert!(last.has("href=\"/world/storm?before=26\"") && !last.has("Older updates"));
    // A page in the past stays what it was, whatever comes.
    add(&site, "", "Update 46.").await;
    assert_eq!(
        numbers(&site.get("/world/storm?before=26").await),
        down(25, 6)
    );
}

#[tokio::test]
async fn a_page_without_older_updates_does_not_say_that_the_first_is_still_to_come() {
    let site = site_with_coverage().await;
    let still_to_come = "The first update is still to come.";
    assert!(site.get(STORM).await.has(still_to_come));
    add(&site, "", "Update 1.").await;
    let page = site.get("/world/storm?before=1").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("There is nothing older than that.") && !page.has(still_to_come));
}

#[tokio::test]
async fn a_link_to_an_update_leads_to_it_however_many_others_came_since() {
    let site = site_with_coverage().await;
    for number in 1..=45 {
        add(&site, "", &format!("Update {number}.")).await;
    }
    assert_eq!(
        numbers(&site.get("/world/storm?entry=44").await),
        down(45, 26)
    );
    assert_eq!(
        numbers(&site.get("/world/storm?entry=10").await),
        down(10, 1)
    );
    pin(&site, 3).await;
    assert_eq!(numbers(&site.get("/world/storm?entry=3").await)[0], 3);
    remove(&site, 10).await;
    let removed = site.get("/world/storm?entry=10").await;
    assert_eq!(removed.status, StatusCode::OK);
    assert!(removed.has("That update was taken back.") && !removed.has("Update 10."));
    assert_eq!(
        site.get("/world/storm?entry=99").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn checking_for_updates_says_how_many_there_are_and_marks_them() {
    let site = site_with_coverage().await;
    add(&site, "", "One.").await;
    let before = site.get(STORM).await;
    assert!(before.has("href=\"/world/storm?after=1\""));
    assert!(
        site.get("/world/storm?after=1")
            .await
            .has("Nothing new so far.")
    );
    add(&site, "", "Two.").await;
    add(&site, "", "Three.").await;
    remove(&site, 2).await;
    let checked = site.get("/world/storm?after=1").await;
    assert!(checked.has("1 new update<") && checked.has("href=\"/world/storm?after=3\""));
    assert_eq!(checked.body.matches("entry--new").count(), 1);
    assert!(checked.place("entry--new") < checked.place("id=\"entry-1\""));
}

#[tokio::test]
async fn what_no_link_of_ours_has_in_it_is_a_bad_address_of_coverage_alone() {
    let site = site_with_coverage().await;
    site.article("ferry").save().await;
    for query in [
        "before=x",
        "before=",
        "before=-1",
        "before=01",
        "after=1e3",
        "entry=0",
        "entry=99999999999",
    ] {
        let page = site.get(&format!("{STORM}?{query}")).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{query}");
        let other = site.get(&format!("/world/ferry?{query}")).await;
        assert_eq!(other.status, StatusCode::OK, "{query}");
    }
    for query in [
        "utm_source=letter",
        "after=0",
        "before=1",
        "before=4000000000",
    ] {
        let page = site.get(&format!("{STORM}?{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
    }
}
