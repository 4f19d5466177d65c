//! What a body nests without end: it is refused where it comes in, and one that was stored before breaks nothing.
#![allow(clippy::unwrap_used, missing_docs)]

use std::thread;

use domain::{Language, Markdown, Rendering};

/// On a stack on which nothing may call itself for each thing that begins in another.
fn on_a_small_stack<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = thread::Builder::new().stack_size(512 << 10);
    thread.spawn(work).unwrap().join().unwrap()
}

/// As it is shown where it was stored before it was checked, and its words.
fn shown(body: String) -> (String, String) {
    on_a_small_stack(move || {
        let body = Markdown::stored(&body).unwrap();
        let feed = Rendering::feed(&"en".parse::<Language>().unwrap());
        let _ = body.render_as(&feed);
        let _ = body.render_in_blocks(&Rendering::default());
        let _ = body.parts();
        (body.render().as_str().to_owned(), body.words())
    })
}

fn refusal(body: &str) -> String {
    let body = body.to_owned();
    on_a_small_stack(move || body.parse::<Markdown>().unwrap_err().to_string())
}

/// All that may begin in itself, with a word behind.
fn without_end() -> Vec<String> {
    [
        (">", 8_000),
        ("> ", 8_000),
        ("- ", 8_000),
        ("> - ", 5_000),
        ("1. ", 5_000),
        ("[^a]: ", 5_000),
        ("> [!QUOTE]\n> ", 10_000),
        ("*a ", 10_000),
        ("![", 5_000),
        ("[", 8_000),
        ("<div>", 5_000),
        ("<blockquote>", 10_000),
        ("<ul><li>", 10_000),
        ("<b><p>", 10_000),
        ("<table><tr><td>", 8_000),
        ("<svg><p>", 10_000),
        ("<select><style>", 8_000),
        ("<div><!--</div>-->", 8_000),
        ("<div><table><td></div></td></table>", 5_000),
    ]
    .map(|(begin, times)| format!("{}word\n", begin.repeat(times)))
    .to_vec()
}

#[test]
fn what_begins_in_itself_thousands_of_times_is_shown() {
    for body in without_end() {
        let beginning: String = body.chars().take(40).collect();
        let (html, words) = shown(body);
        assert!(html.contains("word"), "{beginning}");
        assert!(
            words.contains("word") || beginning.starts_with('<'),
            "{beginning}"
        );
    }
}

#[test]
fn pictures_and_emphases_in_each_other_are_shown() {
    let times = 10_000;
    for (begin, end) in [
        ("![", "](/a)"),
        ("*a ", " b*"),
        ("*_", "_*"),
        ("**a ", " b**"),
    ] {
        let (html, _) = shown(format!("{}word{}", begin.repeat(times), end.repeat(times)));
        assert!(html.contains("word"), "{begin}");
    }
}

#[test]
fn an_empty_line_in_many_lists_takes_no_longer_than_in_one() {
    for begin in ["```", "<!--", "<script>"] {
        let lists = "- ".repeat(100_000);
        let (html, _) = shown(format!("{lists}{begin}\n{}", "\n".repeat(100_000)));
        assert!(html.matches("<ul>").count() <= 1, "{begin}");
    }
}

#[test]
fn what_is_one_after_the_other_is_no_deeper_for_it() {
    let many = |unit: &str| unit.repeat(3_000);
    for body in [
        many("<p>One\n<p>Two\n\n"),
        format!("<ul>\n{}</ul>", many("<li>One\n")),
        format!("<dl>{}</dl>", many("<dt>One<dd>Two\n")),
        format!("<table>\n{}</table>", many("<tr><td>One<td>Two\n")),
        many("<br>"),
        many("<img src=\"/a.jpg\">"),
        many("<p><b>One\n"),
        many("<div><p>One</div>\n"),
        many("<!-- <div> -->\n"),
        many("<h2>One</h2>\n"),
        many("<a href=\"/x\">One"),
    ] {
        let read = on_a_small_stack(move || {
            let parsed = body.parse::<Markdown>();
            let beginning: String = body.chars().take(40).collect();
            parsed
                .map(|body| body.render())
                .map_err(|refusal| format!("{beginning}: {refusal}"))
        });
        assert_eq!(read.map(|_| ()), Ok(()));
    }
}

