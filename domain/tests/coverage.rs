//! What an entry of coverage may be.
#![allow(clippy::unwrap_used)]

use domain::{Byline, EntryNumber, EntryText, EntryVersion, Language, Markdown, Rendering};

fn version(headline: &str, text: &str) -> EntryVersion {
    EntryVersion {
        headline: headline.parse().ok(),
        text: text.parse().unwrap(),
        byline: Byline::default(),
        is_key: false,
    }
}

#[test]
fn an_entry_has_some_text_and_not_too_much() {
    for nothing in ["", " \n\t\n"] {
        let refused = nothing.parse::<EntryText>().unwrap_err();
        assert_eq!(refused.to_string(), "The entry has no text.");
    }
    assert!("x".repeat(EntryText::LONGEST).parse::<EntryText>().is_ok());
    let refused = "x".repeat(EntryText::LONGEST + 1).parse::<EntryText>();
    assert!(refused.unwrap_err().to_string().contains("33 KiB"));
    assert!("\0".parse::<EntryText>().is_err());
}

#[test]
fn a_number_has_one_spelling_in_an_address() {
    assert_eq!(EntryNumber::from_address("12"), Some(EntryNumber(12)));
    for other in ["", "0", "012", "+1", "-1", "1.0", " 1", "x", "99999999999"] {
        assert_eq!(EntryNumber::from_address(other), None, "{other:?}");
    }
}

#[test]
fn an_entry_without_a_headline_is_called_by_its_first_words() {
    assert_eq!(version("Gale", "Wind.").title(), "Gale");
    assert_eq!(
        version("", "Some **wind**\nand rain.").title(),
        "Some wind and rain."
    );
    let long = version("", &"word ".repeat(40)).title();
    assert!(
        long.ends_with("word…") && long.chars().count() <= 80,
        "{long}"
    );
    let unspaced = version("", &"灯".repeat(200)).title();
    assert_eq!(unspaced.chars().count(), 81);
    assert_eq!(version("", "---").title(), "…");
}

#[test]
fn several_bodies_on_a_page_do_not_share_an_anchor() {
    let text = "# Part\n\nA note.[^1]\n\n[^1]: Here.\n";
    let markdown: Markdown = text.parse().unwrap();
    let english: Language = "en".parse().unwrap();
    let rendered = |mark: &str| {
        let rendering = Rendering::page(&english).among_others(mark);
        markdown.render_as(&rendering).as_str().to_owned()
    };
    let (one, other) = (rendered("entry-1"), rendered("entry-2"));
    assert!(one.contains("<h4 id=\"part-entry-1-part\">"), "{one}");
    let ids = |html: &str| -> Vec<String> {
        let parts = html.split("id=\"").skip(1);
        parts
            .map(|part| part.split('"').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(ids(&one).len(), 3);
    assert!(ids(&one).iter().all(|id| !ids(&other).contains(id)));
    for id in ids(&one).iter().filter(|id| id.starts_with("note")) {
        assert!(one.contains(&format!("href=\"#{id}\"")), "{id}");
    }
}
