//! Where in a story the words stand that were looked for.
//!
//! SQLite can tell that too (`snippet`), but only by looking for them once more; and for the beginning of a word it
//! gathers every story of the paper that has a word with it. A story's own words are a few hundred.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Search, Words, joined};

/// How many words a passage has.
const LONG: usize = 28;
/// How many of them stand before the first that was looked for.
const BEFORE: usize = 8;
const CUT: &str = "…";

/// A stretch of text from a story that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passage {
    /// What stands around the words.
    Around(String),
    /// Words that were looked for.
    Found(String),
}

/// Finds the words of one search in many stories.
#[derive(Debug)]
pub(crate) struct Finder {
    /// Every word that is looked for, those of one quotation after each other. A search of
    /// [`LONGEST`](super::LONGEST) characters has no more than there are bits in [`Which`].
    words: Vec<Word>,
    wanted: Vec<Run>,
    unwanted: Vec<Run>,
}

#[derive(Debug)]
struct Word {
    folded: String,
    /// Whether it may go on.
    open: bool,
}

/// Words that have to stand together: the number of the first, and how many they are.
#[derive(Debug, Clone, Copy)]
struct Run {
    first: usize,
    length: usize,
}

/// Which of the words that are looked for a word of the story is: a bit for each.
type Which = u128;

/// A word of the story.
struct Token {
    start: usize,
    end: usize,
    which: Which,
}

impl Finder {
    pub(crate) fn of(search: &Search) -> Self {
        let mut words = Vec::new();
        let wanted = search.wanted.iter().map(|it| run(it, &mut words)).collect();
        let unwanted = search.unwanted.iter();
        let unwanted = unwanted.map(|it| run(it, &mut words)).collect();
        Self {
            words,
            wanted,
            unwanted,
        }
    }

    /// Whether a word stands in the text that must not.
    pub(crate) fn is_unwanted(&self, text: &str) -> bool {
        if self.unwanted.is_empty() {
            return false;
        }
        // Most words that many would not have stand near the beginning: the rest need not be read.
        let mut tokens = Vec::new();
        self.tokens(text).any(|token| {
            tokens.push(token);
            self.unwanted.iter().any(|run| run.is_last_of(&tokens))
        })
    }

    /// Whether what is looked for last stands in the text.
    pub(crate) fn has_last(&self, text: &str) -> bool {
        let mut tokens = Vec::new();
        self.wanted.last().is_some_and(|run| {
            self.tokens(text).any(|token| {
                tokens.push(token);
                run.is_last_of(&tokens)
            })
        })
    }

    /// The passage of the text that has the most of what is looked for, the first of several.
    pub(crate) fn passage(&self, text: &str) -> Vec<Passage> {
        let tokens: Vec<Token> = self.tokens(text).collect();
        let found = self.found(&tokens);
        let last = tokens.len().saturating_sub(LONG);
        let begins = found
            .iter()
            .map(|(place, ..)| place.saturating_sub(BEFORE).min(last));
        let mut best = (0, 0);
        for begin in begins {
            let has = self.has(&found, begin);
            if has > best.0 {
                best = (has, begin);
            }
        }
        cut_out(text, &tokens, &found, best.1)
    }

    /// How many of the things that are looked for stand in the passage that begins there.
    fn has(&self, found: &[(usize, usize, usize)], begin: usize) -> u32 {
        let inside = found
            .iter()
            .filter(|(place, length, _)| *place >= begin && place + length <= begin + LONG);
        let which = inside.fold(0_u128, |which, (_, _, what)| which | 1 << what);
        which.count_ones()
    }

    /// Where what is looked for stands: its place among the words of the text, how many it has, and which it is.
    fn found(&self, tokens: &[Token]) -> Vec<(usize, usize, usize)> {
        let mut found = Vec::new();
        for place in 0..tokens.len() {
            for (what, run) in self.wanted.iter().enumerate() {
                if run.is_at(tokens, place) {
                    found.push((place, run.length, what));
                }
            }
        }
        found
    }

