//! Who may do what with a live story.

use axum::http::StatusCode;
use newsroom::desk::role::{Role, Sections};

use super::{STORM, send, with_a_live_story};
use crate::desk::{Browser, paper};

#[tokio::test]
async fn the_reporter_who_began_it_writes_under_their_own_name_and_changes_nothing_else() {
    let site = paper().await;
    let (mut ann, mut eve) = with_a_live_story(&site).await;
    send(&mut eve, "By Eve.").await;
    // A byline of somebody else is not taken.
    send(&mut ann, "By Ann.").await;
    let page = ann.get(STORM).await;
    assert!(page.has("> <span>Ann</span>"), "{}", page.body);
    let step = async |who: &mut Browser<'_>, number: u32, step: &str| {
        let fields = [("do", step), ("seen", "1"), ("text", "Changed.")];
        let entry = format!("{STORM}/entries/{number}");
        who.post(&entry, &fields).await.status
    };
    for refused in ["save", "key", "remove", "pin"] {
        assert_eq!(
            step(&mut ann, 1, refused).await,
            StatusCode::FORBIDDEN,
            "{refused}"
        );
    }
    assert_eq!(step(&mut ann, 2, "pin").await, StatusCode::FORBIDDEN);
    let pinned = ann
        .post(STORM, &[("text", "Above all."), ("pinned", "on")])
        .await;
    assert_eq!(pinned.status, StatusCode::FORBIDDEN);
    let closed = ann
        .post(&format!("{STORM}/state"), &[("state", "closed")])
        .await;
    assert_eq!(closed.status, StatusCode::FORBIDDEN);
    for allowed in ["save", "key", "remove"] {
        assert_eq!(
            step(&mut ann, 2, allowed).await,
            StatusCode::SEE_OTHER,
            "{allowed}"
        );
    }
}

#[tokio::test]
async fn others_read_along_and_guests_see_nothing() {
    let site = paper().await;
    let (_, mut eve) = with_a_live_story(&site).await;
    send(&mut eve, "First gust.").await;
    let sport = Sections::of(vec!["sport".parse().unwrap()]);
    let mut stranger = Browser::working_in(&site, "Sue", Role::Editor, sport).await;
    let mut other = Browser::signed_in(&site, "Rae", Role::Reporter).await;
    for who in [&mut stranger, &mut other] {
        let page = who.get(STORM).await;
        assert!(page.has("First gust.") && !page.has("Send to readers") && !page.has("Change it"));
        let refused = who.post(STORM, &[("text", "Second gust.")]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
    let mut guest = Browser::signed_in(&site, "Gus", Role::Guest).await;
    assert_eq!(guest.get(STORM).await.status, StatusCode::NOT_FOUND);
    assert!(!guest.get("/desk/coverage").await.has("Storm Ada"));
    // What is no live story has no such page.
    for nothing in [
        "/desk/coverage/first",
        "/desk/coverage/none",
        "/desk/coverage/No!",
    ] {
        assert_eq!(
            eve.get(nothing).await.status,
            StatusCode::NOT_FOUND,
            "{nothing}"
        );
    }
}
