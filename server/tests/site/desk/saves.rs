//! The past of a story: every save of it can be read, compared and gone back to.

use axum::http::StatusCode;
use newsroom::desk::role::Role;

use super::{Browser, paper};

#[tokio::test]
async fn every_save_can_be_read_compared_and_gone_back_to() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let path = ann.begin("A bridge").await;
    ann.save(
        &path,
        "2",
        &[
            ("headline", "A new bridge"),
            ("body", "It opened on Monday."),
        ],
    )
    .await;
    let saves = ann.get(&format!("{path}/saves")).await;
    assert!(saves.has(&format!("{path}/saves/3")) && saves.has(&format!("{path}/saves/1")));
    let changed = ann.get(&format!("{path}/saves/3")).await;
    assert!(
        changed.has("<ins>") && changed.has("Monday"),
        "{}",
        changed.body
    );
    let any = ann.get(&format!("{path}/saves/3?with=1")).await;
    assert!(any.has("Compared with ") && any.has(&format!("href=\"{path}/saves/1\"")));
    assert!(any.has(&format!("href=\"{path}/saves?new=3\"")));
    ann.post(&format!("{path}/saves/2/restore"), &[]).await;
    let story = ann.get(&path).await;
    assert!(story.has("It happened.") && story.has("data-save=\"4\""));
    assert!(ann.get(&format!("{path}/saves/3")).await.has("Monday"));
    let missing = ann.get(&format!("{path}/saves/77")).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn any_two_saves_are_chosen_in_the_list_which_says_what_readers_had() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let path = eve.begin("A bridge").await;
    eve.step(&path, "2", "publish").await;
    let again = [("headline", "A new bridge"), ("body", "It opened.")];
    site.clock.set(site.clock.now().shifted(7_000_000));
    eve.save(&path, "2", &again).await;
    let list = eve.get(&format!("{path}/saves")).await;
    // Two saves of one minute are told apart.
    assert!(list.has("Save 3, 5 Feb 2023, 10:00:07") && list.has("Save 2, 5 Feb 2023, 10:00:00"));
    assert!(list.has("readers have this") && !list.has("readers had this"));
    let checked = |name: &str, number: u32| {
        format!("<input type=\"radio\" name=\"{name}\" value=\"{number}\" checked>")
    };
    assert!(list.has(&checked("new", 3)) && list.has(&checked("old", 2)));
    eve.step(&path, "3", "publish").await;
    let list = eve.get(&format!("{path}/saves")).await;
    assert!(list.place("readers have this") < list.place("readers had this"));
    assert_eq!(list.body.matches("readers had this").count(), 1);

    for query in ["old=1&new=3", "old=3&new=1"] {
        let on = eve.get(&format!("{path}/saves?{query}")).await;
        assert_eq!(on.header("location"), format!("{path}/saves/3?with=1"));
    }
    let one = eve.get(&format!("{path}/saves?old=2&new=2")).await;
    assert!(one.has("one save twice") && one.has(&checked("new", 2)));
    // From the page of one save, and from further back in the list.
    let from_one = eve.get(&format!("{path}/saves?new=2")).await;
    assert!(from_one.has(&checked("new", 2)) && from_one.has(&checked("old", 1)));
    let back = eve.get(&format!("{path}/saves?before=2&new=3")).await;
    assert!(back.has(&checked("new", 3)) && back.has(&checked("old", 1)));
    assert!(!back.has("Save 2,"));
}
