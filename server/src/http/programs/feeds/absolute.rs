//! Addresses in a story's HTML, made whole: a feed is read far from the page they were written for.

use std::borrow::Cow;

/// The page that addresses are relative to.
pub(super) struct Base {
    /// Scheme and host.
    origin: String,
    /// The page's own address.
    page: String,
}

impl Base {
    /// The page at `path` of the site at `origin`.
    pub(super) fn new(origin: &str, path: &str) -> Self {
        Self {
            origin: origin.to_owned(),
            page: format!("{origin}{path}"),
        }
    }

    /// `html`, which comes from our own renderer, with every address in it whole. There, `<` is always
    /// the start of a tag and a value is always in double quotes.
    pub(super) fn make_whole(&self, html: &str) -> String {
        let mut whole = String::with_capacity(html.len() + html.len() / 8);
        let mut rest = html;
        while let Some(start) = rest.find('<') {
            let (text, from_tag) = rest.split_at(start);
            let (tag, after) = from_tag.split_at(length_of_tag(from_tag));
            whole.push_str(text);
            self.tag(tag, &mut whole);
            rest = after;
        }
        whole.push_str(rest);
        whole
    }

    fn tag(&self, tag: &str, whole: &mut String) {
        let mut rest = tag;
        while let Some(quote) = rest.find("=\"") {
            let (before, value_on) = rest.split_at(quote + 2);
            let Some((value, _)) = value_on.split_once('"') else {
                break;
            };
            whole.push_str(before);
            let name = before[..quote].rsplit(char::is_whitespace).next();
            match name.unwrap_or_default() {
                "href" | "src" | "cite" => whole.push_str(&self.address(value)),
                "srcset" => whole.push_str(&self.candidates(value)),
                _ => whole.push_str(value),
            }
            rest = &value_on[value.len()..];
        }
        whole.push_str(rest);
    }

    /// As RFC 3986 section 5.2 resolves it, except for dots in paths, which every reader resolves.
    fn address<'a>(&self, address: &'a str) -> Cow<'a, str> {
        if address.is_empty() || has_scheme(address) {
            return Cow::Borrowed(address);
        }
        let before = if address.starts_with("//") {
            self.origin
                .split_once("//")
                .map_or("", |(scheme, _)| scheme)
        } else if address.starts_with('/') {
            &self.origin
        } else if address.starts_with(['#', '?']) {
            &self.page
        } else {
            let folder = self.page.rfind('/').map_or(0, |slash| slash + 1);
            &self.page[..folder]
        };
        Cow::Owned(format!("{before}{address}"))
    }

    /// The pictures of a `srcset`, each an address and what it is for.
    fn candidates(&self, value: &str) -> String {
        let candidates: Vec<String> = value
            .split(',')
            .map(|candidate| {
                let candidate = candidate.trim();
                let (address, size) = candidate.split_once(' ').unwrap_or((candidate, ""));
                format!("{} {size}", self.address(address))
                    .trim_end()
                    .to_owned()
            })
            .collect();
        candidates.join(", ")
    }
}

fn length_of_tag(html: &str) -> usize {
    let mut quoted = false;
    for (place, byte) in html.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return place + 1,
            _ => {}
        }
    }
    html.len()
}

fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    })
}
