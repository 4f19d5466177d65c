//! Quotes: with the source that an author wrote below one, and those that are pulled out of the text
//! to break up a long column.

use pulldown_cmark::{Event, Tag, TagEnd};

/// What makes a block quote a pull quote, in the manner of GitHub's alerts: the first line, alone.
const MARK: &str = "[!QUOTE]";

/// What a line that names the source begins with. A dash that touches its word is speech in Spanish.
const DASHES: [&str; 4] = ["— ", "– ", "-- ", "—\u{a0}"];

/// A block quote, taken apart.
pub(super) struct Quote<'a> {
    pub(super) is_pulled: bool,
    pub(super) text: Vec<Event<'a>>,
    /// Who said it, without the dash.
    pub(super) source: Option<Vec<Event<'a>>>,
}

impl<'a> Quote<'a> {
    /// Reads what stands between a quote's start and its end.
    pub(super) fn read(mut events: Vec<Event<'a>>) -> Self {
        let is_pulled = take_mark(&mut events);
        let source = take_source(&mut events);
        Self {
            is_pulled,
            text: events,
            source,
        }
    }

    /// Whether those who hear the page may do without: all of it is words, and `body` has them where
    /// they belong. A pull quote may leave words out, with an ellipsis.
    pub(super) fn repeats(&self, body: &str) -> bool {
        let mut words = String::new();
        for event in self.text.iter().chain(self.source.iter().flatten()) {
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
        let body = letters(body);
        let mut pieces = words
            .split('…')
            .map(letters)
            .filter(|piece| !piece.is_empty())
            .peekable();
        pieces.peek().is_some() && pieces.all(|piece| body.contains(&piece))
    }
}

/// Letters and digits alone: spaces, quotation marks and the case of a first word may differ.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Removes the mark of a pull quote, and the paragraph that held nothing else.
fn take_mark(events: &mut Vec<Event<'_>>) -> bool {
    if !matches!(events.first(), Some(Event::Start(Tag::Paragraph))) {
        return false;
    }
    let mut line = String::new();
    let mut end = 1;
    for event in &events[1..] {
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
        Some(Event::SoftBreak | Event::HardBreak) => events.drain(1..=end),
        Some(Event::End(TagEnd::Paragraph)) => events.drain(..=end),
        _ => return false,
    };
    true
}

/// Removes the last line, if it is a line of its own that names a source.
fn take_source<'a>(events: &mut Vec<Event<'a>>) -> Option<Vec<Event<'a>>> {
    if !matches!(events.last(), Some(Event::End(TagEnd::Paragraph))) {
        return None;
    }
    let paragraph = events
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
    if is_paragraph && paragraph == 0 {
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
