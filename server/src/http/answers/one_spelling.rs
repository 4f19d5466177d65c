//! The one spelling of an address that was written in another way.

/// `path` without a slash at its end and without escapes that say nothing: a letter, a digit, `-`, `.`, `_` or `~` is the same
/// as its escape (RFC 3986, section 6.2.2.2), and some programs that pass links on escape them. None where it is written so.
pub(in crate::http) fn of(path: &str) -> Option<String> {
    let mut spelled = String::with_capacity(path.len());
    let mut rest = path.strip_suffix('/').unwrap_or(path);
    while let Some((before, behind)) = rest.split_once('%') {
        spelled.push_str(before);
        let said = behind.get(..2).and_then(unreserved);
        spelled.push(said.unwrap_or('%'));
        rest = if said.is_some() { &behind[2..] } else { behind };
    }
    spelled.push_str(rest);
    (spelled != path).then_some(spelled)
}

/// What two hexadecimal digits stand for, if it needs no escape.
fn unreserved(digits: &str) -> Option<char> {
    let is_hexadecimal = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let byte = u8::from_str_radix(digits, 16).ok()?;
    let needs_none = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    (is_hexadecimal && needs_none).then_some(byte.into())
}
