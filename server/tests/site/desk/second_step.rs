//! Signing in with more than a password: codes of an app, recovery codes, and what happens when both are lost.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use newsroom::desk::account::AccountId;
use newsroom::desk::log::LogAsked;
use newsroom::desk::people;
use newsroom::desk::role::Role;
use newsroom::desk::second_factor::AppKey;

use super::{Browser, PASSWORD, address, paper, value_of};
use crate::test_site::{Answer, TestSite};

const MINUTE: i64 = 60_000_000;

fn later(site: &TestSite, minutes: i64) {
    site.clock.set(site.clock.now().shifted(minutes * MINUTE));
}

/// What the app of the first account shows now.
async fn code(site: &TestSite) -> String {
    let (key, _) = site.store.app_key(AccountId(1)).await.unwrap().unwrap();
    key.code(AppKey::step_at(site.clock.now()))
}

/// Sets up an app. The recovery codes that come with it.
async fn with_app(ann: &mut Browser<'_>) -> Vec<String> {
    let begun = ann.post("/desk/me/codes", &[("password", PASSWORD)]).await;
    assert_eq!(begun.status, StatusCode::OK, "{}", begun.body);
    let code = code(ann.site).await;
    let on = ann.post("/desk/me/codes/confirm", &[("code", &code)]).await;
    assert_eq!(on.status, StatusCode::OK, "{}", on.body);
    later(ann.site, 1);
    let codes = on.body.split("<li><code>").skip(1);
    codes
        .map(|rest| rest.split('<').next().unwrap().to_owned())
        .collect()
}

/// The first page of signing in as Ann.
async fn with_password(browser: &mut Browser<'_>) -> Answer {
    let ann = address("Ann");
    let said = [("address", ann.as_str()), ("password", PASSWORD)];
    browser.post("/desk/sign-in", &said).await
}

async fn with_code(browser: &mut Browser<'_>, half: &str, code: &str) -> Answer {
    let said = [("half", half), ("code", code)];
    browser.post("/desk/sign-in/code", &said).await
}

#[tokio::test]
async fn an_app_is_asked_for_once_somebody_has_shown_that_it_works() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let begun = ann.post("/desk/me/codes", &[("password", PASSWORD)]).await;
    assert!(begun.has("<svg") && begun.has("otpauth://totp/"));
    let wrong = ann.post("/desk/me/codes/confirm", &[("code", "1")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("<svg") && wrong.has("role=\"alert\""));
    let mut phone = Browser::of(&site);
    let in_at_once = with_password(&mut phone).await;
    assert_eq!(in_at_once.header("location"), "/desk");

    let codes = with_app(&mut ann).await;
    assert_eq!(codes.len(), 10);
    let mut phone = Browser::of(&site);
    let asked = with_password(&mut phone).await;
    assert!(asked.has("One more step") && asked.headers.get("set-cookie").is_none());
    assert_eq!(phone.get("/desk").await.status, StatusCode::SEE_OTHER);
    let half = value_of(&asked.body, "name=\"half\"");
    let entered = with_code(&mut phone, &half, &code(&site).await).await;
    assert_eq!(entered.header("location"), "/desk");
    assert_eq!(phone.get("/desk").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_code_lets_somebody_in_once() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    with_app(&mut ann).await;
    let code = code(&site).await;
    let mut phone = Browser::of(&site);
    let half = value_of(&with_password(&mut phone).await.body, "name=\"half\"");
    let first = with_code(&mut phone, &half, &code).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let twice = with_code(&mut phone, &half, &code).await;
    assert!(twice.has("begin with your password again"));
    let mut thief = Browser::of(&site);
    let half = value_of(&with_password(&mut thief).await.body, "name=\"half\"");
    let seen = with_code(&mut thief, &half, &code).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seen.has("or was used already"));
    let log = site
        .store
        .desk_log(&LogAsked::default(), None, 1)
        .await
        .unwrap();
    assert!(log[0].is_refused && log[0].subject == address("Ann"));
}

#[tokio::test]
async fn a_recovery_code_lets_somebody_in_once() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let codes = with_app(&mut ann).await;
    let mut phone = Browser::of(&site);
    let half = value_of(&with_password(&mut phone).await.body, "name=\"half\"");
    let entered = with_code(&mut phone, &half, &codes[3].to_uppercase()).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    assert!(phone.get("/desk/me").await.has("9 recovery codes left"));
    let half = value_of(&with_password(&mut phone).await.body, "name=\"half\"");
    let twice = with_code(&mut phone, &half, &codes[3]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);

    let said = [("password", PASSWORD)];
    let renewed = ann.post("/desk/me/recovery-codes", &said).await;
    assert!(renewed.has("are void") && !renewed.has(&codes[4]));
    let void = with_code(&mut phone, &half, &codes[4]).await;
    assert_eq!(void.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn after_five_wrong_codes_or_ten_minutes_the_password_is_asked_for_again() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    with_app(&mut ann).await;
    let mut phone = Browser::of(&site);
    let half = value_of(&with_password(&mut phone).await.body, "name=\"half\"");
    for _ in 0..4 {
        assert!(with_code(&mut phone, &half, "x").await.has("One more step"));
    }
    let fifth = with_code(&mut phone, &half, "x").await;
    assert!(fifth.has("begin with your password again"));
    let right = with_code(&mut phone, &half, &code(&site).await).await;
    assert_eq!(right.status, StatusCode::UNPROCESSABLE_ENTITY);

    let half = value_of(&with_password(&mut phone).await.body, "name=\"half\"");
    later(&site, 11);
    let late = with_code(&mut phone, &half, &code(&site).await).await;
    assert!(late.has("begin with your password again"));
}

