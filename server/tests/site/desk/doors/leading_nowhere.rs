//! Addresses of the desk that have no page: mistyped, or of a form that somebody opened by hand.

use axum::http::{Method, StatusCode};
use desk::doors;
use newsroom::desk::role::Role;

use crate::desk::{Browser, paper};

const ODD: [&str; 7] = [
    "/desk/stories/abc",
    "/desk/stories/99999999999999999999",
    "/desk/stories/1.5/saves",
    "/desk/stories/1/saves/first",
    "/desk/stories/abc/shares",
    "/desk/people/abc",
    "/desk/letters/morning/issues/abc",
];

#[tokio::test]
async fn what_is_no_number_is_answered_by_the_page_of_what_is_not_there() {
    let site = paper().await;
    let mut olga = Browser::signed_in(&site, "Olga", Role::Owner).await;
    for path in ODD {
        let answer = olga.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(
            answer.has("That is not there any more, or never was.") && answer.has("Olga"),
            "{path}: {}",
            answer.body
        );
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        let stranger = Browser::of(&site).get(path).await;
        let then = format!("/desk/sign-in?then={}", path.replace('/', "%2F"));
        assert_eq!(stranger.header("location"), then);
    }
    let sent = olga.post("/desk/stories/abc", &[]).await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
    assert!(sent.has("That is not there any more, or never was."));
}

#[tokio::test]
async fn a_question_that_cannot_be_read_is_answered_in_the_look_of_the_desk() {
    let site = paper().await;
    let mut olga = Browser::signed_in(&site, "Olga", Role::Owner).await;
    for path in [
        "/desk/settings/changes?before=abc",
        "/desk/pictures?before=99999999999999999999",
        "/desk/readers/list?after=abc",
    ] {
        let answer = olga.get(path).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
        assert!(
            answer.has("What follows the question mark in this address cannot be read.")
                && answer.has("Olga")
                && answer.has("Back to the desk"),
            "{path}: {}",
            answer.body
        );
    }
}

#[tokio::test]
async fn who_asks_for_the_stories_or_for_a_link_again_is_led_to_the_page_that_there_is() {
    let site = paper().await;
    let (mut ann, path) = Browser::with_story(&site, "Ann", Role::Reporter).await;
    for (asked, there) in [
        ("/desk/stories".to_owned(), "/desk".to_owned()),
        (format!("{path}/shares"), path),
    ] {
        let answer = ann.get(&asked).await;
        assert_eq!(answer.header("location"), there);
        assert_eq!(ann.get(&there).await.status, StatusCode::OK);
        let stranger = Browser::of(&site).get(&asked).await;
        assert!(stranger.header("location").starts_with("/desk/sign-in?"));
    }
}

#[tokio::test]
async fn an_address_that_only_takes_forms_says_so_to_whoever_opens_it() {
    let site = paper().await;
    let mut olga = Browser::signed_in(&site, "Olga", Role::Owner).await;
    let all = doors();
    let has_page = |path: &str| {
        all.iter()
            .any(|door| door.path == path && door.method == Method::GET)
    };
    let forms: Vec<&str> = all.iter().map(|door| door.path).collect();
    for door in forms.into_iter().filter(|path| !has_page(path)) {
        let path = door
            .replace("{slug}", "first")
            .replace("{number}", "1")
            .replace("{share}", "1")
            .replace("{id}", "1");
        let answer = olga.get(&path).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        assert_eq!(answer.header("allow"), "POST", "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert!(
            answer.has("has no page of its own") && answer.has("Back to the desk"),
            "{path}: {}",
            answer.body
        );
        let stranger = Browser::of(&site).get(&path).await;
        assert!(
            stranger.header("location").starts_with("/desk/sign-in?"),
            "{path}"
        );
    }
}
