//! What the editor shows is what the page shows.

use domain::{Language, Markdown, Rendering};
use preview::{minutes, render, words};

const STORY: &str = "## The bridge\n\nIt **opened** at [nine](https://example.org/nine).[^1]\n\n\
    https://youtu.be/dQw4w9WgXcQ\n\n![A tram](/media/ab.jpg \"The first tram. Photo: Ilse Maro\")\n\n\
    <b onclick=\"alert(1)\">Hello</b>\n\n[^1]: Or so.\n";

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
