//! Where the words are that a note is about, once somebody has written on.
//!
//! A note keeps its words as they were. If they are not in the story any more, the text that its author saw is compared with
//! the one of now, word by word, and what stands in their place is what they have become.

use std::time::Instant;

use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};

/// What has become of a note's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passage {
    /// The note is about the whole story.
    Whole,
    /// They are in the story as they were.
    Here,
    /// They read so now.
    Now(String),
    /// They are gone, and nothing is in their place.
    Gone,
    /// The note is settled, so nobody looks for words that are not there any more.
    Settled,
}

/// What has become of `words`, which stood in the text `then` and do not in the text `now`. From `until` on it is looked less closely.
pub(super) fn follow(words: &str, then: &str, now: &str, until: Instant) -> Passage {
    let Some(start) = then.find(words) else {
        return Passage::Gone;
    };
    let (old, new) = (cut(then), cut(now));
    let old_words: Vec<&str> = old.iter().map(|word| word.text).collect();
    let new_words: Vec<&str> = new.iter().map(|word| word.text).collect();
    let from = old.partition_point(|word| word.end() <= start);
    let to = old.partition_point(|word| word.start < start + words.len());
    let changes =
        capture_diff_slices_deadline(Algorithm::Myers, &old_words, &new_words, Some(until));
    let places: Vec<usize> = changes
        .iter()
        .flat_map(|change| in_the_place_of(change, from, to))
        .collect();
    let (Some(first), Some(last)) = (places.first(), places.last()) else {
        return Passage::Gone;
    };
    Passage::Now(now[new[*first].start..new[*last].end()].to_owned())
}

/// Which words of the new text stand where the old one had those from `from` up to `to`, as far as `change` says.
fn in_the_place_of(change: &DiffOp, from: usize, to: usize) -> std::ops::Range<usize> {
    let (old, new) = (change.old_range(), change.new_range());
    let (first, last) = (old.start.max(from), old.end.min(to));
    match change {
        DiffOp::Equal { .. } if first < last => {
            new.start + (first - old.start)..new.start + (last - old.start)
        }
        DiffOp::Replace { .. } if first < last => new,
        DiffOp::Equal { .. }
        | DiffOp::Replace { .. }
        | DiffOp::Delete { .. }
        | DiffOp::Insert { .. } => 0..0,
    }
}

struct Word<'t> {
    /// In bytes of the text.
    start: usize,
    text: &'t str,
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

fn cut(text: &str) -> Vec<Word<'_>> {
    let begin = text.as_ptr() as usize;
    text.split_whitespace()
        .map(|word| Word {
            start: word.as_ptr() as usize - begin,
            text: word,
        })
        .collect()
}
