//! Searching as a reader meets it.

use axum::http::StatusCode;

use crate::test_site::TestSite;

#[tokio::test]
async fn a_search_shows_the_stories_with_the_words_marked_and_keeps_what_was_typed() {
    let site = TestSite::start().await;
    site.article("ferry")
        .body("The old <b>ferry</b> & the sea.")
        .save()
        .await;
    let page = site.get("/search?q=old+ferry").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("<mark>old</mark>") && page.has("href=\"/world/ferry\""));
    assert!(page.has("value=\"old ferry\"") && page.has("1 story"));
    assert!(page.has("name=\"robots\" content=\"noindex\""));
}

#[tokio::test]
async fn what_is_typed_is_shown_as_text_and_never_as_markup() {
    let site = TestSite::start().await;
    let page = site
        .get("/search?q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E")
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.has("<script>alert"));
}

#[tokio::test]
async fn a_search_that_is_none_says_so_and_is_never_an_error() {
    let site = TestSite::start().await;
    assert!(site.get("/search").await.has("role=\"search\""));
    let emoji = site.get("/search?q=%F0%9F%8E%89").await;
    assert_eq!(emoji.status, StatusCode::OK);
    assert!(emoji.has("Please type a word to look for."));
    let endless = site.get(&format!("/search?q={}", "a".repeat(10_000))).await;
    assert_eq!(endless.status, StatusCode::OK);
    assert!(endless.has("too long to look for"));
    let day = site.get("/search?q=ferry&from=yesterday").await;
    assert!(day.has("A day is written like 2023-02-05."));
    for odd in [
        "%",
        "%FF%FE",
        "q=%00",
        "q=NEAR(&q=)",
        "q=a&section=%20",
        "q=-",
        "q=%22",
    ] {
        let status = site.get(&format!("/search?{odd}")).await.status;
        assert!(
            status == StatusCode::OK || status == StatusCode::NOT_FOUND,
            "{odd}: {status}"
        );
    }
}

#[tokio::test]
async fn days_are_those_of_the_papers_own_time_zone() {
    let site = TestSite::start().await;
    // Published at 08:00 of 5 February in New York; 13 hours before that it is still the 4th.
    site.article("today").body("The ferry.").save().await;
    site.article("yesterday")
        .body("The ferry.")
        .hours_ago(13)
        .save()
        .await;
    let today = site
        .get("/search?q=ferry&from=2023-02-05&to=2023-02-05")
        .await;
    assert!(today.has("/world/today\"") && today.has("1 story"));
    let nothing = site.get("/search?q=ferry&section=sport").await;
    assert!(nothing.has("Nothing was found."));
}

#[tokio::test]
async fn days_the_wrong_way_round_are_told_and_the_fields_that_have_them() {
    let site = TestSite::start().await;
    site.article("ferry").body("The ferry.").save().await;
    let page = site
        .get("/search?q=ferry&from=2023-02-05&to=2023-02-04")
        .await;
    assert!(page.has("The first day comes after the last one."));
    assert!(!page.has("Nothing was found."));
    for field in ["from", "to"] {
        let field = field_called(&page.body, field);
        assert!(field.contains("aria-invalid=\"true\""), "{field}");
    }
    assert!(field_called(&page.body, "q").contains("aria-invalid=\"false\""));
}

#[tokio::test]
async fn of_the_fields_only_the_one_that_is_wrong_says_so() {
    let site = TestSite::start().await;
    let page = site.get("/search?q=ferry&to=yesterday").await;
    for (field, is_invalid) in [("q", "false"), ("from", "false"), ("to", "true")] {
        let field = field_called(&page.body, field);
        let said = format!("aria-invalid=\"{is_invalid}\"");
        assert!(field.contains(&said), "{field}");
        assert!(
            field.contains("aria-describedby=\"search-problem\""),
            "{field}"
        );
    }
}

#[tokio::test]
async fn a_section_that_the_paper_does_not_have_stands_in_the_form_as_it_was_asked() {
    let site = TestSite::start().await;
    site.article("ferry").body("The ferry.").save().await;
    for section in ["sport", "SPORT", "%22%3E%3Cb%3E"] {
        let page = site
            .get(&format!("/search?q=ferry&section={section}"))
            .await;
        assert_eq!(page.status, StatusCode::OK, "{section}");
        assert!(page.has("Nothing was found."), "{section}");
        assert!(!page.has("<option value=\"\" selected"), "{section}");
    }
    let page = site.get("/search?q=ferry&section=sport").await;
    assert!(
        page.has("<option value=\"sport\" selected>"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn what_a_story_says_in_html_is_found_and_what_stands_in_its_scripts_is_not() {
    let site = TestSite::start().await;
    site.article("ferry")
        .body("<div>\n<p>A caf&eacute; on the <!-- omitted --> quay.</p>\n<style>.okapi{}</style>\n</div>\n\nA <script>let narwhal</script> word.")
        .save()
        .await;
    for (words, is_found) in [
        ("%22caf%C3%A9+on+the+quay%22", true),
        ("word", true),
        ("omitted", false),
        ("okapi", false),
        ("narwhal", false),
    ] {
        let page = site.get(&format!("/search?q={words}")).await;
        assert_eq!(page.has("class=\"search__hit\""), is_found, "{words}");
    }
}

/// The tag of the form's field of that name.
fn field_called<'p>(page: &'p str, name: &str) -> &'p str {
    let name = format!("name=\"{name}\"");
    let inputs = page.split("<input").skip(1);
    let mut tags = inputs.filter_map(|input| input.split_once('>').map(|(tag, _)| tag));
    tags.find(|tag| tag.contains(&name)).expect("the field")
}
