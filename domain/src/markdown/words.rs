//! What a body says, without what it looks like.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::dress::until_end_of_quote;
use super::quotes::Quote;
use super::render::OPTIONS;

pub(super) fn of(markdown: &str) -> String {
    let mut words = String::with_capacity(markdown.len());
    say(
        &mut Parser::new_ext(markdown, OPTIONS),
        Pulled::Said,
        &mut words,
    );
    words
}

/// The words among which those of a pull quote are looked for.
pub(super) fn outside_of_pull_quotes(markdown: &str) -> String {
    let mut words = String::with_capacity(markdown.len());
    say(
        &mut Parser::new_ext(markdown, OPTIONS),
        Pulled::LeftOut,
        &mut words,
    );
    words
}

/// What becomes of pull quotes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pulled {
    Said,
    LeftOut,
}

fn say<'a>(events: &mut dyn Iterator<Item = Event<'a>>, pulled: Pulled, words: &mut String) {
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::BlockQuote(_)) => {
                let quote = Quote::read(until_end_of_quote(events));
                if quote.is_pulled && pulled == Pulled::LeftOut {
                    continue;
                }
                say(&mut quote.text.into_iter(), pulled, words);
                say(&mut quote.source.into_iter().flatten(), pulled, words);
                end_line(words);
            }
            // It stands under the picture.
            Event::Start(Tag::Image { title, .. }) if !title.is_empty() => {
                words.push_str(&title);
                end_line(words);
            }
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            // A paragraph, a cell, an item, or an emphasis: only the first three part words.
            Event::End(end) if parts_words(end) => end_line(words),
            _ => {}
        }
    }
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
