/// Minutes an adult needs to read `words`, as [`word_count`] counts them, rounded up, never 0.
///
/// 238 words a minute is the mean for English non-fiction in Brysbaert, "How many words do we read
/// per minute?", Journal of Memory and Language 109 (2019), doi:10.1016/j.jml.2019.104047.
#[must_use]
pub fn reading_minutes(words: usize) -> u32 {
    const WORDS_A_MINUTE: usize = 238;
    u32::try_from(words.div_ceil(WORDS_A_MINUTE).max(1)).unwrap_or(u32::MAX)
}

/// How many words `text` has. Scripts that write without spaces count each character as half a word: a Chinese word has about
/// two.
#[must_use]
pub fn word_count(text: &str) -> usize {
    // No letter that is written without spaces is among those of ASCII.
    if text.is_ascii() {
        return text.split_ascii_whitespace().count();
    }
    let halves = |word: &str| match word.chars().filter(|&c| written_without_spaces(c)).count() {
        0 => 2,
        characters => characters,
    };
    let halves: usize = text.split_whitespace().map(halves).sum();
    halves.div_ceil(2)
}

/// Whether it is a Chinese character, a Japanese kana, or a Thai, Lao, Khmer or Burmese letter: in their
/// languages no space parts one word from the next.
#[must_use]
pub fn written_without_spaces(c: char) -> bool {
    matches!(c,
        '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}'
        | '\u{1780}'..='\u{17FF}' | '\u{20000}'..='\u{2FA1F}')
}
