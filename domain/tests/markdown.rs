//! What a body may become on a page, whoever wrote it.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "markdown/parts.rs"]
mod parts;

use domain::{Markdown, Rendering};
use proptest::prelude::*;

fn html(markdown: &str) -> String {
    markdown
        .parse::<Markdown>()
        .unwrap()
        .render()
        .as_str()
        .to_owned()
}

#[test]
fn a_body_of_plain_markdown_becomes_paragraphs() {
    assert_eq!(
        html("One.\n\nTwo *words*."),
        "<p>One.</p>\n<p>Two <em>words</em>.</p>\n"
    );
}

#[test]
fn rules_and_breaks_are_written_as_html_writes_them() {
    assert_eq!(html("A\\\nb\n\n---"), "<p>A<br>\nb</p>\n<hr>\n");
}

#[test]
fn the_headline_is_the_only_h1() {
    let page = html("# Big\n\n## Also\n\n### Deeper");
    assert!(!page.contains("<h1"), "{page}");
    assert!(page.contains("<h2 id=\"part-big\">Big</h2>"), "{page}");
    assert!(page.contains("<h3 id=\"part-deeper\">"), "{page}");
}

#[test]
fn two_headings_alike_have_anchors_of_their_own() {
    let page = html("## Part\n\n## Part\n\n## Part 2\n\n## Part");
    let ids: Vec<_> = page
        .split("id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(ids.len(), 4);
    assert_eq!(unique.len(), 4, "{ids:?}");
}

#[test]
fn a_heading_cannot_take_an_id_of_the_page() {
    assert!(!html("## Main").contains("id=\"main\""));
    assert!(!html("<h2 id=\"main\">x</h2>").contains("id=\"main\""));
}

#[test]
fn a_table_scrolls_in_a_box_that_the_keyboard_reaches_and_needs_no_style_attribute() {
    let page = html("| a | b |\n|---|--:|\n| 1 | 2 |");
    assert!(
        page.contains("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\""),
        "{page}"
    );
    assert!(page.contains("<td class=\"cell-end\">2</td>"), "{page}");
    assert!(!page.contains("style="), "{page}");
}

#[test]
fn footnotes_stand_at_the_end_with_a_way_back() {
    let page = html("Word.[^main]\n\n[^main]: The note.\n\nLast.");
    let (text, notes) = page.split_once("<section").unwrap();
    assert!(text.contains("href=\"#note-1\" id=\"noteref-1\""), "{text}");
    assert!(text.contains("Last."), "{text}");
    assert!(
        notes.contains("<li id=\"note-1\">") && notes.contains("href=\"#noteref-1\""),
        "{notes}"
    );
    assert!(!page.contains("id=\"main\""), "{page}");
}

#[test]
fn script_in_a_body_never_reaches_the_page() {
    for body in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVa\tScript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "<a href=\" javascript:alert(1)\">x</a>",
        "<svg onload=alert(1)><p>",
        "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
        "[x](data:text/html,<script>alert(1)</script>)",
        "<style>*{display:none}</style>",
        "<form action=https://example.org><input name=password></form>",
        "| <script>alert(1)</script> |\n|---|\n| x |",
        "[^1]\n\n[^1]: <script>alert(1)</script>",
        "## <img src=x onerror=alert(1)>",
    ] {
        let page = html(body).to_lowercase();
        let tags: Vec<_> = page
            .split('<')
            .skip(1)
            .map(|rest| rest.split('>').next().unwrap())
            .collect();
        for tag in tags {
            assert!(
                !tag.starts_with("script")
                    && !tag.starts_with("style")
                    && !tag.starts_with("iframe"),
                "{page}"
            );
            assert!(
                !tag.starts_with("form") && !tag.starts_with("input") && !tag.starts_with("svg"),
                "{page}"
            );
            assert!(
                !tag.contains("onerror=") && !tag.contains("onload="),
                "{page}"
            );
            assert!(
                !tag.contains("href=\"javascript") && !tag.contains("href=\"data"),
                "{page}"
            );
        }
    }
}

#[test]
fn a_picture_comes_from_the_paper_or_not_at_all() {
    for body in [
        "![x](https://example.org/t.gif)",
        "![x](//example.org/t.gif)",
        "<img src=\"https://example.org/t.gif\">",
    ] {
        assert!(!html(body).contains("example.org"), "{body}");
    }
    assert!(html("![x](/media/ab.png)").contains("src=\"/media/ab.png\""));
}

#[test]
fn harmless_html_is_kept() {
    let page = html("A <sup>2</sup> and <figure><figcaption>c</figcaption></figure>");
    assert!(
        page.contains("<sup>2</sup>") && page.contains("<figcaption>c</figcaption>"),
        "{page}"
    );
}

