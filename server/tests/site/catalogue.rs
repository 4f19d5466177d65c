//! The catalogue of what the pages are made of.

use app::catalogue::Sheet;
use axum::http::StatusCode;

use crate::test_site::TestSite;

#[tokio::test]
async fn readers_find_no_catalogue() {
    let site = TestSite::start().await;
    for address in ["/desk/catalogue", "/desk/catalogue/cards"] {
        assert_eq!(site.get(address).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn every_sheet_is_shown_in_every_language_and_is_not_to_be_found() {
    let site = TestSite::with_catalogue().await;
    for sheet in Sheet::ALL {
        for (language, direction) in [("en", "ltr"), ("es", "ltr"), ("ar", "rtl")] {
            let address = format!("/desk/catalogue/{}?lang={language}", sheet.as_str());
            let page = site.get(&address).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
            assert!(page.has(&format!("<html lang=\"{language}\" dir=\"{direction}\"")));
            assert!(page.has("content=\"noindex\"") && page.has("The Specimen"));
            assert_eq!(page.body.matches("<h1").count(), 1, "{address}");
        }
    }
}

#[tokio::test]
async fn a_sheet_is_the_same_whatever_the_paper_publishes_and_whatever_day_it_is() {
    let site = TestSite::with_catalogue().await;
    let before = site.get("/desk/catalogue/front").await;
    site.article("ferry").save().await;
    site.clock
        .set(domain::Moment::from_micros(1_900_000_000_000_000));
    assert_eq!(site.get("/desk/catalogue/front").await.body, before.body);
}

#[tokio::test]
async fn a_sheet_that_is_none_is_not_found() {
    let site = TestSite::with_catalogue().await;
    for address in [
        "/desk/catalogue/nothing",
        "/desk/catalogue/cards/more",
        "/desk/catalogue/cards?lang=%3C",
    ] {
        assert_eq!(site.get(address).await.status, StatusCode::NOT_FOUND);
    }
}
