//! A name in the head of a letter, whatever stands in it (RFC 5322 section 3.2.5).

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

/// The longest line of a head, in characters (RFC 5322 section 2.1.1).
const LINE: usize = 78;
/// As many bytes fit into an encoded word of 75 characters (RFC 2047 section 2).
const IN_A_WORD: usize = 45;

/// A name before what stands between angle brackets, of which there is one, as the value of a field of that name.
pub(super) fn before(name: &str, bracketed: &str, field: &str) -> String {
    let name = phrase(&name.replace(['<', '>'], ""));
    let length = field.len() + ": ".len() + name.len() + 1 + bracketed.len();
    let gap = if length <= LINE { " " } else { "\r\n " };
    format!("{name}{gap}{bracketed}")
}

fn phrase(name: &str) -> String {
    // The characters of an atom (RFC 5322 section 3.2.3) but those with which an encoded word begins.
    let is_plain = |c: char| c.is_ascii_alphanumeric() || " !#$%&'*+-/^_`{|}~".contains(c);
    if name.chars().all(is_plain) {
        return name.to_owned();
    }
    if name.is_ascii() {
        let escaped = name.replace('\\', r"\\").replace('"', r#"\""#);
        return format!("\"{escaped}\"");
    }
    let mut words: Vec<String> = Vec::new();
    for c in name.chars() {
        match words.last_mut() {
            Some(word) if word.len() + c.len_utf8() <= IN_A_WORD => word.push(c),
            _ => words.push(c.to_string()),
        }
    }
    let encoded = |word: &String| format!("=?utf-8?b?{}?=", BASE64_STANDARD.encode(word));
    let words: Vec<String> = words.iter().map(encoded).collect();
    words.join("\r\n ")
}
