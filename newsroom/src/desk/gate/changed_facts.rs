//! What readers were told and are told no more: numbers, names and quoted words.
//!
//! What a fact is cannot be told from letters. Numbers, words with a capital that no sentence begins with, and what stands
//! between quotation marks come near enough to ask somebody whether a correction is due. What still stands anywhere in the story
//! is not gone.

use std::collections::HashSet;

use domain::{Markdown, written_without_spaces};

use super::Found;
use crate::comparing::Wording;
use crate::desk::manuscript::{Field, Manuscript};

/// The most that is quoted of what is gone.
const QUOTED: usize = 6;
/// The longest of it, in characters.
const LONGEST: usize = 80;

/// Marks around quoted words, in the languages that the pages speak and their neighbours.
const MARKS: [(char, char); 5] = [('“', '”'), ('„', '“'), ('«', '»'), ('»', '«'), ('"', '"')];

pub(super) fn found(before: &Wording, manuscript: &Manuscript) -> Found {
    // What is too long to be a body is told of elsewhere.
    let Ok(body) = manuscript.body.parse::<Markdown>() else {
        return Vec::new();
    };
    let now = format!(
        "{}\n{}\n{}",
        manuscript.headline,
        manuscript.standfirst,
        body.words()
    );
    let gone = gone(&before.body, &now);
    if gone.is_empty() {
        return Vec::new();
    }
    let quoted: Vec<String> = gone
        .iter()
        .take(QUOTED)
        .map(|fact| format!("“{}”", cut(fact)))
        .collect();
    let more = match gone.len().saturating_sub(QUOTED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let sentence = format!(
        "Readers were told {}{more}, and are told no more. Say in a correction what was wrong, or put it back.",
        quoted.join(", ")
    );
    vec![(Field::Body, sentence)]
}

/// The facts of one text that are not in another, each once, in the order of the text.
fn gone(before: &str, now: &str) -> Vec<String> {
    let words_now: HashSet<&str> = words(now).map(|word| word.text).collect();
    let numbers_now: HashSet<String> = words(now).filter_map(|word| number(word.text)).collect();
    let letters_now = letters(now);
    let mut gone: Vec<(usize, String)> = Vec::new();
    for (place, quote) in quotes(before) {
        let letters = letters(quote);
        if !letters.is_empty() && !letters_now.contains(&letters) {
            let quote = quote.trim().trim_end_matches([',', '.']);
            gone.push((place, quote.to_owned()));
        }
    }
    // Where the name that is being read ends.
    let mut name_ends = None;
    for word in words(before) {
        let end = word.place + word.text.len();
        if let Some(number) = number(word.text) {
            if !numbers_now.contains(&number) {
                gone.push((word.place, word.text.to_owned()));
            }
            name_ends = None;
            continue;
        }
        let is_gone_name = word.is_name && !words_now.contains(word.text);
        match (is_gone_name, name_ends, gone.last_mut()) {
            (true, Some(ends), Some((_, name))) if before[ends..word.place].trim().is_empty() => {
                name.push(' ');
                name.push_str(word.text);
                name_ends = Some(end);
            }
            (true, _, _) => {
                gone.push((word.place, word.text.to_owned()));
                name_ends = Some(end);
            }
            (false, _, _) => name_ends = None,
        }
    }
    gone.sort_by_key(|(place, _)| *place);
    let mut seen = HashSet::new();
    gone.into_iter()
        .map(|(_, fact)| fact)
        .filter(|fact| seen.insert(fact.clone()))
        .collect()
}

/// A word, or a number with the marks inside it.
struct Word<'t> {
    place: usize,
    text: &'t str,
    /// It begins with a capital, and no sentence begins with it.
    is_name: bool,
}

fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut end_before = 0;
    spans(text).into_iter().map(move |(start, end)| {
        let between = &text[end_before..start];
        let parts_sentences = |c: char| {
            matches!(
                c,
                '.' | '!'
                    | '?'
                    | '…'
                    | ':'
                    | '\n'
                    | '“'
                    | '”'
                    | '„'
                    | '«'
                    | '»'
                    | '"'
                    | '؟'
                    | '¿'
                    | '¡'
                    | '•'
            )
        };
        let begins = end_before == 0 || between.contains(parts_sentences);
        end_before = end;
        let word = &text[start..end];
        let has_capital = word.chars().next().is_some_and(char::is_uppercase);
        Word {
            place: start,
            text: word,
            is_name: has_capital && !begins && word.chars().count() > 1,
        }
    })
}

/// Where words begin and end: letters and digits, with an apostrophe, a hyphen or the marks of a number between two of them. Of
/// scripts without spaces, each letter is one.
fn spans(text: &str) -> Vec<(usize, usize)> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((place, letter)) = letters.next() {
        if !letter.is_alphanumeric() {
            continue;
        }
        let mut end = place + letter.len_utf8();
        let mut last = letter;
        while let Some(&(next_place, next)) = letters.peek() {
            let after = text[next_place + next.len_utf8()..].chars().next();
            let joins = match next {
                '\'' | '’' | '-' => after.is_some_and(char::is_alphanumeric),
                '.' | ',' | ':' => last.is_numeric() && after.is_some_and(char::is_numeric),
                _ => {
                    next.is_alphanumeric()
                        && ![last, next].map(written_without_spaces).contains(&true)
                }
            };
            if !joins {
                break;
            }
            end = next_place + next.len_utf8();
            last = next;
            letters.next();
        }
        spans.push((place, end));
    }
    spans
}

/// A number as it counts: `1,000` and `1.000` are 1000, and `3.5` is not 35.
fn number(word: &str) -> Option<String> {
    if !word.contains(char::is_numeric) {
        return None;
    }
    let mut plain = String::new();
    let mut rest = word;
    while let Some(letter) = rest.chars().next() {
        rest = &rest[letter.len_utf8()..];
        let digits = rest.chars().take_while(|c| c.is_numeric()).count();
        if !(matches!(letter, ',' | '.') && digits == 3) {
            plain.push(letter);
        }
    }
    Some(plain)
}

/// What stands between quotation marks within a line, and where.
fn quotes(text: &str) -> Vec<(usize, &str)> {
    let mut quotes = Vec::new();
    let mut start = 0;
    while let Some((offset, mark)) = text[start..]
        .char_indices()
        .find(|(_, c)| MARKS.iter().any(|(open, _)| open == c))
    {
        let inside = start + offset + mark.len_utf8();
        start = inside;
        let line = text[inside..].split('\n').next().unwrap_or_default();
        let closes = |c: char| MARKS.contains(&(mark, c));
        if let Some(end) = line.find(closes) {
            quotes.push((inside, &line[..end]));
            start = inside + end + line[end..].chars().next().map_or(0, char::len_utf8);
        }
    }
    quotes
}

/// Letters and digits alone: spaces and the case of a first word may differ.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn cut(fact: &str) -> String {
    match fact.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &fact[..end]),
        None => fact.to_owned(),
    }
}
