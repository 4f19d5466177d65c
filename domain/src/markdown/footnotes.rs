//! Footnotes: numbered as they are first referred to, gathered at the end, each with a way back.

use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event};

use super::labels::BodyWords;

/// The footnotes of one body. An author's names for them never become anchors: they could be ids
/// that the page around the body uses.
pub(super) struct Footnotes<'a, 'm> {
    words: &'static BodyWords,
    /// Keeps their anchors apart from those of another body on the page.
    mark: &'m str,
    notes: Vec<Note<'a>>,
    numbers: HashMap<CowStr<'a>, usize>,
}

#[derive(Default)]
struct Note<'a> {
    references: usize,
    text: Vec<Event<'a>>,
}

impl<'a, 'm> Footnotes<'a, 'm> {
    pub(super) fn new(words: &'static BodyWords, mark: &'m str) -> Self {
        Self {
            words,
            mark,
            notes: Vec::new(),
            numbers: HashMap::new(),
        }
    }

    /// The mark in the text that leads to the note of that name.
    pub(super) fn refer(&mut self, name: CowStr<'a>) -> Event<'a> {
        let number = self.number(name);
        let note = &mut self.notes[number - 1];
        note.references += 1;
        let again = match note.references {
            1 => String::new(),
            times => format!("-{times}"),
        };
        let (name, mark) = ((self.words.footnote)(number), self.mark);
        Event::Html(CowStr::from(format!(
            "<sup class=\"footnote-reference\"><a href=\"#note-{mark}{number}\" id=\"noteref-{mark}{number}{again}\" \
             aria-label=\"{name}\">{number}</a></sup>"
        )))
    }

    /// Keeps what the note of that name says for the end.
    pub(super) fn define(&mut self, name: CowStr<'a>, text: Vec<Event<'a>>) {
        let number = self.number(name);
        self.notes[number - 1].text = text;
    }

    /// Writes the notes below everything else.
    pub(super) fn end(self, page: &mut Vec<Event<'a>>) {
        if self.notes.is_empty() {
            return;
        }
        let name = self.words.footnotes;
        page.push(Event::Html(CowStr::from(format!(
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{name}\">\n<ol>\n"
        ))));
        let (way_back, mark) = (self.words.back_to_the_text, self.mark);
        for (number, note) in (1..).zip(self.notes) {
            page.push(Event::Html(CowStr::from(format!(
                "<li id=\"note-{mark}{number}\">"
            ))));
            page.extend(note.text);
            let back = match note.references {
                0 => String::new(),
                _ => format!("<a href=\"#noteref-{mark}{number}\" aria-label=\"{way_back}\">↩</a>"),
            };
            page.push(Event::Html(CowStr::from(format!("{back}</li>\n"))));
        }
        page.push(Event::Html(CowStr::Borrowed("</ol>\n</section>\n")));
    }

    fn number(&mut self, name: CowStr<'a>) -> usize {
        *self.numbers.entry(name).or_insert_with(|| {
            self.notes.push(Note::default());
            self.notes.len()
        })
    }
}
