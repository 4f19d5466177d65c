//! Where a page cannot be made, readers get the last one that could.

use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use newsroom::publishing;

use super::missing_parts::damage;
use super::outcomes;
use crate::test_site::{NOW, TestSite, until};

const MINUTE: i64 = 60_000_000;

#[tokio::test]
async fn the_last_page_is_sent_with_a_note_when_the_store_fails() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let page = site.get("/world/ferry").await;
    // What happens makes the page an old one, and then nothing can be read any more.
    site.article("bridge").save().await;
    site.clock.set(NOW.shifted(10 * MINUTE));
    site.store.close().await;
    let old = site.get("/world/ferry").await;
    assert_eq!(old.status, StatusCode::OK);
    let note = "This page is from February 5, 2023, 10:00. A newer one cannot be made just now.";
    assert!(old.has(note), "{}", old.body);
    assert!(old.place(note) > old.place("<main "));
    assert_eq!(old.header("age"), "600");
    assert_eq!(old.header("cache-control"), "no-store");
    assert_eq!(old.header("etag"), "");
    assert_eq!(
        old.header("content-security-policy"),
        page.header("content-security-policy")
    );
    assert_eq!(outcomes(&site, "stand-in").await, 1);
    assert_eq!(
        site.get("/world/bridge").await.status,
        StatusCode::INTERNAL_SERVER_ERROR
    );
}

#[tokio::test]
async fn nothing_that_was_taken_back_since_comes_back() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    for address in ["/", "/world/ferry"] {
        assert!(site.get(address).await.has("Headline of ferry"));
    }
    let reason = "It was wrong.".parse().unwrap();
    publishing::withdraw(&site.store, &site.clock, &"ferry".parse().unwrap(), reason)
        .await
        .unwrap();
    // This server notices, by somebody who asks for something else.
    site.get("/about").await;
    site.store.close().await;
    for address in ["/", "/world/ferry"] {
        let page = site.get(address).await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{address}");
        assert!(!page.has("Headline of ferry"), "{address}");
    }
}

/// Files of pages.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(shelves) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let shelves = shelves.map(|shelf| shelf.unwrap().path());
    shelves
        .filter(|shelf| shelf.is_dir())
        .flat_map(|shelf| std::fs::read_dir(shelf).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|file| file.extension().is_none())
        .collect()
}

/// A paper with one story, which was asked for, and of which a copy was written.
async fn site_with_a_copy() -> TestSite {
    let site = TestSite::start().await.started_anew();
    site.article("ferry").save().await;
    site.at_a_port().await;
    site.get("/world/ferry").await;
    until("the copy", || !files(&site.copies()).is_empty()).await;
    site
}

#[tokio::test]
async fn a_server_that_was_started_anew_has_the_copies_on_disk() {
    let site = site_with_a_copy().await.started_anew();
    site.store.close().await;
    let page = site.get("/world/ferry?utm_source=x").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("The story.") && page.has("This page is from"));
    assert!(page.header("content-type").starts_with("text/html"));
    assert!(
        page.header("content-security-policy")
            .contains("script-src 'self'")
    );
    assert_eq!(
        site.get("/world/other").await.status,
        StatusCode::INTERNAL_SERVER_ERROR
    );
}

