//! How "Latest Posts" says that something came out within the hour, in the words that the page has for it.

use app::LANGUAGES;
use app::latest::minutes_ago::say;

use crate::test_site::TestSite;

/// The forms of a language, as they stand in its pages.
async fn forms(language: &str) -> String {
    let front = TestSite::in_language(language).await.get("/").await;
    let (_, forms) = front.body.split_once("data-ago=\"").unwrap();
    forms.split_once('"').unwrap().0.replace("&nbsp;", "\u{a0}")
}

#[tokio::test]
async fn a_language_has_words_for_each_minute_of_an_hour() {
    for language in LANGUAGES {
        let forms = forms(language).await;
        assert_ne!(say(&forms, 0), say(&forms, 1));
        for minutes in 3..60 {
            let said = say(&forms, minutes).unwrap();
            assert!(said.contains(&minutes.to_string()), "{said}");
        }
    }
}

#[tokio::test]
async fn arabic_counts_one_two_a_few_and_many() {
    let forms = forms("ar").await;
    let said = |minutes| say(&forms, minutes).unwrap();
    assert_eq!(said(1), "قبل دقيقة");
    assert_eq!(said(2), "قبل دقيقتين");
    assert_eq!([said(3), said(10)], ["قبل 3 دقائق", "قبل 10 دقائق"]);
    assert_eq!([said(11), said(59)], ["قبل 11 دقيقة", "قبل 59 دقيقة"]);
}

#[test]
fn what_is_no_list_of_forms_says_nothing() {
    for forms in ["", "now", "soon now", "1 # min ago"] {
        assert_eq!(say(forms, 0), None, "{forms}");
    }
}
