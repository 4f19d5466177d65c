//! What is refused behind a door that somebody may open, and what came from another site.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use newsroom::desk::log::LogAsked;
use newsroom::desk::role::{Role, Sections};

use crate::desk::{Browser, paper};

#[tokio::test]
async fn what_no_page_offers_is_refused_all_the_same() {
    let site = paper().await;
    let mut editor = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let path = editor.begin("A bridge").await;
    let mut reporter = Browser::signed_in(&site, "Rae", Role::Reporter).await;
    for step in [
        "review",
        "back",
        "approve",
        "publish",
        "unschedule",
        "recall",
        "terms",
        "bin",
    ] {
        let fields = [("reason", "It was wrong."), ("at", "2023-03-01T10:00")];
        let refused = reporter.step_with(&path, "2", step, &fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{step}");
    }
    // Nor is somebody who may not publish told what the gate finds in it.
    let mut guest = Browser::signed_in(&site, "Gil", Role::Guest).await;
    for step in ["publish", "schedule"] {
        let fields = [("do", step), ("seen", "2"), ("at", "2023-03-01T10:00")];
        let refused = guest.post(&path, &fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{step}");
    }
    let refused = reporter.save(&path, "2", &[("headline", "Mine now")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let mut guest = Browser::signed_in(&site, "Gus", Role::Guest).await;
    for address in [
        path.clone(),
        format!("{path}/saves"),
        format!("{path}/saves/1"),
        format!("{path}/preview"),
    ] {
        assert_eq!(
            guest.get(&address).await.status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
    let taken = guest.post("/desk/published/first", &[]).await;
    assert_eq!(taken.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn who_is_refused_behind_a_door_is_in_the_log_and_so_is_what_came_from_another_site() {
    let site = paper().await;
    let mut editor = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let path = editor.begin("A bridge").await;
    let sport = Sections::of(vec!["sport".parse().unwrap()]);
    let publish = [("do", "publish"), ("seen", "2")];
    let typed = [("base", "2"), ("do", "autosave"), ("headline", "Mine now")];
    let latest = async || {
        site.store
            .desk_log(&LogAsked::default(), None, 1)
            .await
            .unwrap()
            .remove(0)
    };
    let all = Sections::default();
    for (name, role, sections, address, fields) in [
        ("Rae", Role::Reporter, &all, &path, &publish[..]),
        ("Sam", Role::Editor, &sport, &path, &publish[..]),
        ("Pat", Role::Editor, &sport, &path, &typed[..]),
    ] {
        let mut who = Browser::working_in(&site, name, role, sections.clone()).await;
        let before = latest().await.number;
        let refused = who.post(address, fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let refused = who.script(address, fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let log = site
            .store
            .desk_log(&LogAsked::default(), None, 2)
            .await
            .unwrap();
        for line in &log {
            assert!(line.is_refused && line.number > before, "{line:?}");
            assert_eq!(line.subject, format!("POST {address}"));
            assert_eq!(line.account.as_ref().unwrap().1, name);
        }
    }
    let elsewhere = || {
        let form = Request::post("/desk/stories").header("sec-fetch-site", "cross-site");
        form.body(Body::empty()).unwrap()
    };
    assert_eq!(site.ask(elsewhere()).await.status, StatusCode::FORBIDDEN);
    let line = latest().await;
    assert!(line.is_refused && line.account.is_none());
    assert_eq!(line.subject, "POST /desk/stories from another site");
    // Anybody can send any number of these.
    for _ in 0..40 {
        site.ask(elsewhere()).await;
    }
    assert!(latest().await.number < line.number + 30);
}
