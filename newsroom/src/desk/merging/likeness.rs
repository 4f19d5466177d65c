//! How much two paragraphs have in common: which of them is the other one, rewritten.

use std::hash::{DefaultHasher, Hash, Hasher};

use domain::written_without_spaces;

/// The words of a paragraph in no order, each with its letters.
pub(super) struct Words {
    /// Hashes of words, sorted; one that stands there twice is twice in here.
    sorted: Vec<(u64, u32)>,
    letters: u64,
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let mut sorted: Vec<(u64, u32)> = words
            .flat_map(parts)
            .map(|word| {
                let mut hasher = DefaultHasher::new();
                word.hash(&mut hasher);
                let letters = u32::try_from(word.chars().count()).unwrap_or(u32::MAX);
                (hasher.finish(), letters)
            })
            .collect();
        sorted.sort_unstable();
        let letters = sorted.iter().map(|word| u64::from(word.1)).sum();
        Self { sorted, letters }
    }

    /// The share of letters in common words among those of both, from 0 to 1.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let common = self.common(other);
        share(common, self.letters + other.letters - common)
    }

    /// The share of these words' letters that is found in `other`, from 0 to 1.
    pub(super) fn found_in(&self, other: &Self) -> f64 {
        share(self.common(other), self.letters)
    }

    fn common(&self, other: &Self) -> u64 {
        let mut common = 0;
        let mut theirs = other.sorted.iter().peekable();
        for word in &self.sorted {
            while theirs.next_if(|their| *their < word).is_some() {}
            if theirs.next_if(|their| *their == word).is_some() {
                common += u64::from(word.1);
            }
        }
        common
    }
}

/// The word, or its letters where no space would part it from the next word.
fn parts(word: &str) -> Vec<&str> {
    if word.contains(written_without_spaces) {
        let letters = word.char_indices();
        return letters
            .map(|(place, letter)| &word[place..place + letter.len_utf8()])
            .collect();
    }
    Some(word)
        .filter(|word| !word.is_empty())
        .into_iter()
        .collect()
}

/// Letters of a text are far below 2^52, so nothing is lost.
#[expect(clippy::cast_precision_loss)]
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    part as f64 / whole as f64
}
