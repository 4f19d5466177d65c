//! Where a request comes from, and how: the one place that says so, for all that is counted by it.
//!
//! Behind a proxy every connection is the proxy's, and what it says of the reader stands in a header that anybody can send. So the
//! header is believed from the proxies that are named, and read from its end: each of them adds whom it was asked by, and what
//! stands before the first stranger is the stranger's word.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Extensions, HeaderMap};
use axum::middleware::Next;
use axum::response::Response;

use super::reader_scheme;
use crate::settings::{Forwarding, Proxies};

/// Noted on a request; none if only the paper's own machines have to do with it.
#[derive(Debug, Clone, Copy)]
struct ReaderAddress(Option<IpAddr>);

/// Noted on a request that a proxy of ours passes on from somebody who sent it unencrypted.
#[derive(Debug, Clone, Copy)]
pub(in crate::http) struct Unencrypted;

/// Notes on each request where it comes from.
pub(in crate::http) async fn note(
    State(proxies): State<Arc<Proxies>>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map(|ConnectInfo(peer)| *peer);
    let from = behind(peer, &proxies, request.headers());
    if stranger(peer, &proxies).is_none()
        && reader_scheme::is_unencrypted(proxies.header, request.headers())
    {
        request.extensions_mut().insert(Unencrypted);
    }
    request.extensions_mut().insert(ReaderAddress(from));
    next.run(request).await
}

/// Where a request of `peer` comes from; who asks without a connection is part of this program.
pub(in crate::http) fn behind(
    peer: Option<SocketAddr>,
    proxies: &Proxies,
    headers: &HeaderMap,
) -> Option<IpAddr> {
    stranger(peer, proxies).or_else(|| told(proxies, headers))
}

/// The peer, if it is none of our proxies.
fn stranger(peer: Option<SocketAddr>, proxies: &Proxies) -> Option<IpAddr> {
    let peer = peer?.ip().to_canonical();
    (!proxies.trust(peer)).then_some(peer)
}

/// Where a request comes from. Whoever asks from a proxy itself, or from the paper's own machine, is not counted.
pub(in crate::http) fn of(request: &Request) -> Option<IpAddr> {
    noted(request.extensions())
}

/// The same of a request that was taken apart.
pub(in crate::http) fn noted(extensions: &Extensions) -> Option<IpAddr> {
    extensions.get::<ReaderAddress>()?.0
}

/// Somebody with IPv6 has a network of at least 64 bits (RFC 6177) and could ask from each of its addresses.
pub(in crate::http) fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let network = u128::from(address) & (u128::MAX << 64);
            IpAddr::V6(Ipv6Addr::from(network))
        }
    }
}

/// The last address of the chain that is none of our proxies. Where a proxy does not know it, nobody does.
fn told(proxies: &Proxies, headers: &HeaderMap) -> Option<IpAddr> {
    let lines = headers.get_all(proxies.header.name());
    let lines = lines.iter().rev().map(|line| line.to_str().unwrap_or(""));
    let mut chain = lines.flat_map(|line| line.rsplit(','));
    loop {
        let entry = chain.next()?;
        let address = match proxies.header {
            Forwarding::XForwardedFor => address(entry.trim()),
            Forwarding::Forwarded => address(forwarded_for(entry)?),
        }?;
        if !proxies.trust(address) {
            return Some(address);
        }
    }
}

/// The value of `for` in an element of `Forwarded` (RFC 7239 section 4).
fn forwarded_for(element: &str) -> Option<&str> {
    element.split(';').find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        let is_for = name.eq_ignore_ascii_case("for");
        is_for.then(|| value.trim().trim_matches('"'))
    })
}

/// An address, with a port or without.
fn address(written: &str) -> Option<IpAddr> {
    let bare = written.trim_start_matches('[').trim_end_matches(']');
    let address = bare.parse::<IpAddr>();
    let address = address.or_else(|_| written.parse().map(|it: SocketAddr| it.ip()));
    Some(address.ok()?.to_canonical())
}
