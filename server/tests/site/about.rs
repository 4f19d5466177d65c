//! What a paper says of itself, in the program's words or its own.

use axum::http::StatusCode;

use crate::test_site::{NOW, TestSite};

const MINUTE: i64 = 60_000_000;

#[tokio::test]
async fn every_paper_says_what_becomes_of_its_readers() {
    let site = TestSite::start().await;
    for address in ["/about", "/privacy", "/accessibility"] {
        let page = site.get(address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        assert!(page.has("The Test") && !page.has("{paper}"), "{address}");
        assert!(site.get("/").await.has(&format!("href=\"{address}\"")));
    }
    let arabic = TestSite::in_language("ar").await;
    assert!(arabic.get("/privacy").await.has("lang=\"en\" dir=\"ltr\""));
}

#[tokio::test]
async fn a_paper_puts_its_own_words_in_their_place() {
    let site = TestSite::start().await;
    let pages = site.folder.path().join("pages");
    std::fs::create_dir(&pages).unwrap();
    std::fs::write(
        pages.join("about.md"),
        "We are *two*. <script>alert(1)</script>",
    )
    .unwrap();
    let page = site.get("/about").await;
    assert!(page.has("We are <em>two</em>.") && !page.has("alert(1)"));
    std::fs::write(pages.join("about.md"), "We are three.").unwrap();
    site.clock.set(NOW.shifted(MINUTE));
    assert!(site.get("/about").await.has("We are three."));
}

#[tokio::test]
async fn words_that_cannot_be_read_leave_the_last_ones_in_their_place() {
    let site = TestSite::start().await;
    let pages = site.folder.path().join("pages");
    std::fs::create_dir(&pages).unwrap();
    for subject in ["about", "privacy"] {
        std::fs::write(pages.join(format!("{subject}.md")), b"Caf\xE9").unwrap();
    }
    let broken = site.get("/about").await;
    assert_eq!(broken.status, StatusCode::INTERNAL_SERVER_ERROR);
    std::fs::write(pages.join("about.md"), "We are two.").unwrap();
    assert!(site.get("/about").await.has("We are two."));
    std::fs::write(pages.join("about.md"), b"Caf\xE9").unwrap();
    site.clock.set(NOW.shifted(MINUTE));
    let last = site.get("/about").await;
    assert_eq!(last.status, StatusCode::OK);
    assert!(last.has("We are two.") && last.has("A newer one cannot be made just now."));
}
