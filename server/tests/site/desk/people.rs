//! The people of the desk.

use axum::http::StatusCode;
use newsroom::desk::role::Role;

use super::{Browser, PASSWORD, link_on, paper};

#[tokio::test]
async fn an_owner_invites_somebody_who_comes_in_by_a_link() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let who = [
        ("name", "Rae"),
        ("address", "rae@paper.example"),
        ("role", "reporter"),
        ("section", "world"),
    ];
    let invited = zoe.post("/desk/people", &who).await;
    let link = link_on(&invited);
    assert!(zoe.get("/desk/people").await.has("(invited)"));
    let twice = zoe.post("/desk/people", &who).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut rae = Browser::of(&site);
    assert!(rae.get(&link).await.has("Hello Rae"));
    rae.post(&link, &[("password", PASSWORD)]).await;
    assert_eq!(rae.get("/desk").await.status, StatusCode::OK);
    assert_eq!(rae.get(&link).await.status, StatusCode::GONE);
    for bad in [("role", "king"), ("section", "Not A Slug")] {
        let who = [("name", "B"), ("address", "b@paper.example"), bad];
        let refused = zoe.post("/desk/people", &who).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn a_closed_account_is_out_at_once() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let mut rae = Browser::signed_in(&site, "Rae", Role::Reporter).await;
    zoe.post("/desk/people/2/close", &[]).await;
    assert_eq!(rae.get("/desk").await.status, StatusCode::SEE_OTHER);
    let said = [("address", "rae@paper.example"), ("password", PASSWORD)];
    let refused = rae.post("/desk/sign-in", &said).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(zoe.get("/desk/people").await.has("(closed)"));
}

#[tokio::test]
async fn there_is_always_an_owner() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    for (path, fields) in [
        ("/desk/people/1/close", &[][..]),
        ("/desk/people/1", &[("name", "Zoe"), ("role", "editor")][..]),
    ] {
        let refused = zoe.post(path, fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has("the only owner"));
    }
    Browser::signed_in(&site, "Yan", Role::Owner).await;
    let left = zoe
        .post("/desk/people/1", &[("name", "Zoe"), ("role", "editor")])
        .await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert_eq!(zoe.get("/desk/people").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_new_password_signs_the_other_browsers_out() {
    let site = paper().await;
    let mut home = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let mut phone = Browser::of(&site);
    let said = [("address", "ann@paper.example"), ("password", PASSWORD)];
    phone.post("/desk/sign-in", &said).await;
    let new = "walnut harbour eleven pedals";
    let wrong = home
        .post(
            "/desk/me/password",
            &[("old", "not it at all"), ("new", new)],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let changed = home
        .post("/desk/me/password", &[("old", PASSWORD), ("new", new)])
        .await;
    assert!(changed.has("Your password is another one now"));
    assert_eq!(home.get("/desk").await.status, StatusCode::OK);
    assert_eq!(phone.get("/desk").await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        phone.post("/desk/sign-in", &said).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn a_password_is_not_guessed_where_it_is_changed() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let new = "walnut harbour eleven pedals";
    let mut last = StatusCode::OK;
    for _ in 0..31 {
        let said = [("old", "not it at all"), ("new", new)];
        last = ann.post("/desk/me/password", &said).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let said = [("old", PASSWORD), ("new", new)];
    let refused = ann.post("/desk/me/password", &said).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
}
