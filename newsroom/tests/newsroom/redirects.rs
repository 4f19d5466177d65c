//! Old addresses that lead elsewhere.

use newsroom::desk::account::Account;
use newsroom::desk::doing::DeskError;
use newsroom::desk::log::LogAsked;
use newsroom::desk::redirecting::{Taken, file, forget, redirect, take_in};
use newsroom::desk::role::Role;
use newsroom::redirects::{OldAddress, Target};

use crate::paper::TestPaper;
use crate::settings::account;

const URL: &str = "https://paper.example";

/// A paper with the articles ant and bee in the section City, and an owner.
async fn paper() -> (TestPaper, Account) {
    let paper = TestPaper::start().await;
    paper.publish_new("ant").await;
    paper.publish_new("bee").await;
    let zoe = account(&paper, "Zoe", Role::Owner).await;
    (paper, zoe)
}

async fn lead(paper: &TestPaper, by: &Account, from: &str, to: &str) -> Result<(), String> {
    let led = redirect(&paper.store, &paper.clock, by, (from, to), URL).await;
    led.map(|_| ()).map_err(|error| error.to_string())
}

async fn taken(paper: &TestPaper, by: &Account, file: &str) -> Taken {
    take_in(&paper.store, &paper.clock, by, file, URL)
        .await
        .unwrap()
}

#[test]
fn an_old_address_has_one_spelling() {
    for (typed, kept) in [
        ("/2019/05/old.html", "/2019/05/old.html"),
        ("https://paper.example/a/", "/a"),
        ("/index.php?id=7", "/index.php?id=7"),
        ("/pol%c3%adtica", "/pol%C3%ADtica"),
        ("/política", "/pol%C3%ADtica"),
    ] {
        assert_eq!(OldAddress::read(typed, URL).unwrap().as_str(), kept);
    }
    for wrong in [
        "",
        "/",
        "/?p=7",
        "old",
        "//evil.example/a",
        "https://other.example/a",
        "/a b",
        "/a#b",
        "/a\\b",
        "/\u{FFFD}ber-uns",
    ] {
        assert!(OldAddress::read(wrong, URL).is_err(), "{wrong}");
    }
}

#[test]
fn nothing_leads_where_a_browser_could_be_misled() {
    for wrong in [
        "http://plain.example/",
        "//evil.example/",
        "javascript:alert(1)",
        "https://",
        "https://user@evil.example/",
        "/a\r\nset-cookie: x",
        "/a<b",
    ] {
        assert!(Target::read(wrong, URL).is_err(), "{wrong}");
    }
    assert_eq!(Target::read(" GONE ", URL).unwrap(), Target::Gone);
    let own = Target::read("https://paper.example/city/ant", URL).unwrap();
    assert_eq!(own, Target::Moved("/city/ant".to_owned()));
}

#[tokio::test]
async fn an_old_address_leads_where_it_was_said_until_it_is_forgotten() {
    let (paper, zoe) = paper().await;
    lead(&paper, &zoe, "/old/ants", "/city/ant").await.unwrap();
    let found = paper.store.redirect("/old/ants").await.unwrap();
    assert_eq!(found, Some(Target::Moved("/city/ant".to_owned())));
    lead(&paper, &zoe, "/old/ants", "gone").await.unwrap();
    assert_eq!(
        paper.store.redirect("/old/ants").await.unwrap(),
        Some(Target::Gone)
    );
    let log = paper
        .store
        .desk_log(&LogAsked::default(), None, 1)
        .await
        .unwrap();
    assert_eq!(
        log[0].subject,
        "where /old/ants leads to “gone”, from “/city/ant”"
    );
    forget(&paper.store, &paper.clock, &zoe, "/old/ants")
        .await
        .unwrap();
    assert_eq!(paper.store.redirect("/old/ants").await.unwrap(), None);
    let twice = forget(&paper.store, &paper.clock, &zoe, "/old/ants").await;
    assert!(matches!(twice, Err(DeskError::Unknown)));
}