#[test]
fn a_body_over_a_mebibyte_or_with_nul_is_refused() {
    assert!("x".repeat(Markdown::LONGEST).parse::<Markdown>().is_ok());
    assert!(
        "x".repeat(Markdown::LONGEST + 1)
            .parse::<Markdown>()
            .is_err()
    );
    assert!("a\0b".parse::<Markdown>().is_err());
}

/// Bits of Markdown and HTML that have meaning, so that random bodies reach the interesting places.
fn body() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        Just("# ".to_owned()),
        Just("\n\n".to_owned()),
        Just("- ".to_owned()),
        Just("> ".to_owned()),
        Just("| a | b |\n|---|:-:|\n| 1 | 2 |\n".to_owned()),
        Just("[^n]".to_owned()),
        Just("\n\n[^n]: ".to_owned()),
        Just("```js\n".to_owned()),
        Just("~~".to_owned()),
        Just("[x](javascript:y)".to_owned()),
        Just("![p](/media/a.png)".to_owned()),
        Just("![p](/media/a.png \"Caption. Photo: Who\")".to_owned()),
        Just("https://youtu.be/abc_DEF-123".to_owned()),
        Just("\n> — who".to_owned()),
        Just("> [!QUOTE]\n> ".to_owned()),
        Just("&quot;".to_owned()),
        Just("\"'&".to_owned()),
        Just("](".to_owned()),
        Just("<b>".to_owned()),
        Just("</p>".to_owned()),
        Just("<!--".to_owned()),
        "[a-z <>&\"'`\\\\*_\\[\\]()!:/#]{0,12}",
        any::<String>(),
    ];
    proptest::collection::vec(bit, 0..12).prop_map(|bits| bits.concat().replace('\0', ""))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn rendering_never_panics_and_never_lets_an_event_handler_through(body in body()) {
        let gate = strict();
        let page = html(&body);
        // What a strict sanitiser still removes from the page was let through by ours.
        let strict = gate.clean(&page).to_string();
        let same = |html: &str| gate.clean(html).to_string();
        prop_assert_eq!(same(&strict), strict.clone());
        let lost = tags(&page).saturating_sub(tags(&strict));
        prop_assert_eq!(lost, 0, "{} became {}", page, strict);
    }

    #[test]
    fn the_blocks_of_a_body_are_all_of_it_and_each_stands_alone(body in body()) {
        let blocks = blocks(&body);
        prop_assert_eq!(blocks.concat(), html(&body));
        // A parser ends what is not ended, and lets go of ends of nothing.
        let gate = strict();
        let alone: String = blocks.iter().map(|block| gate.clean(block).to_string()).collect();
        prop_assert_eq!(alone, gate.clean(&html(&body)).to_string());
    }
}

/// A sanitiser that lets pass what a story may have in it.
fn strict() -> ammonia::Builder<'static> {
    let mut gate = ammonia::Builder::default();
    gate.add_tags(["section", "figure", "figcaption", "s", "button"])
        .add_generic_attributes([
            "id",
            "class",
            "lang",
            "dir",
            "role",
            "tabindex",
            "aria-label",
            "scope",
            "start",
            "aria-hidden",
            "data-player",
            "type",
        ])
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None)
        .url_schemes(["http", "https", "mailto", "tel"].into());
    gate
}

fn blocks(markdown: &str) -> Vec<String> {
    let body: Markdown = markdown.parse().unwrap();
    let blocks = body.render_in_blocks(&Rendering::default());
    blocks
        .iter()
        .map(|block| block.as_str().to_owned())
        .collect()
}

#[test]
fn a_list_a_quote_a_table_and_a_figure_are_a_block_each() {
    let body = "One.\n\n- a\n\n  b\n- c\n\n---\n\n> Said.\n>\n> — The pilot\n\n| a |\n|---|\n| 1 |\n\n\
        ![A > b](/media/ab.jpg \"A \\\"tram\\\" > b\")\n\nTwo.[^1]\n\n[^1]: Or so.";
    let begin: Vec<String> = blocks(body)
        .iter()
        .map(|block| block.split([' ', '>', '\n']).next().unwrap().to_owned())
        .collect();
    let expected = [
        "<p", "<ul", "<hr", "<figure", "<div", "<figure", "<p", "<section",
    ];
    assert_eq!(begin, expected);
}

#[test]
fn a_body_with_html_of_its_own_is_one_block() {
    assert_eq!(blocks("One.\n\n<b>Two.\n\nThree.</b>").len(), 1);
    assert_eq!(blocks("").len(), 0);
}

fn tags(html: &str) -> usize {
    html.matches('<').count()
}
