//! What a body says, without what it looks like.

use pulldown_cmark::{Event, Parser};

use super::render::OPTIONS;

pub(super) fn of(markdown: &str) -> String {
    let mut words = String::with_capacity(markdown.len());
    for event in Parser::new_ext(markdown, OPTIONS) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            // A paragraph, a cell, an item, or an emphasis: only the first three part words.
            Event::End(end) if parts_words(end) && !words.ends_with('\n') => words.push('\n'),
            _ => {}
        }
    }
    words
}

fn parts_words(end: pulldown_cmark::TagEnd) -> bool {
    use pulldown_cmark::TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
    !matches!(end, Emphasis | Image | Link | Strikethrough | Strong)
}
