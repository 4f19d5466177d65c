//! Signing in with a passkey, and devices that are not to be believed.

use axum::http::StatusCode;
use newsroom::desk::log::LogAsked;
use newsroom::desk::role::Role;

use super::authenticator::{Authenticator, answered, ask};
use super::{Browser, PASSWORD, address, paper, value_of};
use crate::test_site::Answer;

fn is_refused(answer: &Answer) -> bool {
    answer.status == StatusCode::UNPROCESSABLE_ENTITY && answer.headers.get("set-cookie").is_none()
}

#[tokio::test]
async fn a_passkey_signs_somebody_in_without_a_password() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let mut telephone = Authenticator::new(1);
    let added = telephone.is_added(&mut ann, "My telephone").await;
    assert!(added.has("Recovery codes"), "{}", added.body);
    assert!(ann.get("/desk/me").await.has("not used yet"));
    let mut other = Browser::of(&site);
    let entered = telephone.signs_in(&mut other).await;
    assert_eq!(entered.header("location"), "/desk");
    let me = other.get("/desk/me").await;
    assert!(me.has("My telephone") && me.has("last used") && !me.has("not used yet"));
    let log = site
        .store
        .desk_log(&LogAsked::default(), None, 10)
        .await
        .unwrap();
    assert!(
        log.iter()
            .any(|it| it.subject == "with My telephone" && !it.is_refused)
    );
}

#[tokio::test]
async fn whoever_has_a_passkey_is_asked_for_more_than_the_password() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let added = Authenticator::new(1).is_added(&mut ann, "Key").await;
    let code = added.body.split("<li><code>").nth(1).unwrap();
    let code = code.split('<').next().unwrap();
    let second = Authenticator::new(2).is_added(&mut ann, "Another").await;
    assert_eq!(second.header("location"), "/desk/me");
    let mut other = Browser::of(&site);
    let ann_address = address("Ann");
    let said = [("address", ann_address.as_str()), ("password", PASSWORD)];
    let asked = other.post("/desk/sign-in", &said).await;
    assert!(asked.has("One more step") && asked.has("data-passkey=\"get\""));
    let half = value_of(&asked.body, "name=\"half\"");
    let entered = other
        .post("/desk/sign-in/code", &[("half", &half), ("code", code)])
        .await;
    assert_eq!(entered.header("location"), "/desk");
}

#[tokio::test]
async fn an_answer_is_taken_once_and_not_late() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let mut telephone = Authenticator::new(1);
    telephone.is_added(&mut ann, "My telephone").await;
    let mut other = Browser::of(&site);
    let (question, options) = ask(&mut other).await;
    let answer = telephone.get(&options);
    let entered = answered(&mut other, &question, &answer).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    assert!(is_refused(
        &answered(&mut Browser::of(&site), &question, &answer).await
    ));
    // The same answer to another question.
    let (question, _) = ask(&mut other).await;
    assert!(is_refused(
        &answered(&mut Browser::of(&site), &question, &answer).await
    ));

    let (question, options) = ask(&mut other).await;
    let answer = telephone.get(&options);
    site.clock.set(site.clock.now().shifted(6 * 60_000_000));
    assert!(is_refused(
        &answered(&mut Browser::of(&site), &question, &answer).await
    ));
}

#[tokio::test]
async fn a_device_that_is_not_to_be_believed_lets_nobody_in() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let mut telephone = Authenticator::new(1);
    telephone.is_added(&mut ann, "My telephone").await;

    telephone.origin = "https://paper.example.evil.example".to_owned();
    assert!(is_refused(
        &telephone.signs_in(&mut Browser::of(&site)).await
    ));
    telephone.origin = "https://paper.example".to_owned();

    telephone.verifies = false;
    assert!(is_refused(
        &telephone.signs_in(&mut Browser::of(&site)).await
    ));
    telephone.verifies = true;

    let handle = std::mem::replace(&mut telephone.handle, vec![9; 16]);
    assert!(is_refused(
        &telephone.signs_in(&mut Browser::of(&site)).await
    ));
    telephone.handle = handle;

    // It says that it is the telephone, and has another key.
    let mut forged = Authenticator::new(1);
    forged.handle = telephone.handle.clone();
    assert!(is_refused(&forged.signs_in(&mut Browser::of(&site)).await));

    let stranger = Authenticator::new(7)
        .signs_in(&mut Browser::of(&site))
        .await;
    assert!(is_refused(&stranger));
    let (question, _) = ask(&mut Browser::of(&site)).await;
    assert!(is_refused(
        &answered(&mut Browser::of(&site), &question, "{}").await
    ));

    let entered = telephone.signs_in(&mut Browser::of(&site)).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_device_whose_count_goes_back_is_refused_and_the_log_says_so() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Owner).await;
    let mut telephone = Authenticator::new(1);
    telephone.is_added(&mut ann, "My telephone").await;
    telephone.count = 40;
    let entered = telephone.signs_in(&mut Browser::of(&site)).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    telephone.count = 12;
    assert!(is_refused(
        &telephone.signs_in(&mut Browser::of(&site)).await
    ));
    let log = ann.get("/desk/log").await;
    assert!(log.has("with My telephone, whose count went back"));
}

#[tokio::test]
async fn a_passkey_is_added_and_removed_with_the_password_only() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let wrong = [("password", "not it at all")];
    let refused = ann.script("/desk/me/passkeys/ask", &wrong).await;
    assert!(is_refused(&refused) && refused.has("That is not your password"));
    let mut telephone = Authenticator::new(1);
    telephone.is_added(&mut ann, "My telephone").await;
    let twice = Authenticator::new(1).is_added(&mut ann, "A copy").await;
    assert!(is_refused(&twice));
    let nameless = Authenticator::new(2).is_added(&mut ann, "  ").await;
    assert!(is_refused(&nameless));

    let mut bob = Browser::signed_in(&site, "Bob", Role::Reporter).await;
    let right = [("password", PASSWORD)];
    let not_his = bob.post("/desk/me/passkeys/1/remove", &right).await;
    assert_eq!(not_his.status, StatusCode::NOT_FOUND);
    assert!(is_refused(
        &ann.post("/desk/me/passkeys/1/remove", &wrong).await
    ));
    ann.post("/desk/me/passkeys/1/remove", &right).await;
    assert!(is_refused(
        &telephone.signs_in(&mut Browser::of(&site)).await
    ));
    let ann_address = address("Ann");
    let said = [("address", ann_address.as_str()), ("password", PASSWORD)];
    let entered = Browser::of(&site).post("/desk/sign-in", &said).await;
    assert_eq!(entered.header("location"), "/desk");
}

#[tokio::test]
async fn an_answer_to_somebody_elses_question_adds_nothing() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let mut bob = Browser::signed_in(&site, "Bob", Role::Reporter).await;
    let asked = bob
        .script("/desk/me/passkeys/ask", &[("password", PASSWORD)])
        .await;
    let asked: serde_json::Value = serde_json::from_str(&asked.body).unwrap();
    let question = asked["question"].as_str().unwrap();
    let said = [("question", question), ("answer", "{}"), ("name", "Key")];
    assert!(is_refused(&ann.post("/desk/me/passkeys", &said).await));
}

#[tokio::test]
async fn a_closed_account_has_no_use_of_its_passkey() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let mut telephone = Authenticator::new(1);
    telephone.is_added(&mut ann, "My telephone").await;
    assert!(zoe.get("/desk/people").await.has("<td>Passkey</td>"));
    zoe.post("/desk/people/2/close", &[]).await;
    assert!(is_refused(
        &telephone.signs_in(&mut Browser::of(&site)).await
    ));
}
