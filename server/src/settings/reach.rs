//! Where readers reach the paper, and whether those who come unencrypted are sent on.

use std::net::{Ipv6Addr, SocketAddr};
use std::num::NonZeroU16;

use super::source::Source;
use super::{Refused, Tls};

/// Without a setting, it is where the server listens.
pub(super) fn url(
    source: &Source<'_>,
    in_file: Option<String>,
    tls: Option<&Tls>,
    address: SocketAddr,
) -> Result<String, Refused> {
    let url = source
        .setting("DATELINE_URL", "paper.url", in_file)
        .checked(
            match tls {
                Some(_) => "https:// and a host, with a port from 1 to 65535 or none, and without a path, as tls.certificate or tls.acme_directory is set",
                None => "http:// or https:// and a host, with a port from 1 to 65535 or none, and without a path",
            },
            |raw| origin(raw).filter(|url| tls.is_none() || url.starts_with("https://")),
        )?
        .unwrap_or_else(|| match tls {
            Some(_) => format!("https://{address}"),
            None => format!("http://{address}"),
        });
    Ok(url)
}

/// Only a paper of which `url` says that it is encrypted can send anybody on to that.
pub(super) fn https_only(
    source: &Source<'_>,
    in_file: Option<String>,
    url: &str,
) -> Result<bool, Refused> {
    let https_only = source
        .setting("DATELINE_HTTPS_ONLY", "server.https_only", in_file)
        .checked(
            "on or off, and on only with a paper.url of https://",
            |word| match word {
                "on" => url.starts_with("https://").then_some(true),
                "off" => Some(false),
                _ => None,
            },
        )?
        .unwrap_or(false);
    Ok(https_only)
}

/// An address of a host without a path, as it is kept: without the slash at its end.
pub(super) fn origin(raw: &str) -> Option<String> {
    let raw = raw.trim_end_matches('/');
    let place = raw
        .strip_prefix("https://")
        .or_else(|| raw.strip_prefix("http://"))?;
    is_host_with_port(place).then(|| raw.to_owned())
}

/// Whether it is a name or an address, an IPv6 one in brackets, and behind a colon a port that there can be, if any (RFC 3986 section 3.2).
fn is_host_with_port(place: &str) -> bool {
    let (is_host, port) = match place.strip_prefix('[').map(|rest| rest.split_once(']')) {
        Some(Some((address, behind))) => (address.parse::<Ipv6Addr>().is_ok(), behind),
        Some(None) => return false,
        None => {
            let (name, port) = place.split_at(place.find(':').unwrap_or(place.len()));
            let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
            (!name.is_empty() && name.chars().all(is_plain), port)
        }
    };
    let is_port = match port.strip_prefix(':') {
        Some(port) => {
            port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<NonZeroU16>().is_ok()
        }
        None => port.is_empty(),
    };
    is_host && is_port
}
