//! Searching: from what a reader typed to what the store is asked.
//!
//! Readers type words, names and quotations, not expressions. So every word has to be in the story,
//! in any order; `"quoted words"` stand together; `-word` must not be there; the last word may be
//! the beginning of one, because it is still being typed. Nothing else has a meaning, and nothing
//! a reader types is a mistake.

mod passage;

use domain::written_without_spaces;

pub(crate) use passage::Finder;
pub use passage::Passage;

/// The longest search, in characters. A longer one is no search but a pasted text.
pub const LONGEST: usize = 200;

/// How many words and quotations of a search count; those after them are left out.
const MOST: usize = 12;

/// What to look for: at least one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    wanted: Vec<Words>,
    unwanted: Vec<Words>,
}

/// One word, or several that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Words {
    words: Vec<String>,
    /// Whether the last of them may go on.
    open: bool,
}

/// Why nothing is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSearch {
    /// There is not one letter or digit in it.
    Wordless,
    /// It is longer than [`LONGEST`].
    TooLong,
}

impl Search {
    /// Reads what somebody typed.
    ///
    /// # Errors
    /// [`NoSearch`] where there is nothing to look for.
    pub fn read(typed: &str) -> Result<Self, NoSearch> {
        if typed.chars().nth(LONGEST).is_some() {
            return Err(NoSearch::TooLong);
        }
        let mut search = Self {
            wanted: Vec::new(),
            unwanted: Vec::new(),
        };
        // Every second part stands between quotation marks; a mark that is never closed closes at the end.
        for (number, part) in typed.split(['"', '“', '”', '„', '«', '»']).enumerate() {
            if number % 2 == 1 {
                search.want(part, false);
                continue;
            }
            for word in part.split_whitespace() {
                match word.strip_prefix('-') {
                    Some(unwanted) => search.unwanted.extend(Words::of(unwanted, false)),
                    None => search.want(word, false),
                }
            }
        }
        let last_is_unwanted = typed
            .rsplit(char::is_whitespace)
            .next()
            .is_some_and(|last| last.starts_with('-'));
        let is_typing = typed.ends_with(char::is_alphanumeric) && !last_is_unwanted;
        if let Some(last) = search.wanted.last_mut() {
            last.open = is_typing;
        }
        search.wanted.truncate(MOST);
        search.unwanted.truncate(MOST);
        if search.wanted.is_empty() {
            return Err(NoSearch::Wordless);
        }
        Ok(search)
    }

    fn want(&mut self, text: &str, open: bool) {
        self.wanted.extend(Words::of(text, open));
    }

    /// The search in the language of SQLite's FTS5 (sqlite.org/fts5.html, section 3). Every word is
    /// quoted, so none can be an operator. Words have to be in `columns` and must not be in `any`; it is
    /// kept to a section if there is one.
    pub(crate) fn fts5(&self, columns: &str, any: &str, within: Option<i64>) -> String {
        let all = |words: &[Words], joint: &str| {
            let words: Vec<String> = words.iter().map(Words::fts5).collect();
            words.join(joint)
        };
        let wanted = all(&self.wanted, " AND ");
        // Looking at columns costs half as much again, and all but the scope are meant.
        let is_everywhere = columns == ALL && any == ALL && !self.could_be_scope();
        let within_columns = |columns: &str, words: &str| match is_everywhere {
            true => format!("({words})"),
            false => format!("({{{columns}}} : ({words}))"),
        };
        let mut fts5 = within_columns(columns, &wanted);
        if let Some(within) = within {
            fts5.push_str(&format!(" AND scope : {}", section(within)));
        }
        if !self.unwanted.is_empty() {
            let unwanted = all(&self.unwanted, " OR ");
            fts5 = format!("({fts5}) NOT {}", within_columns(any, &unwanted));
        }
        fts5
    }

    /// The same for whole words only; `None` if it asks for no beginning of a word.
    pub(crate) fn of_whole_words(&self) -> Option<Self> {
        let mut whole = self.clone();
        let last = whole.wanted.last_mut().filter(|last| last.is_beginning())?;
        last.open = false;
        Some(whole)
    }

    /// Whether one of the words may be taken for an article's section, which stands in its scope.
    fn could_be_scope(&self) -> bool {
        let all = self.wanted.iter().chain(&self.unwanted);
        let mut words = all.flat_map(|it| &it.words);
        words.any(|word| {
            let digits = word.strip_prefix(['s', 'S']);
            digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
        })
    }

    /// The same without the beginning of a word that it ends with; `None` if there is none, or nothing else.
    pub(crate) fn without_beginning(&self) -> Option<Self> {
        let (last, others) = self.wanted.split_last()?;
        let few = last.is_beginning() && last.words.len() == 1 && !others.is_empty();
        few.then(|| Self {
            wanted: others.to_vec(),
            unwanted: self.unwanted.clone(),
        })
    }

    /// Whether there are words that must not be in a story.
    pub(crate) fn excludes(&self) -> bool {
        !self.unwanted.is_empty()
    }
}

/// Every column that has words of the article.
pub(crate) const ALL: &str = "headline standfirst body names";
/// Those that have a few of them.
pub(crate) const HEADS: &str = "headline standfirst names";

impl Words {
    fn of(text: &str, open: bool) -> Option<Self> {
        let parted = parted(text);
        let words: Vec<String> = parted
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        (!words.is_empty()).then_some(Self { words, open })
    }

    /// Whether the last word may go on. A single letter is the beginning of half the dictionary.
    fn is_beginning(&self) -> bool {
        let last = self.words.last().map_or(0, |word| word.chars().count());
        self.open && last > 1
    }

    fn fts5(&self) -> String {
        let star = if self.is_beginning() { "*" } else { "" };
        format!("\"{}\"{star}", self.words.join(" "))
    }
}

/// The word that an article of a section has in its scope.
pub(crate) fn section(id: i64) -> String {
    format!("s{id}")
}

/// Between two words that are written without a space.
const JOINT: char = '\u{200B}';

/// `text` with every ideograph and kana as a word of its own: Chinese and Japanese have no spaces, so a
/// search for a word would otherwise find it only where a sentence begins with it.
pub(crate) fn parted(text: &str) -> String {
    if !text.contains(written_without_spaces) {
        return text.to_owned();
    }
    let mut parted = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if written_without_spaces(c) {
            parted.extend([JOINT, c, JOINT]);
        } else {
            parted.push(c);
        }
    }
    parted
}

/// What [`parted`] made, as it was.
pub(crate) fn joined(parted: &str) -> String {
    parted.replace(JOINT, "")
}
