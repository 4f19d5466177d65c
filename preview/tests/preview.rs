//! What the editor shows is what the page shows.

use domain::{Language, Markdown, Rendering};
use preview::{Change, Shown, minutes, words};

const STORY: &str = "## The bridge\n\nIt **opened** at [nine](https://example.org/nine).[^1]\n\n\
    https://youtu.be/dQw4w9WgXcQ\n\n![A tram](/media/ab.jpg \"The first tram. Photo: Ilse Maro\")\n\n\
    <b onclick=\"alert(1)\">Hello</b>\n\n[^1]: Or so.\n";

/// A body that nothing was shown of before.
fn render(body: String, language: &str) -> Result<String, String> {
    let change = Shown::new().follow(body, language)?;
    assert_eq!((change.from, change.gone), (0, 0));
    Ok(change.come().concat())
}

/// What was shown, with a change made to it.
fn exchanged(blocks: &[String], change: Change) -> Vec<String> {
    let (from, gone) = (change.from, change.gone);
    [&blocks[..from], &change.come(), &blocks[from + gone..]].concat()
}

#[test]
fn the_preview_is_the_html_of_the_page() {
    for tag in ["en", "es", "ar"] {
        let language: Language = tag.parse().expect("a language");
        let body: Markdown = STORY.parse().expect("a body");
        let page = body.render_as(&Rendering::page(&language));
        assert_eq!(render(STORY.to_owned(), tag).as_deref(), Ok(page.as_str()));
    }
}

#[test]
fn an_embed_is_a_card_and_what_could_run_is_gone() {
    let html = render(STORY.to_owned(), "en").expect("a preview");
    assert!(html.contains("<figure class=\"embed\""), "{html}");
    assert!(!html.contains("onclick"), "{html}");
}

#[test]
fn half_a_language_tag_is_no_reason_to_show_nothing() {
    assert_eq!(
        render("Hello".to_owned(), "e"),
        render("Hello".to_owned(), "en")
    );
}

#[test]
fn a_body_that_the_server_would_refuse_is_refused_with_its_sentence() {
    let sentence = render("a\0b".to_owned(), "en").expect_err("a sentence");
    assert_eq!(sentence, "The body has a NUL character in it.");
}

#[test]
fn words_are_those_that_readers_read() {
    assert_eq!(
        words("## Two words\n\n[and](https://example.org/a) **two** more".to_owned()),
        5
    );
    assert_eq!(words(String::new()), 0);
    assert_eq!(minutes(&"word ".repeat(239)), 2);
}

#[test]
fn only_blocks_that_changed_are_given_out_again() {
    let mut shown = Shown::new();
    let mut follow = |body: &str| {
        let change = shown.follow(body.to_owned(), "en").expect("a preview");
        (change.from, change.gone, change.come())
    };
    let html = |text: &str| format!("<p>{text}</p>\n");
    follow("One.\n\nTwo.\n\nThree.");
    assert_eq!(
        follow("One.\n\nBoth.\n\nThree."),
        (1, 1, vec![html("Both.")])
    );
    assert_eq!(follow("One.\n\nBoth.\n\nThree."), (3, 0, vec![]));
    let come = vec![html("And more.")];
    assert_eq!(follow("One.\n\nBoth.\n\nAnd more.\n\nThree."), (2, 0, come));
    assert_eq!(follow("Three."), (0, 3, vec![]));
    assert_eq!(follow(""), (0, 1, vec![]));
}

#[test]
fn whatever_changes_the_preview_is_the_html_of_the_page() {
    let mut shown = Shown::new();
    let mut blocks = Vec::new();
    let parts: Vec<&str> = STORY.split_inclusive("\n\n").collect();
    for skipped in 0..=parts.len() {
        let body: String = parts
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != skipped)
            .map(|(_, part)| *part)
            .collect();
        let change = shown.follow(body.clone(), "en").expect("a preview");
        blocks = exchanged(&blocks, change);
        assert_eq!(Ok(blocks.concat()), render(body, "en"));
    }
}

#[test]
fn after_a_body_that_is_refused_what_was_shown_before_is_still_known() {
    let mut shown = Shown::new();
    shown
        .follow("One.\n\nTwo.".to_owned(), "en")
        .expect("a preview");
    shown.follow("\0".to_owned(), "en").expect_err("a sentence");
    let change = shown
        .follow("One.\n\nBoth.".to_owned(), "en")
        .expect("a preview");
    assert_eq!((change.from, change.gone), (1, 1));
}
