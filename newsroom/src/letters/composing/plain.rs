//! An issue as text, for those who read mail as text: nothing less is in it.

use super::drafting::{Draft, Item};
use super::{introduction, marks};

/// The longest line, in characters (RFC 5322 section 2.1.1). An address is never broken.
const LINE: usize = 78;

pub(super) fn text(draft: &Draft<'_>) -> String {
    let words = draft.words;
    let facts = draft.facts;
    let mut parts = vec![
        format!(
            "{}\n{}\n{}",
            wrapped(&facts.name),
            wrapped(&draft.letter.name),
            (words.day)(&draft.time(draft.now))
        ),
        format!("{}:\n{}", words.read_online, draft.online()),
        "=".repeat(LINE),
    ];
    if let Some(text) = draft.introduction() {
        let paragraphs = introduction::in_plain(draft, text);
        parts.extend(paragraphs.iter().map(|paragraph| {
            let lines: Vec<String> = paragraph.lines().map(wrapped).collect();
            lines.join("\n")
        }));
        parts.push("-".repeat(LINE));
    }
    for (place, item) in draft.items.iter().enumerate() {
        if let Some(heading) = draft.heading(place) {
            parts.push(format!(
                "{heading}\n{}",
                "-".repeat(heading.chars().count())
            ));
        }
        parts.push(story(draft, item));
    }
    // What follows is no part of the news (RFC 3676 section 4.3).
    let mut foot = vec![
        "-- ".to_owned(),
        format!("{}:\n{}", (words.more_at)(&facts.name), draft.url("/")),
        wrapped(&(words.because)(&draft.letter.name, &facts.name)),
        format!("{}:\n{}", words.preferences, marks::PREFERENCES),
        format!("{}:\n{}", words.unsubscribe, marks::UNSUBSCRIBE),
    ];
    if let Some(address) = &facts.postal_address {
        foot.push(wrapped(&format!("{} · {address}", facts.name)));
    }
    parts.push(foot.join("\n"));
    marks::in_plain(&format!("{}\n", parts.join("\n\n")))
}

fn story(draft: &Draft<'_>, item: &Item) -> String {
    let time = (draft.words.day_and_time)(&draft.time(item.at));
    let mut label = item.label.clone();
    if item.is_live {
        label = format!("{label} · {}", draft.words.live);
    }
    let mut lines = vec![
        wrapped(&format!("{label} · {time}")),
        wrapped(&item.headline),
    ];
    lines.extend(item.standfirst.as_deref().map(wrapped));
    lines.push(draft.url(&item.path));
    lines.join("\n")
}

/// The words of a text on lines that are no longer than they should be, unless a word is.
fn wrapped(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let more = word.chars().count();
        match lines.last_mut() {
            Some(line) if length + 1 + more <= LINE => {
                line.push(' ');
                line.push_str(word);
                length += 1 + more;
            }
            _ => {
                lines.push(word.to_owned());
                length = more;
            }
        }
    }
    lines.join("\n")
}
