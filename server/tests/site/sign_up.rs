use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::test_site::TestSite;

#[tokio::test]
async fn an_address_is_kept_once_and_a_known_one_gets_the_same_answer() {
    let site = TestSite::start().await;
    let first = site
        .post_form(
            "/stay-in-touch",
            Some("text/plain"),
            "email=ada%40example.org",
        )
        .await;
    let again = site
        .post_form(
            "/stay-in-touch",
            Some("text/plain"),
            "email=Ada%40Example.org",
        )
        .await;
    assert_eq!((first.status, &first.body), (StatusCode::OK, &again.body));
    assert_eq!(first.status, again.status);
    assert_eq!(site.store.health().await.unwrap().subscribers, 1);
}

#[tokio::test]
async fn without_script_a_good_address_leads_to_a_page_of_thanks() {
    let site = TestSite::start().await;
    let answer = site
        .post_form("/stay-in-touch", None, "email=ada%40example.org")
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let page = site.get(answer.header("location")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("Thank you."));
}

#[tokio::test]
async fn without_script_a_bad_address_is_shown_again_with_what_is_wrong() {
    let site = TestSite::start().await;
    let page = site
        .post_form("/stay-in-touch", None, "email=%22%3E%3Cscript%3E%40nowhere")
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.has("value=\"&quot;&gt;&lt;script&gt;@nowhere\""),
        "{}",
        page.body
    );
    assert!(page.has("aria-invalid=\"true\"") && page.has("id=\"page-sign-up-email-problem\""));
    assert_eq!(site.store.health().await.unwrap().subscribers, 0);
}

#[tokio::test]
async fn with_script_a_bad_address_is_answered_with_a_sentence() {
    let site = TestSite::start().await;
    let answer = site
        .post_form("/stay-in-touch", Some("text/plain"), "email=nobody")
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
    assert!(
        answer.body.contains('@') && !answer.body.contains('<'),
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn a_program_that_fills_in_every_field_is_thanked_and_not_kept() {
    let site = TestSite::start().await;
    let answer = site
        .post_form("/stay-in-touch", None, "email=a%40example.org&website=x")
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(site.store.health().await.unwrap().subscribers, 0);
}

#[tokio::test]
async fn what_is_no_form_or_too_large_is_refused() {
    let site = TestSite::start().await;
    let json = Request::post("/stay-in-touch")
        .header("content-type", "application/json")
        .body(Body::from("{}"));
    assert_eq!(
        site.ask(json.unwrap()).await.status,
        StatusCode::UNSUPPORTED_MEDIA_TYPE
    );
    let huge = format!("email={}", "a".repeat(100_000));
    assert_eq!(
        site.post_form("/stay-in-touch", None, &huge).await.status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    let empty = site.post_form("/stay-in-touch", None, "").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.has("Please type your e-mail address."));
    let garbage = site.post_form("/stay-in-touch", None, "email=%ff%fe").await;
    assert_eq!(garbage.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_two_boxes_of_the_sign_up_page_do_not_share_ids_or_problems() {
    let site = TestSite::start().await;
    let page = site.post_form("/stay-in-touch", None, "email=nobody").await;
    for id in [
        "sign-up-email",
        "page-sign-up-email",
        "sign-up-email-problem",
        "page-sign-up-email-problem",
    ] {
        assert_eq!(
            page.body.matches(&format!("id=\"{id}\"")).count(),
            1,
            "{id}"
        );
    }
    assert_eq!(page.body.matches("value=\"nobody\"").count(), 1);
    assert!(!page.has("<!>"), "a comment that is none");
}
