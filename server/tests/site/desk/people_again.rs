//! The people of the desk, where something goes otherwise than it was meant: a form that is refused, one that is old, an account that
//! was closed and is wanted again.

use axum::http::StatusCode;
use newsroom::desk::role::Role;

use super::{Browser, PASSWORD, address, link_on, paper, value_of};

#[tokio::test]
async fn an_invitation_that_is_refused_comes_back_as_it_was_filled_in() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let who = [
        ("name", "Rae Strand"),
        ("address", "rae@paper"),
        ("role", "guest"),
        ("section", "world"),
    ];
    let refused = zoe.post("/desk/people", &who).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(value_of(&refused.body, "id=\"name\""), "Rae Strand");
    assert_eq!(value_of(&refused.body, "id=\"address\""), "rae@paper");
    assert!(refused.has("<option value=\"guest\" selected>"));
    assert!(refused.has("value=\"world\" checked"), "{}", refused.body);
}

#[tokio::test]
async fn a_change_that_is_refused_comes_back_as_it_was_filled_in() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let who = [
        ("name", "Zoe Strand"),
        ("role", "editor"),
        ("section", "world"),
    ];
    let refused = zoe.post("/desk/people/1", &who).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("the only owner"));
    assert_eq!(value_of(&refused.body, "id=\"name\""), "Zoe Strand");
    assert!(refused.has("<option value=\"editor\" selected>"));
    assert!(refused.has("value=\"world\" checked"), "{}", refused.body);
}

#[tokio::test]
async fn somebody_whose_account_was_closed_can_be_invited_again_and_nothing_of_before_lets_them_in()
{
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let mut rae = Browser::signed_in(&site, "Rae", Role::Editor).await;
    zoe.post("/desk/people/2/close", &[]).await;
    assert!(zoe.get("/desk/people/2").await.has("Invite them again"));
    let again = [
        ("name", "Rae Strand"),
        ("address", "Rae@paper.example"),
        ("role", "reporter"),
        ("section", "world"),
    ];
    let invited = zoe.post("/desk/people", &again).await;
    assert_eq!(invited.status, StatusCode::OK, "{}", invited.body);
    let said = [("address", "rae@paper.example"), ("password", PASSWORD)];
    let early = rae.post("/desk/sign-in", &said).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let entered = rae
        .post(
            &link_on(&invited),
            &[("password", "walnut harbour eleven pedals")],
        )
        .await;
    assert_eq!(entered.header("location"), "/desk");
    let me = rae.get("/desk/me").await;
    assert!(me.has("Rae Strand") && me.has("Reporter, "), "{}", me.body);
    let people = zoe.get("/desk/people").await;
    assert_eq!(people.body.matches("paper.example</td>").count(), 2);
    assert!(!people.has("(closed)") && !people.has("(invited)"));
}

#[tokio::test]
async fn a_form_that_is_older_than_what_another_owner_decided_takes_nothing_back_unseen() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let mut yan = Browser::signed_in(&site, "Yan", Role::Owner).await;
    Browser::signed_in(&site, "Rae", Role::Owner).await;
    let drawn = yan.get("/desk/people/3").await;
    let seen = value_of(&drawn.body, "name=\"seen\"");
    let demoted = zoe
        .post("/desk/people/3", &[("name", "Rae"), ("role", "guest")])
        .await;
    assert_eq!(demoted.status, StatusCode::SEE_OTHER);

    let filled = [("name", "Rae Strand"), ("role", "owner"), ("seen", &seen)];
    let refused = yan.post("/desk/people/3", &filled).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.has("guest contributor in every section"),
        "{}",
        refused.body
    );
    assert_eq!(value_of(&refused.body, "id=\"name\""), "Rae Strand");
    assert!(
        zoe.get("/desk/people/3")
            .await
            .has("<option value=\"guest\" selected>")
    );

    // Seen now, it is what is meant.
    let seen = value_of(&refused.body, "name=\"seen\"");
    let filled = [("name", "Rae Strand"), ("role", "owner"), ("seen", &seen)];
    let kept = yan.post("/desk/people/3", &filled).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
}

#[tokio::test]
async fn an_account_that_somebody_closed_is_not_changed_any_more() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    Browser::signed_in(&site, "Rae", Role::Reporter).await;
    zoe.post("/desk/people/2/close", &[]).await;
    let late = [("name", "Rae Strand"), ("role", "owner")];
    let refused = zoe.post("/desk/people/2", &late).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("This account is closed"));
    let before = zoe.log().await;
    let again = zoe.post("/desk/people/2/close", &[]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(zoe.log().await, before);
}

#[tokio::test]
async fn nobody_works_in_a_section_that_is_not_there() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let who = [
        ("name", "Rae"),
        ("address", "rae@paper.example"),
        ("role", "editor"),
        ("section", "wrold"),
    ];
    let refused = zoe.post("/desk/people", &who).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("There is no section at /wrold."));
}

#[tokio::test]
async fn the_log_says_what_somebody_may_do_and_might_before() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let who = [
        ("name", "Rae"),
        ("address", "rae@paper.example"),
        ("role", "reporter"),
        ("section", "world"),
    ];
    zoe.post("/desk/people", &who).await;
    let log = zoe.log().await;
    assert!(
        log.contains("Zoe invited rae@paper.example as reporter in world"),
        "{log}"
    );
    zoe.post("/desk/people/2", &[("name", "Rae"), ("role", "owner")])
        .await;
    let log = zoe.log().await;
    assert!(
        log.contains(
            "Zoe changed the account of rae@paper.example: Rae, owner in every section, before: Rae, reporter in world"
        ),
        "{log}"
    );
    let before = zoe.log().await;
    zoe.post("/desk/people/2", &[("name", "Rae"), ("role", "owner")])
        .await;
    assert_eq!(zoe.log().await, before);
}

#[tokio::test]
async fn a_name_of_which_nothing_can_be_seen_is_none() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let who = [
        ("name", "\u{200b}"),
        ("address", "rae@paper.example"),
        ("role", "reporter"),
    ];
    let refused = zoe.post("/desk/people", &who).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("The name is empty."));
}

#[tokio::test]
async fn a_session_that_is_none_signs_nobody_out() {
    let site = paper().await;
    let mut home = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let mut phone = Browser::of(&site);
    let address = address("Zoe");
    let said = [("address", address.as_str()), ("password", PASSWORD)];
    phone.post("/desk/sign-in", &said).await;
    home.post("/desk/me/sessions", &[("session", "none")]).await;
    assert_eq!(phone.get("/desk").await.status, StatusCode::OK);
}
