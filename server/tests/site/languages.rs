//! A paper in another language than English says everything in it, dates and numbers too.

use axum::http::StatusCode;

use crate::test_site::TestSite;

#[tokio::test]
async fn an_arabic_paper_runs_from_right_to_left_and_speaks_arabic() {
    let site = TestSite::in_language("ar").await;
    let front = site.get("/").await;
    assert!(front.has("<html lang=\"ar\" dir=\"rtl\""));
    assert!(front.has("الأحد، 5 فبراير 2023"));
    assert!(front.has("آخر الأخبار"));
    for english in [
        "Latest Posts",
        "Stay in touch",
        "Skip",
        "Sections",
        "Front page",
        "Keep me",
    ] {
        assert!(!front.has(english), "{english}");
    }
}

#[tokio::test]
async fn arabic_counts_minutes_as_arabic_does() {
    let site = TestSite::in_language("ar").await;
    for (words, said) in [
        (200, "قراءة في دقيقة واحدة"),
        (400, "قراءة في دقيقتين"),
        (1_000, "قراءة في 5 دقائق"),
        (3_000, "قراءة في 13 دقيقة"),
    ] {
        let slug = format!("words-{words}");
        site.article(&slug)
            .body(&"كلمة ".repeat(words))
            .save()
            .await;
        let page = site.get(&format!("/world/{slug}")).await;
        assert!(page.has(said), "{words} words");
    }
}

#[tokio::test]
async fn a_spanish_paper_names_authors_dates_and_failures_in_spanish() {
    let site = TestSite::in_language("es-MX").await;
    site.article("puente")
        .by(&["Ada Low", "Bo High"])
        .save()
        .await;
    let page = site.get("/world/puente").await;
    assert!(page.has("Publicado") && page.has("5 de febrero de 2023, 08:00"));
    assert!(page.has("Por ") && page.has(" y "));
    let missing = site.get("/world/nada").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(missing.has("No hemos encontrado esa página"));
}

#[tokio::test]
async fn a_refused_address_is_explained_in_the_papers_language() {
    let site = TestSite::in_language("es").await;
    let page = site.post_form("/stay-in-touch", None, "email=nadie").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("Un correo electrónico lleva una @"));
}

#[tokio::test]
async fn a_paper_in_a_language_without_words_of_its_own_speaks_english() {
    let site = TestSite::in_language("fi").await;
    let front = site.get("/").await;
    assert!(front.has("lang=\"fi\"") && front.has("Latest Posts"));
}
