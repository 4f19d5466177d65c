//! Founding the desk, signing in and out, and what keeps others from it.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use newsroom::desk::entering;
use newsroom::desk::role::Role;

use super::{Browser, PASSWORD, address, paper, value_of};

#[tokio::test]
async fn the_first_link_founds_the_desk_once() {
    let site = paper().await;
    let secret = entering::founding_link(&site.store, &site.clock).await;
    let path = format!("/desk/enter/{}", secret.unwrap().unwrap().text());
    let mut ann = Browser::of(&site);
    assert!(ann.get(&path).await.has("Found the desk"));
    let said = [
        ("name", "Ann"),
        ("address", "ann@paper.example"),
        ("password", PASSWORD),
    ];
    let entered = ann.post(&path, &said).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    assert!(
        entered
            .header("set-cookie")
            .contains("HttpOnly; SameSite=Lax; Secure")
    );
    let stories = ann.get("/desk").await;
    assert_eq!(stories.status, StatusCode::OK);
    assert!(stories.has("Ann") && stories.has("/desk/people"));

    let mut late = Browser::of(&site);
    assert_eq!(late.post(&path, &said).await.status, StatusCode::GONE);
    let another = entering::founding_link(&site.store, &site.clock).await;
    assert!(another.unwrap().is_none());
}

#[tokio::test]
async fn a_password_that_is_tried_first_is_refused_and_what_was_typed_stays() {
    let site = paper().await;
    let secret = entering::founding_link(&site.store, &site.clock).await;
    let path = format!("/desk/enter/{}", secret.unwrap().unwrap().text());
    let mut ann = Browser::of(&site);
    for password in [
        "short",
        "password1234",
        "aaaaaaaaaaaaaaaa",
        "ann@paper.example",
    ] {
        let said = [
            ("name", "Ann"),
            ("address", "ann@paper.example"),
            ("password", password),
        ];
        let refused = ann.post(&path, &said).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{password}"
        );
        assert!(refused.has("role=\"alert\"") && refused.has("value=\"ann@paper.example\""));
    }
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_asked_to_and_goes_on_to_where_they_wanted() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Editor).await;
    let path = ann.begin("A bridge").await;
    let mut other = Browser::of(&site);
    let asked = other.get(&path).await;
    let sign_in = asked.header("location").to_owned();
    assert!(sign_in.starts_with("/desk/sign-in?then="));
    assert!(other.get(&sign_in).await.has(&format!("value=\"{path}\"")));
    let ann_address = address("Ann");
    let said = [
        ("address", ann_address.as_str()),
        ("password", PASSWORD),
        ("then", &path),
    ];
    let entered = other.post("/desk/sign-in", &said).await;
    assert_eq!(entered.header("location"), path);
    assert_eq!(other.get(&path).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_somebody_looked_for_is_not_forgotten_by_a_sign_in() {
    let site = paper().await;
    Browser::signed_in(&site, "Ann", Role::Editor).await;
    let path = "/desk/log?who=1&what=signed+in";
    let mut other = Browser::of(&site);
    let sign_in = other.get(path).await.header("location").to_owned();
    let then = value_of(&other.get(&sign_in).await.body, "name=\"then\"");
    assert_eq!(then, path);
    let ann = address("Ann");
    let said = [
        ("address", ann.as_str()),
        ("password", PASSWORD),
        ("then", &then),
    ];
    let entered = other.post("/desk/sign-in", &said).await;
    assert_eq!(entered.header("location"), path);
}

#[tokio::test]
async fn a_slash_too_many_leads_to_the_desk_all_the_same() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Guest).await;
    let answer = ann.get("/desk/").await;
    assert!(answer.status.is_redirection());
    assert_eq!(answer.header("location"), "/desk");
}

