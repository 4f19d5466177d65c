//! One rule for every short text of the paper: a single line, trimmed, visible, of bounded length.

use crate::Refusal;

/// Characters that reorder the text around them. One in a headline could make another story's
/// headline read backwards ("Trojan Source", Boucher and Anderson, 2021, CVE-2021-42574).
fn overrides_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Characters that stand in a text and leave no mark: those that Unicode has programs pass over in silence
/// (`Default_Ignorable_Code_Point`, of the plane that all living scripts are in), and the Braille pattern without dots.
fn leaves_no_mark(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
    )
}

/// Whether nobody sees anything where `text` stands: it is empty, white space, or characters that leave no mark.
#[must_use]
pub fn shows_nothing(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || leaves_no_mark(c))
}

/// Whether `raw` is ASCII and on one line already, so that nothing has to be looked at twice.
fn is_plain_line(raw: &str) -> bool {
    let mut is_after_space = true;
    let is_plain = raw.bytes().all(|byte| {
        let is_space = byte == b' ';
        let is_doubled = is_space && is_after_space;
        is_after_space = is_space;
        matches!(byte, b' '..=b'~') && !is_doubled
    });
    // The empty one is as after a space.
    is_plain && !is_after_space
}

/// `raw` on one line: every run of white space becomes one space, none at the ends.
///
/// # Errors
/// When nothing but white space is in it, when it has a control or direction-overriding character, or when
/// it is longer than `limit` characters (Unicode scalar values).
pub fn line(raw: &str, what: &str, limit: usize) -> Result<String, Refusal> {
    // Most are, and come from the store by the hundred.
    if is_plain_line(raw) && raw.len() <= limit {
        return Ok(raw.to_owned());
    }
    let line = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return Err(Refusal::new(format!("{what} is empty.")));
    }
    if let Some(bad) = line
        .chars()
        .find(|&c| c.is_control() || overrides_direction(c))
    {
        return Err(Refusal::new(format!(
            "{what} has a character that cannot be shown (U+{:04X}).",
            u32::from(bad)
        )));
    }
    let length = line.chars().count();
    if length > limit {
        return Err(Refusal::new(format!(
            "{what} has {length} characters; at most {limit} fit."
        )));
    }
    Ok(line)
}

/// Gives a one-line text type its only ways in and out: `parse`, serde through `parse`, and `Display`.
macro_rules! one_line {
    ($type:ident, $what:literal, $limit:literal) => {
        impl std::str::FromStr for $type {
            type Err = $crate::Refusal;

            fn from_str(raw: &str) -> Result<Self, Self::Err> {
                $crate::text::line(raw, $what, $limit).map(Self)
            }
        }

        $crate::text::checked_string!($type);
    };
}

/// The same for any checked text that already has `FromStr`.
macro_rules! checked_string {
    ($type:ident) => {
        impl TryFrom<String> for $type {
            type Error = $crate::Refusal;

            fn try_from(raw: String) -> Result<Self, Self::Error> {
                raw.parse()
            }
        }

        impl From<$type> for String {
            fn from(value: $type) -> Self {
                value.0
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl $type {
            /// The text as it stands.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

pub(crate) use {checked_string, one_line};