#[tokio::test]
async fn the_password_alone_does_not_give_more_tries_at_the_code() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    with_app(&mut ann).await;
    let send = |path: &str, form: String| {
        let request = Browser::of(&site)
            .request(Method::POST, path)
            .header("sec-fetch-site", "same-origin")
            .header("x-forwarded-for", "203.0.113.5")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form));
        site.ask(request.unwrap())
    };
    let ann = address("Ann");
    let mut last = StatusCode::OK;
    for _ in 0..5 {
        let form = format!("address={ann}&password={}", PASSWORD.replace(' ', "+"));
        let asked = send("/desk/sign-in", form).await;
        last = asked.status;
        if last != StatusCode::OK {
            break;
        }
        let half = value_of(&asked.body, "name=\"half\"");
        for _ in 0..4 {
            last = send("/desk/sign-in/code", format!("half={half}&code=x"))
                .await
                .status;
        }
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn changing_the_second_step_takes_the_password() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let wrong = [("password", "not it at all")];
    let refused = ann.post("/desk/me/codes", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    with_app(&mut ann).await;
    for path in ["/desk/me/codes/off", "/desk/me/recovery-codes"] {
        let refused = ann.post(path, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        assert!(refused.has("That is not your password"));
    }
    assert!(
        with_password(&mut Browser::of(&site))
            .await
            .has("One more step")
    );
    ann.post("/desk/me/codes/off", &[("password", PASSWORD)])
        .await;
    assert!(!ann.get("/desk/me").await.has("recovery codes left"));
    let entered = with_password(&mut Browser::of(&site)).await;
    assert_eq!(entered.header("location"), "/desk");
}

#[tokio::test]
async fn what_was_typed_before_signing_in_outlives_the_second_step() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    with_app(&mut ann).await;
    let path = ann.begin("A bridge").await;
    let mut expired = Browser::of(&site);
    let fields = [("headline", "A bridge"), ("body", "What <was> typed.")];
    let first = expired.save(&path, "2", &fields).await;
    let kept = value_of(&first.body, "name=\"kept\"");
    let ann = address("Ann");
    let said = [
        ("address", ann.as_str()),
        ("password", PASSWORD),
        ("then", &path),
        ("kept", &kept),
    ];
    let second = expired.post("/desk/sign-in", &said).await;
    let half = value_of(&second.body, "name=\"half\"");
    let kept = value_of(&second.body, "name=\"kept\"");
    let code = code(&site).await;
    let said = [
        ("half", half.as_str()),
        ("code", &code),
        ("then", &path),
        ("kept", &kept),
    ];
    let again = expired.post("/desk/sign-in/code", &said).await;
    assert!(again.has(&format!("action=\"{path}\"")));
    assert!(again.has("What &lt;was&gt; typed."));
}

#[tokio::test]
async fn a_link_lets_in_whoever_lost_it_all_and_switches_the_second_step_off() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    with_app(&mut ann).await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    assert!(zoe.get("/desk/people").await.has("<td>App</td>"));
    let linked = people::link(&site.store, &site.clock, None, AccountId(1)).await;
    let path = format!("/desk/enter/{}", linked.unwrap().1.text());
    let mut phone = Browser::of(&site);
    let welcome = phone.get(&path).await;
    assert!(welcome.has("recovery codes and passkeys that you signed in with"));
    let still_asked = with_password(&mut Browser::of(&site)).await;
    assert!(still_asked.has("One more step"));
    let half = value_of(&still_asked.body, "name=\"half\"");
    phone.post(&path, &[("password", PASSWORD)]).await;
    assert_eq!(phone.get("/desk").await.status, StatusCode::OK);
    let over = with_code(&mut Browser::of(&site), &half, "000000").await;
    assert!(over.has("begin with your password again"));
    let entered = with_password(&mut Browser::of(&site)).await;
    assert_eq!(entered.header("location"), "/desk");
    assert!(!zoe.get("/desk/people").await.has("<td>App</td>"));
    let log = zoe.log().await;
    assert!(log.contains("switched off every second factor, by a link"));
}
