use std::fmt;
use std::str::FromStr;

use domain::Refusal;

/// An address of the paper that leads elsewhere: its path, with a query if it had one, in one spelling. A slash at its end counts
/// for nothing, and what is not ASCII is percent-encoded (RFC 3986 section 2.1), as browsers send it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OldAddress(String);

impl OldAddress {
    /// The longest, in bytes as it is sent.
    pub const LONGEST: usize = 1000;

    /// Reads what somebody typed or pasted; `url` is where readers reach the paper, which may stand before the path.
    ///
    /// # Errors
    /// Why it is none.
    pub fn read(raw: &str, url: &str) -> Result<Self, Refusal> {
        let raw = raw.trim();
        let path = match raw.strip_prefix(url).filter(|_| !url.is_empty()) {
            Some(path) if path.starts_with('/') => path,
            Some(_) | None => raw,
        };
        path.parse()
    }

    /// The address as it is kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its path without the query.
    #[must_use]
    pub fn path(&self) -> &str {
        self.0.split('?').next().unwrap_or_default()
    }
}

impl FromStr for OldAddress {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        let refuse = |why: &str| {
            Err(Refusal::new(format!(
                "`{raw}` cannot lead elsewhere: {why}"
            )))
        };
        if !raw.starts_with('/') || raw.starts_with("//") {
            return refuse(
                "it is no address of this paper. Write what stands behind its name, such as /2019/05/old-story.",
            );
        }
        if raw.contains('#') {
            return refuse("browsers do not send what stands behind #. Leave that out.");
        }
        if raw
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || c == '\\')
        {
            return refuse("there is a space in it, or something that no address has.");
        }
        if raw.contains(char::REPLACEMENT_CHARACTER) {
            return refuse(
                "a letter of it is lost. Save the file as UTF-8, and take it from there again.",
            );
        }
        let written = encoded(raw);
        if written.len() > Self::LONGEST {
            return refuse("it is too long.");
        }
        let (path, query) = match written.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (written.as_str(), None),
        };
        let path = path.trim_end_matches('/');
        if path.is_empty() && query.is_none() {
            return refuse("that is the front page.");
        }
        if path.is_empty() {
            return refuse("the front page answers there, whatever stands behind ?.");
        }
        Ok(Self(match query {
            Some(query) => format!("{path}?{query}"),
            None => path.to_owned(),
        }))
    }
}

impl fmt::Display for OldAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is not ASCII percent-encoded, and what is encoded already with capital figures, so that there is one spelling.
fn encoded(raw: &str) -> String {
    let mut written = String::with_capacity(raw.len());
    let mut figures = 0;
    for c in raw.chars() {
        if figures > 0 {
            figures -= 1;
            written.push(c.to_ascii_uppercase());
        } else if c.is_ascii() {
            figures = if c == '%' { 2 } else { 0 };
            written.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                written.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    written
}
