//! What can be told of an address by reading it.

use url::Url;

use crate::importing::has_scheme;

/// The path of an address within the paper, if it is one, without what stands behind `?` or `#`.
pub(super) fn within<'a>(address: &'a str, url: &str) -> Option<&'a str> {
    let address = address.trim();
    let path = match address.strip_prefix(url).filter(|_| !url.is_empty()) {
        Some("") => "/",
        Some(path) => path,
        None => address,
    };
    if !path.starts_with('/') || path.starts_with("//") {
        return None;
    }
    path.split(['?', '#']).next()
}

/// Why nobody can follow a link, to be read behind "The link …".
pub(super) fn fault(address: &str) -> Option<String> {
    let address = address.trim();
    if matches!(address, "" | "#") {
        return Some("has no address. Say where it leads, or take it out.".to_owned());
    }
    if let Some(rest) = address.strip_prefix("//") {
        let is_whole = has_host(rest) && can_be_read(&format!("https:{address}"));
        return (!is_whole).then(|| malformed(address));
    }
    if address.starts_with(['/', '#', '?']) {
        return None;
    }
    if !has_scheme(address) {
        return Some(format!(
            "leads to `{address}`, which begins like no address. Write one on another site with `https://` in front, one of the \
             paper with `/`."
        ));
    }
    let (scheme, rest) = address.split_once(':')?;
    let is_whole = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.strip_prefix("//").is_some_and(has_host) && can_be_read(address),
        "mailto" => {
            let reader = rest.split('?').next().unwrap_or_default();
            let is_named = |(name, host): (&str, &str)| !name.is_empty() && !host.is_empty();
            reader.rsplit_once('@').is_some_and(is_named)
        }
        "tel" => rest.contains(|c: char| c.is_ascii_digit()),
        _ => {
            return Some(format!(
                "leads to `{address}`, which browsers do not follow. A link begins with `https://`, `mailto:`, `tel:` or `/`."
            ));
        }
    };
    (!is_whole).then(|| malformed(address))
}

fn malformed(address: &str) -> String {
    format!("leads to `{address}`, which is no whole address. Write all of it.")
}

/// Whether a browser finds its way through it (URL Standard, section 4.4).
fn can_be_read(address: &str) -> bool {
    Url::parse(address).is_ok()
}

/// Whether what stands behind `//` begins with the name of a machine (RFC 3986 section 3.2.2).
fn has_host(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let is_literal = host.starts_with('[');
    let name = host.split(':').next().unwrap_or_default();
    let is_name = !name.is_empty()
        && !name.starts_with('.')
        && !name.contains("..")
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '%'));
    is_literal || is_name
}