#[tokio::test]
async fn what_readers_find_is_not_led_away_from() {
    let (paper, zoe) = paper().await;
    for from in [
        "/city",
        "/city/ant",
        "/elsewhere/ant",
        "/about",
        "/desk/people",
        "/feed.rss",
    ] {
        let refused = lead(&paper, &zoe, from, "/city/bee").await.unwrap_err();
        assert!(refused.contains("already"), "{refused}");
    }
}

#[tokio::test]
async fn nobody_is_led_in_a_circle_or_on_and_on_or_nowhere() {
    let (paper, zoe) = paper().await;
    lead(&paper, &zoe, "/a", "/city/ant").await.unwrap();
    for (from, to, words) in [
        ("/b", "/b", "itself"),
        ("/b", "/b?x=1", "itself"),
        ("/b", "/a", "leads on to /city/ant"),
        ("/b", "/nowhere", "Nothing is at /nowhere"),
        ("/b", "/news/nowhere", "Nothing is at"),
    ] {
        let refused = lead(&paper, &zoe, from, to).await.unwrap_err();
        assert!(refused.contains(words), "{refused}");
    }
    for to in [
        "/",
        "/city",
        "/city/bee#photo",
        "/search?q=ant",
        "https://other.example/x",
    ] {
        lead(&paper, &zoe, "/b", to).await.unwrap();
    }
}

#[tokio::test]
async fn a_file_is_taken_row_by_row_and_comes_out_as_it_went_in() {
    let (paper, zoe) = paper().await;
    let first = taken(
        &paper,
        &zoe,
        "\u{FEFF}old;new\n/a;/city/ant\n\n/b;gone\n/c;https://other.example/?q=a,b\n/d\n/e;/a\ncity;/city/ant\n/a;/city/bee\n",
    )
    .await;
    assert_eq!((first.added, first.changed, first.unchanged), (3, 1, 0));
    let left_out: Vec<_> = first
        .refused
        .iter()
        .map(|it| (it.line, it.row.as_str()))
        .collect();
    assert_eq!(left_out, [(6, "/d"), (7, "/e,/a"), (8, "city,/city/ant")]);
    let all = file(&paper.store).await.unwrap();
    assert_eq!(
        all,
        "from,to\n/a,/city/bee\n/b,gone\n/c,\"https://other.example/?q=a,b\"\n"
    );
    let again = taken(&paper, &zoe, &all).await;
    assert_eq!((again.added, again.changed, again.unchanged), (0, 0, 3));
    assert_eq!(again.refused, []);
}

#[tokio::test]
async fn a_big_old_site_is_taken_in_at_once() {
    let (paper, zoe) = paper().await;
    let rows: String = (0..20_000)
        .map(|n| format!("/old/{n}.html,/city/ant\n"))
        .collect();
    assert_eq!(taken(&paper, &zoe, &rows).await.added, 20_000);
    assert_eq!(paper.store.count_redirects().await.unwrap(), 20_000);
    let found = paper.store.redirects("1999", "", 3).await.unwrap();
    let found: Vec<&str> = found.iter().map(|line| line.from.as_str()).collect();
    assert_eq!(
        found,
        ["/old/11999.html", "/old/1999.html", "/old/19990.html"]
    );
}

#[tokio::test]
async fn a_row_that_does_not_say_where_it_leads_takes_nothing_off_the_web() {
    let (paper, zoe) = paper().await;
    let taken = taken(&paper, &zoe, "/a,/city/ant\n/b,\n/c,  \n/d,gone\n").await;
    assert_eq!((taken.added, taken.refused.len()), (2, 2));
    for (left_out, line) in taken.refused.iter().zip([2, 3]) {
        assert_eq!(left_out.line, line);
        assert_eq!(left_out.why, "Write where it leads, or the word gone.");
    }
    assert!(lead(&paper, &zoe, "/b", " ").await.is_err());
}
