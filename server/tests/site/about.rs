//! What a paper says of itself, in the program's words or its own.

use axum::http::StatusCode;

use crate::test_site::TestSite;

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
    std::fs::write(pages.join("about.md"), b"Caf\xE9").unwrap();
    assert_eq!(
        site.get("/about").await.status,
        StatusCode::INTERNAL_SERVER_ERROR
    );
}
