//! What raw HTML says, without its tags, comments, scripts and styles.

use super::sanitise;
use super::tags::{length_of_comment, tags};

/// What stands in these is for the browser; the sanitiser takes it away.
const UNSAID: [&str; 2] = ["script", "style"];
/// Elements that stand within a line. All others begin one and end one.
const WITHIN_LINES: &str = " a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike \
    strong sub sup time tt u var wbr ";

/// The words of a block of HTML, a paragraph to a line.
pub(super) fn of(html: &str) -> String {
    let mut words = String::new();
    let mut at = 0;
    let mut is_said = true;
    for tag in tags(html) {
        if is_said {
            say(&mut words, html.get(at..tag.start).unwrap_or_default());
        }
        at = tag.end();
        is_said = tag.is_end || !UNSAID.contains(&tag.name.as_str());
        if !WITHIN_LINES.split(' ').any(|name| name == tag.name) {
            end_line(&mut words);
        }
    }
    if is_said {
        say(&mut words, html.get(at..).unwrap_or_default());
    }
    if words.contains('&') {
        words = unescaped(&words);
    }
    words.truncate(words.trim_end().len());
    words
}

/// Whether a tag that stands in a line begins what is not said (`Some(true)`), ends it (`Some(false)`), or does neither.
pub(super) fn begins_unsaid(tag: &str) -> Option<bool> {
    let tag = tags(tag).next()?;
    UNSAID.contains(&tag.name.as_str()).then_some(!tag.is_end)
}

/// Whether a tag that stands in a line parts it.
pub(super) fn parts_line(tag: &str) -> bool {
    tags(tag).next().is_some_and(|tag| tag.name == "br")
}

/// Writes text that has no tags, but may have comments, with its white space as a browser shows it.
fn say(words: &mut String, text: &str) {
    let mut rest = text;
    while let Some(begin) = rest.find('<') {
        let (before, behind) = rest.split_at(begin + 1);
        let is_comment = behind.starts_with(['!', '?', '/']);
        let length = if is_comment { begin } else { begin + 1 };
        say_plain(words, &before[..length]);
        rest = &behind[if is_comment {
            length_of_comment(behind)
        } else {
            0
        }..];
    }
    say_plain(words, rest);
}

fn say_plain(words: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_whitespace() {
            words.push(c);
        } else if !words.is_empty() && !words.ends_with([' ', '\n']) {
            words.push(' ');
        }
    }
}

fn end_line(words: &mut String) {
    words.truncate(words.trim_end().len());
    if !words.is_empty() {
        words.push('\n');
    }
}

/// The text with its character references read. Nothing in it is a tag any more, so the sanitiser is quick with it.
fn unescaped(text: &str) -> String {
    let clean = sanitise::html(&text.replace('<', "&lt;"));
    let read = [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    read.iter().fold(clean, |text, (reference, said)| {
        text.replace(reference, said)
    })
}
