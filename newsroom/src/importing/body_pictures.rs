//! Pictures in a body: where their addresses stand in the Markdown, and the Markdown with others.
//!
//! The parser tells what is a picture, so that one in a code block is left alone. It does not tell
//! where in the text the address stands, which is found by the grammar of CommonMark 0.31 section
//! 6.3 and then proved: the rewritten body is parsed again and has to show what was meant.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::front_matter::Placed;

/// What the paper's renderer understands; a picture has to be found where it will be shown.
pub(crate) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH);

/// A picture's address in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// What it means, escapes resolved.
    pub(super) means: String,
    /// Where it is written.
    at: Range<usize>,
}

/// The addresses of a body's pictures that are files beside it, each with its line in the body.
pub(super) fn beside(body: &str) -> Vec<Placed<Address>> {
    addresses(body)
        .into_iter()
        .filter(|address| is_file(&address.means))
        .map(|value| Placed {
            line: line_of(body, value.at.start),
            value,
        })
        .collect()
}

/// The addresses of pictures on other sites, which the paper does not show.
pub(super) fn elsewhere(body: &str) -> Vec<Placed<String>> {
    addresses(body)
        .into_iter()
        .filter(|address| has_scheme(&address.means) || address.means.starts_with("//"))
        .map(|address| Placed {
            line: line_of(body, address.at.start),
            value: address.means,
        })
        .collect()
}

/// The body with the address at each place exchanged. `None` when the result would not show
/// exactly those pictures, as with an address that is broken across lines of a quotation.
pub(super) fn rewritten(body: &str, exchanges: &[(Address, String)]) -> Option<String> {
    let by_place: BTreeMap<usize, &(Address, String)> = exchanges
        .iter()
        .map(|exchange| (exchange.0.at.start, exchange))
        .collect();
    let mut new = String::with_capacity(body.len() + exchanges.len() * 48);
    let mut copied = 0;
    for (address, path) in by_place.values() {
        new.push_str(body.get(copied..address.at.start)?);
        new.push_str(path);
        copied = address.at.end;
    }
    new.push_str(body.get(copied..)?);

    let meant = shown(body).into_iter().map(|address| {
        exchanges
            .iter()
            .find(|(old, _)| old.means == address)
            .map_or(address, |(_, path)| path.clone())
    });
    meant.eq(shown(&new)).then_some(new)
}

/// Whether an address is a path beside the file: not one of this site, nor of another.
fn is_file(address: &str) -> bool {
    !address.is_empty() && !address.starts_with(['/', '#', '?']) && !has_scheme(address)
}

/// Whether an address begins like `https:` (RFC 3986 section 3.1).
pub(crate) fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    })
}

fn line_of(body: &str, place: usize) -> usize {
    1 + body[..place].matches('\n').count()
}

/// The addresses of all pictures in order, as a renderer gets them.
fn shown(body: &str) -> Vec<String> {
    Parser::new_ext(body, OPTIONS)
        .filter_map(|event| match event {
            Event::Start(Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
            _ => None,
        })
        .collect()
}

/// Every address that pictures use, once for each place it is written at.
fn addresses(body: &str) -> Vec<Address> {
    if !body.contains("![") {
        return Vec::new();
    }
    let mut events = Parser::new_ext(body, OPTIONS).into_offset_iter();
    let mut found = BTreeMap::new();
    while let Some((event, whole)) = events.next() {
        let Event::Start(Tag::Image {
            link_type,
            dest_url,
            id,
            ..
        }) = event
        else {
            continue;
        };
        let start = match link_type {
            LinkType::Inline => after_words(body, &mut events, whole),
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => events
                .reference_definitions()
                .get(&id)
                .and_then(|definition| after(body, "]:", definition.span.clone())),
            _ => None,
        };
        if let Some(at) = start.and_then(|start| address_at(body, start)) {
            let means = dest_url.into_string();
            found.insert(at.start, Address { means, at });
        }
    }
    found.into_values().collect()
}

/// Where the address of an inline picture may begin: after the `](` behind its words.
///
/// The words may hold pictures of their own; CommonMark shows only the words of those, so they are
/// passed over with the rest.
fn after_words<'a>(
    body: &str,
    events: &mut impl Iterator<Item = (Event<'a>, Range<usize>)>,
    whole: Range<usize>,
) -> Option<usize> {
    let mut depth = 1;
    let mut words_end = whole.start + "!".len();
    for (event, range) in events {
        match event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(pulldown_cmark::TagEnd::Image) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        words_end = words_end.max(range.end);
    }
    after(body, "](", words_end..whole.end)
}

fn after(body: &str, mark: &str, range: Range<usize>) -> Option<usize> {
    let found = body.get(range.clone())?.find(mark)?;
    Some(range.start + found + mark.len())
}

/// The address that begins at `start` or after white space: in angle brackets, or up to the next
/// white space or the parenthesis that closes the link.
fn address_at(body: &str, start: usize) -> Option<Range<usize>> {
    let rest = body.get(start..)?;
    let start = start + (rest.len() - rest.trim_start().len());
    let rest = &body[start..];
    let in_brackets = rest.starts_with('<');
    let first = usize::from(in_brackets);
    let mut depth = 0_u32;
    let mut is_escaped = false;
    let end = rest[first..].find(|c: char| {
        let ends = match c {
            _ if is_escaped => false,
            '>' if in_brackets => true,
            _ if in_brackets => false,
            ')' if depth == 0 => true,
            ')' => {
                depth -= 1;
                false
            }
            '(' => {
                depth += 1;
                false
            }
            other => other.is_ascii_whitespace(),
        };
        is_escaped = c == '\\' && !is_escaped;
        ends
    });
    let end = end.unwrap_or(rest.len() - first) + first + start;
    Some(start + first..end)
}
