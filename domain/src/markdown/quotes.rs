//! Quotes: with the source that an author wrote below one, and those that are pulled out of the text
//! to break up a long column.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// What makes a block quote a pull quote, in the manner of GitHub's alerts: the first line, alone.
const MARK: &str = "[!QUOTE]";

/// What a line that names the source begins with. A dash that touches its word is speech in Spanish.
const DASHES: [&str; 4] = ["— ", "– ", "-- ", "—\u{a0}"];

/// A block quote, taken apart.
pub(super) struct Quote<'a> {
    /// Where what it says begins among the events so far: it reaches to their end.
    pub(super) start: usize,
    pub(super) is_pulled: bool,
    /// Who said it, without the dash.
    pub(super) source: Option<Vec<Event<'a>>>,
}

/// Reads a body to its end and has `end` write the end of each quote behind what it says. Quotes in quotes end first; none is
/// read twice.
pub(super) fn each<'a>(
    events: impl Iterator<Item = Event<'a>>,
    mut end: impl FnMut(&mut Vec<Event<'a>>, Quote<'a>),
) -> Vec<Event<'a>> {
    let mut read = Vec::new();
    let mut open = Vec::new();
    for event in events {
        match event {
            Event::Start(Tag::BlockQuote(_)) => {
                // The place of a figure around it.
                read.push(Event::Html(CowStr::Borrowed("")));
                read.push(Event::Start(Tag::BlockQuote(None)));
                open.push(read.len());
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                let Some(start) = open.pop() else {
                    continue;
                };
                let is_pulled = take_mark(&mut read, start);
                let source = take_source(&mut read, start);
                end(
                    &mut read,
                    Quote {
                        start,
                        is_pulled,
                        source,
                    },
                );
            }
            other => read.push(other),
        }
    }
    read
}

/// How many pieces of pull quotes are looked for in a body: each takes a look at all of it.
const PIECES: usize = 200;

/// The letters of a body, among which those of its pull quotes are looked for.
pub(super) struct Letters {
    body: String,
    left: usize,
}

impl Letters {
    pub(super) fn of(body: &str) -> Self {
        Self {
            body: letters(body),
            left: PIECES,
        }
    }

    /// Whether those who hear the page may do without a quote: all of it is words, and the body has them where they belong. A
    /// pull quote may leave words out, with an ellipsis.
    pub(super) fn have<'e, 'a: 'e>(&mut self, quote: impl Iterator<Item = &'e Event<'a>>) -> bool {
        let mut words = String::new();
        for event in quote {
            match event {
                Event::Text(text) | Event::Code(text) => words.push_str(text),
                Event::End(TagEnd::Paragraph) => words.push('…'),
                Event::SoftBreak
                | Event::HardBreak
                | Event::Start(Tag::Paragraph | Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
                | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {}
                _ => return false,
            }
        }
        let mut pieces = words
            .split('…')
            .map(letters)
            .filter(|piece| !piece.is_empty())
            .peekable();
        pieces.peek().is_some()
            && pieces.all(|piece| {
                let may_look = self.left > 0;
                self.left = self.left.saturating_sub(1);
                may_look && self.body.contains(&piece)
            })
    }
}

/// Letters and digits alone: spaces, quotation marks and the case of a first word may differ.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Removes the mark of a pull quote that begins at `start`, and the paragraph that held nothing else.
fn take_mark(events: &mut Vec<Event<'_>>, start: usize) -> bool {
    if !matches!(events.get(start), Some(Event::Start(Tag::Paragraph))) {
        return false;
    }
    let mut line = String::new();
    let mut end = start + 1;
    for event in &events[end..] {
        match event {
            Event::Text(text) => line.push_str(text),
            _ => break,
        }
        end += 1;
    }
    if !line.trim().eq_ignore_ascii_case(MARK) {
        return false;
    }
    match events.get(end) {
        Some(Event::SoftBreak | Event::HardBreak) => events.drain(start + 1..=end),
        Some(Event::End(TagEnd::Paragraph)) => events.drain(start..=end),
        _ => return false,
    };
    true
}

/// Removes the last line of a quote that begins at `first`, if it is a line of its own that names a source.
fn take_source<'a>(events: &mut Vec<Event<'a>>, first: usize) -> Option<Vec<Event<'a>>> {
    if !matches!(events[first..].last(), Some(Event::End(TagEnd::Paragraph))) {
        return None;
    }
    let paragraph = first
        + events[first..]
            .iter()
            .rposition(|event| matches!(event, Event::Start(Tag::Paragraph)))?;
    let mut start = paragraph + 1;
    let mut depth = 0_u32;
    for (place, event) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::SoftBreak | Event::HardBreak if depth == 0 => start = place + 1,
            _ => {}
        }
    }
    let is_paragraph = start == paragraph + 1;
    if is_paragraph && paragraph == first {
        return None;
    }
    let Some(Event::Text(text)) = events.get(start) else {
        return None;
    };
    let dash = DASHES.into_iter().find(|dash| text.starts_with(dash))?;
    let rest = text[dash.len()..].trim_start().to_owned();
    let mut source = events.split_off(start);
    source.pop();
    if rest.is_empty() && source.len() == 1 {
        events.extend(source);
        events.push(Event::End(TagEnd::Paragraph));
        return None;
    }
    source[0] = Event::Text(rest.into());
    // The paragraph's start, or the break before the line.
    events.pop();
    if !is_paragraph {
        events.push(Event::End(TagEnd::Paragraph));
    }
    Some(source)
}
