//! How deep a body may nest. Nobody writes a quote in thirty quotes; whoever sends one wants to see what breaks.
//!
//! A body is refused where it comes in. One that was stored before is shown without what nests too deep, so that nothing after
//! this, in here or in a browser, has to think of depth.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd};

use super::open_elements::OpenElements;
use super::render::OPTIONS;
use crate::Refusal;

/// In how many quotes, lists, notes, links, pictures and emphases together something may stand.
const DEEPEST: usize = 32;

/// In how many elements of HTML something may stand that an author wrote.
const DEEPEST_HTML: usize = 100;

/// The same on the rendered page, where the elements of Markdown stand around and between those.
const DEEPEST_ON_A_PAGE: usize = 300;

/// In how many quotes and lists a line may stand before anything reads it. The parser takes as many steps for an empty line as
/// lists are open.
const DEEPEST_LINE: usize = 200;

/// # Errors
/// A sentence with the line where a body gets too deep.
pub(super) fn check(markdown: &str) -> Result<(), Refusal> {
    let place_of_line = |line: &str| line.as_ptr() as usize - markdown.as_ptr() as usize;
    if let Some(line) = lines(markdown).find(|line| begins_too_deep(line)) {
        return Err(too_deep(markdown, place_of_line(line)));
    }
    let mut depth = 0_usize;
    let mut open = OpenElements::no_deeper_than(DEEPEST_HTML);
    let mut block = None;
    for (event, Range { start, .. }) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(tag) if nests(tag.to_end()) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(too_deep(markdown, start));
                }
            }
            Event::End(end) if nests(end) => depth = depth.saturating_sub(1),
            Event::Html(html) => {
                let (_, block) = block.get_or_insert_with(|| (start, String::new()));
                block.push_str(&html);
            }
            Event::End(TagEnd::HtmlBlock) => {
                if let Some((start, block)) = block.take() {
                    take(&mut open, &block, markdown, start)?;
                }
            }
            Event::InlineHtml(html) => take(&mut open, &html, markdown, start)?,
            _ => {}
        }
    }
    Ok(())
}

fn too_deep(markdown: &str, place: usize) -> Refusal {
    let line = line_of(markdown, place);
    Refusal::new(format!(
        "Line {line} of the text stands in more than {DEEPEST} quotes, lists or emphases."
    ))
    .in_line(line)
}

fn take(open: &mut OpenElements, html: &str, markdown: &str, start: usize) -> Result<(), Refusal> {
    open.read(html).map_err(|place| {
        let line = line_of(markdown, start) + html[..place].matches('\n').count();
        Refusal::new(format!(
            "Line {line} of the text opens an element of HTML within {DEEPEST_HTML} others, or has a tag that no browser could make \
             sense of. Close what is open, or write it as Markdown."
        ))
        .in_line(line)
    })
}

fn line_of(markdown: &str, place: usize) -> usize {
    1 + markdown[..place].matches('\n').count()
}

/// Whether a page is more than the sanitiser may be given: for each element it looks at those it stands in.
pub(super) fn is_too_deep(page: &str) -> bool {
    let mut open = OpenElements::no_deeper_than(DEEPEST_ON_A_PAGE);
    open.read(page).is_err()
}

/// The text without the marks of lines that begin too deep.
pub(super) fn shallow_lines(markdown: &str) -> Cow<'_, str> {
    if !lines(markdown).any(begins_too_deep) {
        return Cow::Borrowed(markdown);
    }
    let lines = lines(markdown).map(|line| match begins_too_deep(line) {
        true => &line[marks(line).1..],
        false => line,
    });
    Cow::Owned(lines.collect())
}

fn lines(markdown: &str) -> impl Iterator<Item = &str> {
    markdown.split_inclusive(['\n', '\r'])
}

fn begins_too_deep(line: &str) -> bool {
    // Most lines begin with a letter.
    line.starts_with(|c: char| !c.is_alphabetic())
        && line.len() > DEEPEST_LINE
        && marks(line).0 > DEEPEST_LINE
}

/// In how many containers a line that begins like this may stand at most, and how many bytes say so: each has a mark of its own,
/// or at least two columns of space.
fn marks(line: &str) -> (usize, usize) {
    let mut marks = 0;
    let mut columns = 0;
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            ' ' | '\t' => {
                columns += if first == ' ' { 1 } else { 4 };
                rest = &rest[1..];
                continue;
            }
            '>' => 1,
            '-' | '+' | '*' if rest[1..].starts_with([' ', '\t', '\n', '\r']) => 1,
            '0'..='9' => {
                let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
                match number.starts_with(['.', ')']) {
                    true => rest.len() - number.len() + 1,
                    false => break,
                }
            }
            '[' if rest.starts_with("[^") => match rest.find("]:") {
                Some(end) => end + 2,
                None => break,
            },
            _ => break,
        };
        marks += 1;
        rest = &rest[length..];
    }
    let is_blank = marks == 0 && rest.trim_start().is_empty();
    let depth = if is_blank { 0 } else { marks + columns / 2 };
    (depth, line.len() - rest.len())
}

/// What is read without what stands too deep: its words stay, where that would have begun.
pub(super) fn shallow<'a>(
    events: impl Iterator<Item = Event<'a>>,
) -> impl Iterator<Item = Event<'a>> {
    let mut depth = 0_usize;
    events.filter(move |event| match event {
        Event::Start(tag) if nests(tag.to_end()) => {
            depth += 1;
            depth <= DEEPEST
        }
        Event::End(end) if nests(*end) => {
            let is_shown = depth <= DEEPEST;
            depth = depth.saturating_sub(1);
            is_shown
        }
        Event::Start(Tag::Item) | Event::End(TagEnd::Item) => depth <= DEEPEST,
        _ => true,
    })
}

fn nests(end: TagEnd) -> bool {
    use TagEnd::{
        BlockQuote, Emphasis, FootnoteDefinition, Image, Link, List, Strikethrough, Strong,
    };
    matches!(
        end,
        BlockQuote(_)
            | List(_)
            | FootnoteDefinition
            | Emphasis
            | Strong
            | Strikethrough
            | Link
            | Image
    )
}

/// The events without any HTML of the author's: what stands between its tags is left as text.
pub(super) fn without_html<'a>(
    events: impl Iterator<Item = Event<'a>>,
) -> impl Iterator<Item = Event<'a>> {
    events.filter_map(|event| match event {
        Event::InlineHtml(_) => None,
        Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        Event::Html(html) => Some(Event::Text(CowStr::from(without_tags(&html)))),
        other => Some(other),
    })
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text
}