#[test]
fn twenty_levels_are_shown_as_they_were_written() {
    for (begin, element) in [("> ", "<blockquote>"), ("- ", "<ul>"), ("1. ", "<ol>")] {
        let body = format!("{}word", begin.repeat(20));
        let html = body.parse::<Markdown>().unwrap().render();
        assert_eq!(
            html.as_str().matches(element).count(),
            20,
            "{}",
            html.as_str()
        );
    }
    let body = format!("{}word{}", "<div>".repeat(90), "</div>".repeat(90));
    let html = body.parse::<Markdown>().unwrap().render();
    assert_eq!(html.as_str().matches("<div>").count(), 90);
    assert_eq!(html.as_str().matches("</div>").count(), 90);
}

#[test]
fn quotes_in_a_quote_keep_their_sources_and_marks() {
    let body = "> Out\n>\n> > [!QUOTE]\n> > In\n> > — Ann\n>\n> — Bo";
    let html = body.parse::<Markdown>().unwrap().render();
    assert_eq!(
        html.as_str(),
        "<figure class=\"quote\">\n<blockquote>\n<p>Out</p>\n<figure class=\"pull-quote\">\n<blockquote>\n<p>In</p>\n</blockquote>\n\
         <figcaption>— Ann</figcaption>\n</figure>\n</blockquote>\n<figcaption>— Bo</figcaption>\n</figure>\n"
    );
}

#[test]
fn what_stands_too_deep_is_refused_with_its_line() {
    for begin in [">", "> ", "- ", "> - "] {
        for times in [40, 5_000] {
            let said = refusal(&format!("One.\n\nTwo.\n\n{}word", begin.repeat(times)));
            assert!(
                said.starts_with("Line 5 of the text stands in more than 32 quotes"),
                "{said}"
            );
        }
    }
}

#[test]
fn html_that_is_never_closed_is_refused_with_its_line() {
    for begin in ["<div>", "<blockquote>", "<ul><li>"] {
        let said = refusal(&format!("One.\n\nTwo.\n\n{}word", begin.repeat(5_000)));
        assert!(
            said.starts_with("Line 5 of the text opens an element of HTML within 100"),
            "{said}"
        );
    }
    let lines = refusal(&"<div>\n".repeat(200));
    assert!(lines.starts_with("Line 101 "), "{lines}");
}

#[test]
fn what_was_refused_for_its_depth_is_shown_as_text_without_its_tags() {
    let (html, _) = shown(format!(
        "Before.\n\n{}One\n\nAfter *it*.",
        "<div>".repeat(1_000)
    ));
    assert_eq!(
        html,
        "<p>Before.</p>\n<p>One\n</p>\n<p>After <em>it</em>.</p>\n"
    );
}

#[test]
fn a_great_many_of_anything_are_shown() {
    let numbered =
        |unit: &dyn Fn(usize) -> String, times: usize| (0..times).map(unit).collect::<String>();
    for body in [
        numbered(&|number| format!("[^{number}] "), 5_000)
            + &numbered(&|number| format!("\n\n[^{number}]: y"), 5_000),
        format!(
            "{}\n\n{}",
            "word ".repeat(10_000),
            "> [!QUOTE]\n> word word\n\n".repeat(3_000)
        ),
        format!(
            "<br>\n\n{}",
            numbered(&|number| format!("## Part {number}\n\n"), 8_000)
        ),
        numbered(&|number| format!("![](/media/{number:032x}.jpg)\n"), 3_000),
        format!(
            "<div {}>x</div>",
            numbered(&|number| format!("a{number} "), 10_000)
        ),
        format!("<table>{}", "<br>".repeat(5_000)),
        format!(
            "<p>{}x{}",
            numbered(&|number| format!("<b id={number}>"), 250),
            "<p>x".repeat(5_000)
        ),
        format!(
            "|{}|\n|{}|\n{}",
            "a|".repeat(300),
            "-|".repeat(300),
            "|\n".repeat(2_000)
        ),
    ] {
        let beginning: String = body.chars().take(40).collect();
        let (html, _) = shown(body);
        assert!(!html.is_empty(), "{beginning}");
    }
}
