//! What a body says, without what it looks like.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::render::OPTIONS;
use super::{html_words, nesting, quotes};

pub(super) fn of(markdown: &str) -> String {
    say(markdown, Pulled::Said)
}

/// The words among which those of a pull quote are looked for.
pub(super) fn outside_of_pull_quotes(markdown: &str) -> String {
    say(markdown, Pulled::LeftOut)
}

/// What becomes of pull quotes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pulled {
    Said,
    LeftOut,
}

fn say(markdown: &str, pulled: Pulled) -> String {
    let lines = nesting::shallow_lines(markdown);
    let events = nesting::shallow(Parser::new_ext(&lines, OPTIONS));
    let events = quotes::each(events, |read, quote| {
        if quote.is_pulled && pulled == Pulled::LeftOut {
            read.truncate(quote.start);
        } else {
            read.extend(quote.source.into_iter().flatten());
            read.push(Event::End(TagEnd::BlockQuote(None)));
        }
    });
    let mut words = String::with_capacity(markdown.len());
    let mut html = String::new();
    let mut is_said = true;
    for event in events {
        match event {
            Event::Html(lines) => html.push_str(&lines),
            Event::End(TagEnd::HtmlBlock) => {
                words.push_str(&html_words::of(&html));
                html.clear();
                end_line(&mut words);
            }
            Event::InlineHtml(tag) if html_words::parts_line(&tag) => words.push(' '),
            Event::InlineHtml(tag) => {
                is_said = !html_words::begins_unsaid(&tag).unwrap_or(!is_said);
            }
            Event::Text(_) | Event::Code(_) if !is_said => {}
            // It stands under the picture.
            Event::Start(Tag::Image { title, .. }) if !title.is_empty() => {
                words.push_str(&title);
                end_line(&mut words);
            }
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            // A paragraph, a cell, an item, or an emphasis: only the first three part words.
            Event::End(end) if parts_words(end) => {
                is_said = true;
                end_line(&mut words);
            }
            _ => {}
        }
    }
    words
}

fn end_line(words: &mut String) {
    if !words.ends_with('\n') {
        words.push('\n');
    }
}

fn parts_words(end: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
    !matches!(end, Emphasis | Image | Link | Strikethrough | Strong)
}
