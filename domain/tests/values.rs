//! Which values the words of the paper may hold.
#![allow(clippy::unwrap_used, missing_docs)]

use domain::{
    AltText, Author, Byline, Caption, Credit, Direction, EmailAddress, Headline, Language,
    MediaType, Moment, PictureId, Publication, Section, Slug, Standfirst, Topic, Withdrawal,
    reading_minutes, word_count,
};
use proptest::prelude::*;

#[test]
fn a_slug_is_lower_case_words_with_single_hyphens() {
    for good in ["a", "harbour-bridge", "2023-in-pictures", &"a".repeat(80)] {
        assert_eq!(good.parse::<Slug>().unwrap().as_str(), good);
    }
    for bad in [
        "",
        "Harbour",
        "a b",
        "-a",
        "a-",
        "a--b",
        "é",
        "a/b",
        "a.b",
        "a\n",
        &"a".repeat(81),
    ] {
        assert!(bad.parse::<Slug>().is_err(), "{bad:?}");
    }
}

#[test]
fn a_slug_made_of_words_is_cut_at_a_words_end() {
    let long = "word ".repeat(40);
    let slug = Slug::from_words(&long).unwrap();
    assert!(
        slug.as_str().len() <= Slug::LONGEST && slug.as_str().ends_with("word"),
        "{slug}"
    );
    assert_eq!(
        Slug::from_words("Fish & Chips: \"Open\"?")
            .unwrap()
            .as_str(),
        "fish-chips-open"
    );
    assert_eq!(Slug::from_words("—!?"), None);
}

#[test]
fn a_headline_is_one_visible_line() {
    assert_eq!(
        "  Two \n words\t".parse::<Headline>().unwrap().as_str(),
        "Two words"
    );
    assert!("".parse::<Headline>().is_err());
    assert!(" \u{a0}\n".parse::<Headline>().is_err());
    assert!("bell\u{7}".parse::<Headline>().is_err());
    assert!(
        "abc\u{202E}cba".parse::<Headline>().is_err(),
        "reorders what follows"
    );
    for unseen in [
        "\u{200B}",
        "\u{2060}\u{FEFF}",
        "\u{AD}\u{AD}",
        "\u{3164} \u{FFA0}",
        "\u{2800}",
        "\u{200D}\u{FE0F}",
    ] {
        let refused = unseen.parse::<Headline>().unwrap_err();
        assert_eq!(refused.to_string(), "The headline is empty.", "{unseen:?}");
    }
    // In a word they have their use.
    assert_eq!(
        "co\u{AD}operate 👩\u{200D}🚀"
            .parse::<Headline>()
            .unwrap()
            .as_str(),
        "co\u{AD}operate 👩\u{200D}🚀"
    );
    assert!("ア".repeat(300).parse::<Headline>().is_ok());
    assert!("ア".repeat(301).parse::<Headline>().is_err());
}

#[test]
fn a_standfirst_and_a_withdrawal_have_their_limits() {
    assert!("x".repeat(600).parse::<Standfirst>().is_ok());
    assert!("x".repeat(601).parse::<Standfirst>().is_err());
    assert!("x".repeat(500).parse::<Withdrawal>().is_ok());
    assert!("".parse::<Withdrawal>().is_err());
}

#[test]
fn a_section_may_not_take_a_word_that_the_site_uses() {
    for word in [
        "live",
        "desk",
        "search",
        "topic",
        "author",
        "stay-in-touch",
        "healthz",
        "metrics",
        "notifications",
        "media",
        "og",
        "pkg",
        "fonts",
    ] {
        let refusal = Section::new(word.parse().unwrap(), "Name").unwrap_err();
        assert!(refusal.to_string().contains(word), "{refusal}");
    }
    assert_eq!(
        Section::new("world".parse().unwrap(), " World ")
            .unwrap()
            .path(),
        "/world"
    );
}

#[test]
fn what_is_said_of_a_picture_is_one_line_of_bounded_length() {
    assert!(" \n".parse::<AltText>().unwrap().as_str().is_empty());
    assert_eq!(
        "A ferry\nat night".parse::<AltText>().unwrap().as_str(),
        "A ferry at night"
    );
    assert!("x".repeat(1_001).parse::<AltText>().is_err());
    assert!(" ".parse::<Caption>().is_err());
    assert!("x".repeat(1_001).parse::<Caption>().is_err());
    assert!("x".repeat(200).parse::<Credit>().is_ok());
    assert!("Ann \u{202E}eeL".parse::<Credit>().is_err());
}

#[test]
fn a_topic_needs_a_name() {
    assert!(Topic::new("t".parse().unwrap(), " ").is_err());
}

#[test]
fn a_byline_names_nobody_twice_and_at_most_twelve() {
    let author =
        |n: usize| Author::new(format!("a-{n}").parse().unwrap(), &format!("A {n}")).unwrap();
    assert!(Byline::try_from(vec![]).unwrap().is_empty());
    assert!(Byline::try_from((0..12).map(author).collect::<Vec<_>>()).is_ok());
    assert!(Byline::try_from((0..13).map(author).collect::<Vec<_>>()).is_err());
    assert!(Byline::try_from(vec![author(1), author(2), author(1)]).is_err());
}

