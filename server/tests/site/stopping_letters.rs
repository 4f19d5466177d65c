//! Unsubscribing: by one click in a mail program (RFC 8058), and by the button behind the link.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};

use crate::links_in_letters::{ANN, is_private, post};
use crate::test_site::TestSite;

#[tokio::test]
async fn looking_at_a_link_to_unsubscribe_changes_nothing() {
    let site = TestSite::with_letters().await;
    let (_, unsubscribe) = site.confirmed(ANN, &["sport", "morning"]).await;
    for method in [Method::GET, Method::HEAD] {
        let page = site.method(method, &unsubscribe).await;
        assert_eq!(page.status, StatusCode::OK);
        is_private(&page);
    }
    let page = site.get(&unsubscribe).await;
    assert!(page.has("Stop “Sport &amp; games”?"), "{}", page.body);
    assert_eq!(site.letters_of(ANN).await, ["morning", "sport"]);
}

#[tokio::test]
async fn one_click_unsubscribes_at_once_with_either_kind_of_form_and_without_one() {
    let multipart = "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
    for (kind, body) in [
        (
            "application/x-www-form-urlencoded",
            "List-Unsubscribe=One-Click",
        ),
        ("multipart/form-data; boundary=b", multipart),
        ("application/x-www-form-urlencoded", ""),
    ] {
        let site = TestSite::with_letters().await;
        let (_, unsubscribe) = site.confirmed(ANN, &["sport", "morning"]).await;
        for time in ["first", "second"] {
            let request = Request::post(&unsubscribe)
                .header("content-type", kind)
                .body(Body::from(body));
            let answer = site.ask(request.unwrap()).await;
            assert_eq!(answer.status, StatusCode::OK, "{time} time with {kind}");
            assert!(!answer.headers.contains_key("set-cookie"));
            assert_eq!(
                site.letters_of(ANN).await,
                ["morning"],
                "{time} time with {kind}"
            );
        }
    }
}

#[tokio::test]
async fn who_stops_one_letter_is_offered_to_stop_all_and_what_is_under_way_is_dropped() {
    let site = TestSite::with_letters().await;
    let (preferences, unsubscribe) = site.confirmed(ANN, &["sport", "morning"]).await;
    site.issue("sport", "Sunday", &[]).await;
    site.issue("morning", "Monday", &[]).await;
    let page = post(&site, &unsubscribe, "").await;
    assert!(page.has("“Sport &amp; games” does not come any more"));
    assert!(page.has(&format!("href=\"{preferences}\"")) && page.has("name=\"all\""));
    let ann = site.reader(ANN).await.unwrap().id;
    let states = async || {
        let letters = site.store.letters_to(ann).await.unwrap().into_iter();
        let states = letters.filter_map(|it| Some((it.issue?.0, it.state)));
        states.collect::<Vec<_>>()
    };
    let state = |letter: &str, state: &str| (letter.to_owned(), state.to_owned());
    assert_eq!(
        states().await,
        [state("sport", "dropped"), state("morning", "waiting")]
    );
    let page = post(&site, &unsubscribe, "all=yes").await;
    assert!(page.has("No letters come any more"));
    assert_eq!(site.letters_of(ANN).await, [""; 0]);
    assert_eq!(
        states().await,
        [state("sport", "dropped"), state("morning", "dropped")]
    );
}
