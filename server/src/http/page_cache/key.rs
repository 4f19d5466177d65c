//! Under what a page is kept: its path, and of its query what the page asks for. All else that anybody may write into an
//! address shows the same page, so it is the same one.

use app::Address;

/// How long a value in a query may be for its page to be kept. Cursors have some forty letters.
const LONGEST_VALUE: usize = 64;

/// The key of the page at `path`, and what it shows; none for pages that are made for whoever asks: searches, answers to
/// forms, letters, and what is no page.
pub(in crate::http) fn of(path: &str, query: Option<&str>) -> Option<(String, Address)> {
    let address = Address::read(path, query)?;
    let mut key = path.to_owned();
    for name in known(&address)? {
        let value = query.and_then(|query| value(query, name));
        if let Some(value) = value {
            if value.len() > LONGEST_VALUE {
                return None;
            }
            key.push(if key.contains('?') { '&' } else { '?' });
            key.push_str(name);
            key.push('=');
            key.push_str(value);
        }
    }
    Some((key, address))
}

/// What may stand in the query of such an address.
fn known(address: &Address) -> Option<&'static [&'static str]> {
    match address {
        Address::Front | Address::About(_) | Address::Offline => Some(&[]),
        Address::Section { .. }
        | Address::Topic { .. }
        | Address::Author { .. }
        | Address::Corrections { .. } => Some(&["after"]),
        Address::Archive { .. } => Some(&["day"]),
        Address::Changes { .. } => Some(&["since"]),
        Address::Article { .. } => Some(&["after", "before", "entry"]),
        Address::StayInTouch { .. }
        | Address::Letters
        | Address::Letter { .. }
        | Address::Issue { .. }
        | Address::Search(_)
        | Address::Catalogue(_)
        | Address::Tampered => None,
    }
}

/// The first value of `name`, as pages read it.
fn value<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (key == name).then_some(value)
    })
}