    fn tokens<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Token> + 'a {
        let mut begun = None;
        let mut folded = String::new();
        let letters = text.char_indices().chain([(text.len(), ' ')]);
        letters.filter_map(move |(at, c)| {
            let goes_on =
                c.is_alphanumeric() || (begun.is_some() && !c.is_ascii() && is_combining_mark(c));
            match (begun, goes_on) {
                (None, true) => begun = Some(at),
                (Some(start), false) => {
                    begun = None;
                    let which = self.which(&text[start..at], &mut folded);
                    let end = at;
                    return Some(Token { start, end, which });
                }
                (None, false) | (Some(_), true) => {}
            }
            None
        })
    }

    /// `folded` is room to write in, kept from one word to the next.
    fn which(&self, word: &str, folded: &mut String) -> Which {
        let word = if word.is_ascii() {
            word
        } else {
            fold(word, folded);
            folded
        };
        let words = self.words.iter().enumerate();
        let same = words.filter(|(_, it)| it.is(word));
        same.fold(0, |which, (number, _)| which | 1 << number)
    }
}

impl Word {
    /// Whether it is that word, which is folded but for the case of Latin letters.
    fn is(&self, word: &str) -> bool {
        let (folded, word) = (self.folded.as_bytes(), word.as_bytes());
        match word.split_at_checked(folded.len()) {
            Some((begin, rest)) => {
                (self.open || rest.is_empty()) && begin.eq_ignore_ascii_case(folded)
            }
            None => false,
        }
    }
}

impl Run {
    /// Whether the last words are those.
    fn is_last_of(self, tokens: &[Token]) -> bool {
        let place = tokens.len().checked_sub(self.length);
        place.is_some_and(|place| self.is_at(tokens, place))
    }

    fn is_at(self, tokens: &[Token], place: usize) -> bool {
        let tokens = tokens.get(place..place + self.length).unwrap_or_default();
        !tokens.is_empty()
            && tokens
                .iter()
                .zip(self.first..)
                .all(|(token, word)| token.which >> word & 1 == 1)
    }
}

fn run(looked_for: &Words, words: &mut Vec<Word>) -> Run {
    let first = words.len();
    let length = looked_for.words.len();
    for (number, word) in looked_for.words.iter().enumerate() {
        let mut folded = String::new();
        fold(word, &mut folded);
        let open = number + 1 == length && looked_for.is_beginning();
        words.push(Word { folded, open });
    }
    Run { first, length }
}

/// The word without what makes no difference: case and accents.
fn fold(word: &str, folded: &mut String) {
    folded.clear();
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
    } else {
        let letters = word.nfd().filter(|c| !is_combining_mark(*c));
        folded.extend(letters.flat_map(char::to_lowercase));
    }
}

fn cut_out(
    text: &str,
    tokens: &[Token],
    found: &[(usize, usize, usize)],
    begin: usize,
) -> Vec<Passage> {
    let end = begin + LONG;
    let (mut at, before) = match tokens.get(begin) {
        Some(token) if begin > 0 => (token.start, CUT),
        Some(_) | None => (0, ""),
    };
    let (until, after) = match tokens.get(end - 1) {
        Some(token) if end < tokens.len() => (token.end, CUT),
        Some(_) | None => (text.len(), ""),
    };
    let mut passage = Vec::new();
    let mut around = before.to_owned();
    for (place, length, _) in found {
        if *place < begin || place + length > end {
            continue;
        }
        let (from, to) = (tokens[*place].start, tokens[place + length - 1].end);
        if to <= at {
            continue;
        }
        around.push_str(&joined(&text[at..from.max(at)]));
        passage.push(Passage::Around(std::mem::take(&mut around)));
        passage.push(Passage::Found(joined(&text[from.max(at)..to])));
        at = to;
    }
    around.push_str(&joined(&text[at..until]));
    around.push_str(after);
    passage.push(Passage::Around(around));
    passage.retain(|part| match part {
        Passage::Around(text) | Passage::Found(text) => !text.is_empty(),
    });
    passage
}
