//! Which addresses are outside: a name that somebody else brought along must not lead to this machine or its
//! neighbours, whatever the name server says of it.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Looks names up and keeps only what is outside.
#[derive(Debug, Default)]
pub(crate) struct PublicOnly {
    names: DefaultResolver,
    besides: Option<SocketAddr>,
}

/// That a name leads to nothing outside.
#[derive(Debug, thiserror::Error)]
#[error("it is on no machine that everybody can reach")]
pub(crate) struct NotOutside;

/// That a name could not be looked up. Which names there are, a name server tells only where there is a network.
#[derive(Debug, thiserror::Error)]
#[error("the name was not found: {0}")]
pub(crate) struct UnknownName(io::Error);

impl PublicOnly {
    /// One that keeps that address, too, if there is one: a server on this machine that stands in for one outside.
    pub(crate) fn besides(besides: Option<SocketAddr>) -> Self {
        Self {
            besides,
            ..Self::default()
        }
    }
}

impl Resolver for PublicOnly {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let mut outside = self.empty();
        let found = self.names.resolve(uri, config, timeout);
        let found = found.map_err(|error| match error {
            Error::Io(error) => Error::Other(Box::new(UnknownName(error))),
            error => error,
        })?;
        for address in found.iter() {
            if is_outside(address.ip()) || self.besides == Some(*address) {
                outside.push(*address);
            }
        }
        if outside.is_empty() {
            return Err(Error::Other(Box::new(NotOutside)));
        }
        Ok(outside)
    }
}

/// What the registries of special addresses (RFC 6890) leave.
pub(crate) fn is_outside(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_outside_v4(address),
        IpAddr::V6(address) => is_outside_v6(address),
    }
}

fn is_outside_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || a == 0
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b))
        || a >= 224;
    !is_special
}

/// 2000::/3 is what is given out, but for examples, and for what carries an IPv4 address to somewhere else.
fn is_outside_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    a & 0xe000 == 0x2000 && a != 0x2002 && !(a == 0x2001 && (b == 0x0db8 || b < 0x0200))
}

#[cfg(test)]
mod tests {
    use super::is_outside;

    #[test]
    fn nothing_is_sent_to_this_machine_or_its_neighbours() {
        let inside = [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001:db8::1",
        ];
        for address in inside {
            assert_eq!(address.parse().map(is_outside), Ok(false), "{address}");
        }
        for address in ["1.1.1.1", "142.250.74.106", "2a00:1450:4001:80b::200a"] {
            assert_eq!(address.parse().map(is_outside), Ok(true), "{address}");
        }
    }
}