#[test]
fn an_email_address_has_the_shape_browsers_accept_and_a_domain() {
    for good in [
        "a@example.org",
        "first.last+tag@sub.example.org",
        "o'hara@example.org",
        "x@xn--bcher-kva.example",
        "leser@münchen.de",
        "a@お名前.jp",
    ] {
        assert!(good.parse::<EmailAddress>().is_ok(), "{good}");
    }
    let long_local = format!("{}@example.org", "a".repeat(65));
    let long_host = format!("a@{}.org", "a.".repeat(130));
    for bad in [
        "",
        " ",
        "a",
        "@",
        "a@",
        "@b.c",
        "a@b",
        "a b@c.de",
        "a@b..c",
        "a@-b.c",
        "a@b-.c",
        ".a@b.cd",
        "a.@b.cd",
        "a..b@c.de",
        "a@b.c d",
        "a@b,c",
        "a@192.0.2.1",
        "a@münchen",
        "用户@example.org",
        "a@\u{202e}b.de",
        "a\n@b.cd",
        "a@b.cd\nbcc: x@y.zz",
        &long_local,
        &long_host,
    ] {
        assert!(bad.parse::<EmailAddress>().is_err(), "{bad:?}");
    }
}

#[test]
fn spellings_of_one_mailbox_have_one_key() {
    let key = |raw: &str| raw.parse::<EmailAddress>().unwrap().key();
    assert_eq!(key("Ada@Example.ORG "), key("ada@example.org"));
    assert_eq!(key("ada@MÜNCHEN.de"), "ada@xn--mnchen-3ya.de");
}

#[test]
fn a_date_ahead_schedules_and_one_past_publishes() {
    let now = Moment::from_micros(1_000);
    let ahead = Moment::from_micros(1_001);
    assert_eq!(
        Publication::dated(ahead, now),
        Publication::Scheduled { at: ahead }
    );
    assert_eq!(
        Publication::dated(now, now),
        Publication::Published { at: now }
    );
    assert!(!Publication::Draft.is_public());
}

#[test]
fn a_language_tells_which_way_it_runs() {
    let direction = |tag: &str| tag.parse::<Language>().unwrap().direction();
    assert_eq!(direction("ar"), Direction::RightToLeft);
    assert_eq!(direction("he-IL"), Direction::RightToLeft);
    assert_eq!(direction("az-Arab"), Direction::RightToLeft);
    assert_eq!(direction("ar-Latn"), Direction::LeftToRight);
    assert_eq!(direction("en"), Direction::LeftToRight);
    for bad in ["", "e", "english language", "en_GB", "\"><script>"] {
        assert!(bad.parse::<Language>().is_err(), "{bad:?}");
    }
}

#[test]
fn a_picture_is_named_by_its_hash_and_never_by_a_path() {
    assert!("0af3".parse::<PictureId>().is_ok());
    for bad in ["", "../x", "AF", "0a.png"] {
        assert!(bad.parse::<PictureId>().is_err(), "{bad:?}");
    }
    for kind in MediaType::ALL {
        assert_eq!(MediaType::from_extension(kind.extension()), Some(kind));
    }
    assert_eq!(
        MediaType::from_extension("svg"),
        None,
        "it can carry script"
    );
}

fn minutes(text: &str) -> u32 {
    reading_minutes(word_count(text))
}

#[test]
fn reading_takes_a_minute_at_least_and_is_rounded_up() {
    assert_eq!(minutes(""), 1);
    assert_eq!(minutes(&"word ".repeat(238)), 1);
    assert_eq!(minutes(&"word ".repeat(239)), 2);
    assert_eq!(
        minutes(&"字".repeat(477)),
        2,
        "scripts without spaces count too"
    );
}

#[test]
fn words_are_counted_in_every_script() {
    assert_eq!(word_count(""), 0);
    assert_eq!(word_count("The tide \n turns."), 3);
    assert_eq!(word_count("字字字 and"), 3, "two characters make a word");
}

#[test]
fn a_moment_does_not_wrap_around() {
    assert_eq!(
        Moment::from_micros(i64::MAX).shifted(1),
        Moment::from_micros(i64::MAX)
    );
    assert_eq!(
        Moment::from_micros(5).since(Moment::from_micros(9)),
        std::time::Duration::ZERO
    );
}

proptest! {
    #[test]
    fn whatever_is_made_a_slug_is_one(text in any::<String>()) {
        if let Some(slug) = Slug::from_words(&text) {
            prop_assert_eq!(slug.as_str().parse::<Slug>().unwrap(), slug);
        }
    }

    #[test]
    fn an_accepted_headline_is_accepted_again_unchanged(text in any::<String>()) {
        if let Ok(headline) = text.parse::<Headline>() {
            prop_assert_eq!(headline.as_str().parse::<Headline>().unwrap(), headline.clone());
            prop_assert!(!headline.as_str().contains('\n'));
        }
    }

    #[test]
    fn an_accepted_address_has_no_white_space_or_control_character(text in "[a-zA-Z0-9.@ \\r\\n\\t<>,;\"'+-]{0,40}") {
        if let Ok(address) = text.parse::<EmailAddress>() {
            prop_assert!(!address.as_str().contains(|c: char| c.is_whitespace() || c.is_control()));
            prop_assert_eq!(address.as_str().matches('@').count(), 1);
        }
    }

    #[test]
    fn no_text_makes_the_reading_time_zero(text in any::<String>()) {
        prop_assert!(minutes(&text) >= 1);
    }
}
