//! Old addresses, set at the desk and followed by readers.

use axum::http::StatusCode;
use newsroom::desk::role::Role;

use super::{Browser, paper};

const PAGE: &str = "/desk/settings/redirects";

#[tokio::test]
async fn readers_are_led_on_where_nothing_else_answers() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    for (from, to) in [
        ("/2019/05/old.html", "/world/first"),
        ("/old-news", "/world"),
        ("/index.php?id=7", "/world/first"),
        ("/política", "https://other.example/politica"),
    ] {
        let led = zoe.post(PAGE, &[("from", from), ("to", to)]).await;
        assert_eq!(led.header("location"), format!("{PAGE}?done=led"), "{from}");
    }
    for (asked, leads_to) in [
        ("/2019/05/old.html", "/world/first"),
        ("/2019/05/old.html?utm=x", "/world/first?utm=x"),
        ("/old-news", "/world"),
        ("/old-news/", "/world"),
        ("/index.php?id=7", "/world/first"),
        ("/pol%C3%ADtica", "https://other.example/politica"),
        ("/pol%c3%adtica?utm=x", "https://other.example/politica"),
    ] {
        let answer = site.get(asked).await;
        assert_eq!(answer.status, StatusCode::MOVED_PERMANENTLY, "{asked}");
        assert_eq!(answer.header("location"), leads_to);
    }
    for unknown in ["/index.php?id=8", "/2019/05", "/old-news/more"] {
        assert_eq!(
            site.get(unknown).await.status,
            StatusCode::NOT_FOUND,
            "{unknown}"
        );
    }
    // A story that takes the address later is what readers get.
    site.article("story").in_section("old-news").save().await;
    assert_eq!(site.get("/old-news").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_gone_for_good_says_so() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    zoe.post(PAGE, &[("from", "/old"), ("to", "gone")]).await;
    let gone = site.get("/old").await;
    assert_eq!(gone.status, StatusCode::GONE);
    assert!(gone.has("410"));
    zoe.post(&format!("{PAGE}/forget"), &[("from", "/old")])
        .await;
    assert_eq!(site.get("/old").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_cannot_be_used_comes_back_as_it_was_typed() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    for (from, to, sentence) in [
        ("/old \"x\"", "/world", "there is a space in it"),
        ("/old", "", "Write where it leads"),
        ("/old", "/nowhere", "Nothing is at /nowhere"),
        ("/world/first", "/world", "already"),
    ] {
        let refused = zoe.post(PAGE, &[("from", from), ("to", to)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let typed = format!("value=\"{}\"", from.replace('"', "&quot;"));
        assert!(
            refused.has(sentence) && refused.has(&typed),
            "{}",
            refused.body
        );
    }
}

#[tokio::test]
async fn a_file_goes_in_and_comes_out() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let file = "from,to\r\n/a,/world/first\r\n/b,gone\r\n/c,/nowhere\r\n";
    let taken = zoe.post(&format!("{PAGE}/file"), &[("file", file)]).await;
    assert!(taken.has("2 new, 0 changed, 0 as before, 1 left out"));
    assert!(taken.has("Line 4: Nothing is at /nowhere"));
    // What was left out stands there again.
    assert!(taken.has(">/c,/nowhere\n</textarea>"), "{}", taken.body);
    let out = zoe.get(&format!("{PAGE}/file")).await;
    assert!(out.header("content-type").starts_with("text/csv"));
    assert_eq!(out.body, "from,to\n/a,/world/first\n/b,gone\n");
    let found = zoe.get(&format!("{PAGE}?words=GONE")).await;
    assert!(found.has(">/b<") && !found.has(">/a<"));
    let empty = zoe.post(&format!("{PAGE}/file"), &[("file", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
}
