//! The terms of an SPF record as they are written (RFC 7208, sections 4.6 and 5.6).

use std::net::IpAddr;

/// The term that names an address.
pub(super) fn term_for(address: &IpAddr) -> String {
    match address {
        IpAddr::V4(address) => format!("ip4:{address}"),
        IpAddr::V6(address) => format!("ip6:{address}"),
    }
}

/// `name=value` (section 4.6.1).
pub(super) fn modifier(term: &str) -> Option<(String, &str)> {
    let (name, value) = term.split_once('=')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    is_name.then(|| (name.to_lowercase(), value))
}

/// What stands behind `ip4:` or `ip6:`, an address alone or with the length of its network.
pub(super) fn network(text: &str, kind: &str) -> Option<(IpAddr, u8)> {
    let (address, bits) = text.split_once('/').unwrap_or((text, ""));
    let address: IpAddr = address.parse().ok()?;
    let most = if address.is_ipv4() { 32 } else { 128 };
    let bits = if text.contains('/') {
        bits.parse().ok()?
    } else {
        most
    };
    (address.is_ipv4() == (kind == "ip4") && bits <= most).then_some((address, bits))
}

/// `/24`, `//64` or `/24//64`.
pub(super) fn prefixes(text: &str) -> Option<(u8, u8)> {
    let (four, six) = match text.split_once("//") {
        Some((four, six)) => (four.strip_prefix('/').unwrap_or(four), Some(six)),
        None => (text.strip_prefix('/')?, None),
    };
    let four = if four.is_empty() {
        32
    } else {
        four.parse().ok()?
    };
    let six = six.map_or(Some(128), |six| six.parse().ok())?;
    (four <= 32 && six <= 128).then_some((four, six))
}

/// Whether an address is in a network, whose first `bits` bits count.
pub(super) fn is_in(address: IpAddr, network: IpAddr, bits: u8) -> bool {
    let same = |a: u128, b: u128, width: u32| {
        let rest = width.saturating_sub(u32::from(bits));
        a.checked_shr(rest).unwrap_or(0) == b.checked_shr(rest).unwrap_or(0)
    };
    match (address, network) {
        (IpAddr::V4(a), IpAddr::V4(b)) => same(a.to_bits().into(), b.to_bits().into(), 32),
        (IpAddr::V6(a), IpAddr::V6(b)) => same(a.to_bits(), b.to_bits(), 128),
        _ => false,
    }
}
