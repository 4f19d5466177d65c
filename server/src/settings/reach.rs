//! Where readers reach the paper, and whether those who come unencrypted are sent on.

use std::net::SocketAddr;

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
                Some(_) => "https:// and a host, without a path, as tls.certificate or tls.acme_directory is set",
                None => "http:// or https:// and a host, without a path",
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
    let host = raw
        .strip_prefix("https://")
        .or_else(|| raw.strip_prefix("http://"))?;
    let plain = !host.is_empty()
        && host
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']'));
    plain.then(|| raw.to_owned())
}