#[tokio::test]
async fn nobody_is_led_to_another_site_by_a_sign_in() {
    let site = paper().await;
    Browser::signed_in(&site, "Ann", Role::Editor).await;
    let ann_address = address("Ann");
    for then in [
        "https://evil.example",
        "//evil.example",
        "/desk//evil.example",
        "/desk/\\evil.example",
        "/deskevil",
    ] {
        let said = [
            ("address", ann_address.as_str()),
            ("password", PASSWORD),
            ("then", then),
        ];
        let entered = Browser::of(&site).post("/desk/sign-in", &said).await;
        assert_eq!(entered.header("location"), "/desk", "{then}");
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_are_answered_the_same() {
    let site = paper().await;
    Browser::signed_in(&site, "Ann", Role::Editor).await;
    let ann_address = address("Ann");
    let mut answers = Vec::new();
    for who in [
        ann_address.as_str(),
        "nobody@paper.example",
        "no address",
        "",
    ] {
        let said = [("address", who), ("password", "not the password at all")];
        let refused = Browser::of(&site).post("/desk/sign-in", &said).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.headers.get("set-cookie").is_none());
        answers.push(refused.body.replace(who, ""));
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn a_crowd_that_guesses_does_not_lock_out_who_signed_in_from_there_before() {
    let site = paper().await;
    Browser::signed_in(&site, "Ann", Role::Owner).await;
    let ann_address = address("Ann");
    let sign_in = |from: String, password: &'static str| {
        let form = format!(
            "address={ann_address}&password={}",
            password.replace(' ', "+")
        );
        let browser = Browser::of(&site);
        let request = browser
            .request(Method::POST, "/desk/sign-in")
            .header("sec-fetch-site", "same-origin")
            .header("x-forwarded-for", from)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form))
            .unwrap();
        site.ask(request)
    };
    let home = || "198.51.100.7".to_owned();
    assert_eq!(
        sign_in(home(), PASSWORD).await.status,
        StatusCode::SEE_OTHER
    );
    for number in 0..30 {
        sign_in(format!("203.0.113.{number}"), "a wrong guess again").await;
    }
    let abroad = sign_in("203.0.113.99".to_owned(), PASSWORD).await;
    assert_eq!(abroad.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(abroad.has("dateline desk link"));
    assert_eq!(
        sign_in(home(), PASSWORD).await.status,
        StatusCode::SEE_OTHER
    );

    for _ in 0..10 {
        sign_in("192.0.2.1".to_owned(), "a wrong guess again").await;
    }
    let guessed = sign_in("192.0.2.1".to_owned(), PASSWORD).await;
    assert_eq!(guessed.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn who_signed_out_is_out_and_other_browsers_can_be_signed_out_too() {
    let site = paper().await;
    let mut home = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let mut phone = Browser::of(&site);
    let ann_address = address("Ann");
    let said = [("address", ann_address.as_str()), ("password", PASSWORD)];
    phone.post("/desk/sign-in", &said).await;
    assert!(home.get("/desk/me").await.has("Sign out all others"));
    home.post("/desk/me/sessions", &[]).await;
    assert_eq!(phone.get("/desk").await.status, StatusCode::SEE_OTHER);
    assert_eq!(home.get("/desk").await.status, StatusCode::OK);
    let out = home.post("/desk/sign-out", &[]).await;
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(home.get("/desk").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_session_ends_when_nobody_uses_it_for_two_weeks() {
    const DAY: i64 = 24 * 3600 * 1_000_000;
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    for _ in 0..3 {
        site.clock.set(site.clock.now().shifted(13 * DAY));
        assert_eq!(ann.get("/desk").await.status, StatusCode::OK);
    }
    site.clock.set(site.clock.now().shifted(15 * DAY));
    assert_eq!(ann.get("/desk").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_page_of_the_desk_opens_while_another_program_writes() {
    const TEN_MINUTES: i64 = 600 * 1_000_000;
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    site.clock.set(site.clock.now().shifted(TEN_MINUTES));
    let writing = site.another_program_that_writes().await;
    for path in ["/desk", "/desk/me"] {
        assert_eq!(ann.get(path).await.status, StatusCode::OK, "{path}");
    }
    drop(writing);
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Owner).await;
    let from = |name: &'static str, value: &'static str| (name, value);
    for (name, value) in [
        from("sec-fetch-site", "cross-site"),
        from("sec-fetch-site", "same-site"),
        from("origin", "https://evil.example"),
        from("x-nothing", "said"),
    ] {
        let request = ann
            .request(Method::POST, "/desk/stories")
            .header(name, value)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from("headline=Forged"))
            .unwrap();
        let refused = ann.send(request).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{name}: {value}");
    }
    assert!(!ann.get("/desk").await.has("Forged"));
    let request = ann
        .request(Method::POST, "/desk/stories")
        .header("origin", "https://paper.example")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("headline=Ours"))
        .unwrap();
    assert_eq!(ann.send(request).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_program_that_asks_for_the_head_of_a_page_only_is_no_form_from_another_site() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Owner).await;
    for (path, status) in [
        ("/desk/sign-in", StatusCode::OK),
        ("/desk/shared/none", StatusCode::GONE),
    ] {
        let nobody = Browser::of(&site).request(Method::HEAD, path);
        let head = site.ask(nobody.body(Body::empty()).unwrap()).await;
        assert_eq!(head.status, status, "{path}");
        assert_eq!(head.body, "");
    }
    assert!(!ann.log().await.contains("another site"));
}

#[tokio::test]
async fn nothing_of_the_desk_is_kept_by_caches_and_readers_get_no_cookie() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Owner).await;
    let desk = ann.get("/desk").await;
    assert_eq!(desk.header("cache-control"), "no-store");
    assert_eq!(desk.header("x-robots-tag"), "noindex, nofollow");
    assert!(
        desk.header("content-security-policy")
            .contains("script-src 'self' 'wasm-unsafe-eval';")
    );
    let request = ann.request(Method::GET, "/").body(Body::empty()).unwrap();
    let mine = site.ask(request).await;
    assert!(mine.headers.get("set-cookie").is_none());
    assert_eq!(mine.body, site.get("/").await.body);
}
