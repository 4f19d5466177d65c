//! "5 min ago", in the words of the paper: a browser has them, too, and takes a twentieth of a second on a slow phone to find
//! them.
//!
//! A language's forms are written in one line, as they stand in the page: each from its number of minutes on, `#` where the
//! number goes, and `|` between two.

/// What a language says of something that happened `minutes` ago.
pub(crate) fn say(forms: &str, minutes: u32) -> Option<String> {
    let said = forms
        .split('|')
        .filter_map(|form| form.split_once(' '))
        .take_while(|(from, _)| from.parse::<u32>().is_ok_and(|from| from <= minutes))
        .last();
    said.map(|(_, form)| form.replace('#', &minutes.to_string()))
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use domain::Language;

    use super::say;
    use crate::words::Words;

    fn forms(language: &str) -> &'static str {
        let language = language.parse::<Language>().expect("a language");
        Words::of(&language).minutes_ago
    }

    #[test]
    fn a_language_has_words_for_each_minute_of_an_hour() {
        for language in Words::LANGUAGES {
            let forms = forms(language);
            assert_ne!(say(forms, 0), say(forms, 1));
            for minutes in 3..60 {
                let said = say(forms, minutes).expect("a form");
                assert!(said.contains(&minutes.to_string()), "{said}");
            }
        }
    }

    #[test]
    fn arabic_counts_one_two_a_few_and_many() {
        let said = |minutes| say(forms("ar"), minutes).expect("a form");
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
}