#[tokio::test]
async fn a_copy_that_is_not_whole_is_passed_over() {
    let site = site_with_a_copy().await.started_anew();
    site.store.close().await;
    let file = files(&site.copies()).remove(0);
    let whole = std::fs::read(&file).unwrap();
    let mut changed = whole.clone();
    changed[whole.len() / 2] ^= 1;
    for damaged in [
        &whole[..whole.len() - 1],
        &whole[..10],
        b"",
        &changed,
        b"\xff\xfe{}",
    ] {
        std::fs::write(&file, damaged).unwrap();
        let page = site.get("/world/ferry").await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    }
    std::fs::write(&file, whole).unwrap();
    assert_eq!(site.get("/world/ferry").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_copy_of_another_page_and_what_is_no_file_are_passed_over() {
    let site = site_with_a_copy().await;
    site.get("/about").await;
    until("both copies", || files(&site.copies()).len() == 2).await;
    let site = site.started_anew();
    site.store.close().await;
    let both = files(&site.copies());
    let whole: Vec<Vec<u8>> = both.iter().map(|it| std::fs::read(it).unwrap()).collect();
    // Whole, and under each other's names.
    std::fs::write(&both[0], &whole[1]).unwrap();
    std::fs::write(&both[1], &whole[0]).unwrap();
    for address in ["/world/ferry", "/about"] {
        let page = site.get(address).await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{address}");
    }
    for file in &both {
        std::fs::remove_file(file).unwrap();
        std::fs::create_dir(file).unwrap();
    }
    let page = site.get("/world/ferry").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test]
async fn a_damaged_copy_is_written_anew_when_its_page_is_made_again() {
    let site = site_with_a_copy().await;
    let file = files(&site.copies()).remove(0);
    std::fs::write(&file, b"half").unwrap();
    let site = site.started_anew();
    site.at_a_port().await;
    site.get("/world/ferry").await;
    until("the copy", || std::fs::read(&file).unwrap() != b"half").await;
    let site = site.started_anew();
    site.store.close().await;
    assert!(site.get("/world/ferry").await.has("The story."));
}

#[tokio::test]
async fn no_copy_is_shown_while_it_is_not_known_what_was_taken_back() {
    let site = site_with_a_copy().await.started_anew();
    let file = files(&site.copies()).remove(0);
    std::fs::write(site.copies().join("recalled"), b"\xff what").unwrap();
    site.store.close().await;
    let page = site.get("/world/ferry").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    // The next server that writes copies begins anew.
    let site = site.started_anew();
    site.at_a_port().await;
    until("the copy is gone", || !file.exists()).await;
    let note = std::fs::read_to_string(site.copies().join("recalled"));
    assert_eq!(note.unwrap(), "0");
}

#[tokio::test]
async fn what_was_taken_back_is_gone_from_the_disk_too() {
    let site = site_with_a_copy().await;
    let file = files(&site.copies()).remove(0);
    let copy = std::fs::read(&file).unwrap();
    let reason = "It was wrong.".parse().unwrap();
    publishing::withdraw(&site.store, &site.clock, &"ferry".parse().unwrap(), reason)
        .await
        .unwrap();
    site.get("/about").await;
    until("the copy is gone", || !file.exists()).await;
    // Somebody puts it back, as a backup of the folder would.
    std::fs::write(&file, copy).unwrap();
    let site = site.started_anew();
    site.store.close().await;
    assert_eq!(
        site.get("/world/ferry").await.status,
        StatusCode::INTERNAL_SERVER_ERROR
    );
}

#[tokio::test]
async fn who_watches_the_server_is_told_which_pages_cannot_be_made() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    assert_eq!(site.get("/world/ferry").await.status, StatusCode::OK);
    assert!(!site.get("/healthz").await.has("pages:"));
    site.article("bridge").save().await;
    site.store.close().await;
    for path in ["/world/ferry", "/world/bridge"] {
        site.get(path).await;
    }
    let health = site.get("/healthz").await;
    assert_eq!(health.status, StatusCode::SERVICE_UNAVAILABLE);
    for line in [
        "the store does not answer\n",
        "pages: 1 cannot be made, the last good ones are shown with their time: /world/ferry\n",
        "pages: 1 cannot be made, and there is none to show: /world/bridge\n",
    ] {
        assert!(health.has(line), "{}", health.body);
    }
    // Many are counted, and ten of them named.
    for number in 0..20 {
        site.get(&format!("/world/story-{number}")).await;
    }
    let health = site.get("/healthz").await;
    assert!(
        health.has("pages: 21 cannot") && health.has(" and 11 others\n"),
        "{}",
        health.body
    );
    // What nobody asks for any more is not named for ever.
    site.clock.set(NOW.shifted(5 * MINUTE));
    assert!(!site.get("/healthz").await.has("pages:"));
}

#[tokio::test]
async fn a_page_that_breaks_alone_is_named_until_it_can_be_made() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    site.article("bridge").save().await;
    assert_eq!(site.get("/world/ferry").await.status, StatusCode::OK);
    damage(
        &site,
        "update versions set body = body || char(0) where headline like '%ferry'",
    )
    .await;
    site.article("storm").save().await;
    let old = site.get("/world/ferry").await;
    assert!(old.has("This page is from"), "{}", old.body);
    assert_eq!(site.get("/world/bridge").await.status, StatusCode::OK);
    let health = site.get("/healthz").await;
    assert_eq!(health.status, StatusCode::OK);
    assert!(health.has("their time: /world/ferry\n"), "{}", health.body);
    damage(
        &site,
        "update versions set body = 'Mended.' where headline like '%ferry'",
    )
    .await;
    assert!(site.get("/world/ferry").await.has("Mended."));
    assert!(!site.get("/healthz").await.has("pages:"));
}
