//! Who may come in: one network has so many connections at once and no more, so that whoever opens all they can leaves room for
//! the others. It is looked at before a byte is read, so it goes by the address of the connection alone: a proxy brings all its
//! readers from one, and has no limit.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rustix::net::{RecvFlags, SendFlags, Shutdown};
use tokio::net::TcpStream;

use super::places::{Place, Places};
use crate::settings::Proxies;

/// What somebody is told who has no place, where it can be told at all: on a connection that is not encrypted.
const FULL: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\n\
retry-after: 30\r\ncache-control: no-store\r\nconnection: close\r\n\r\n\
Too many connections come from your network. Please close some, or try again in half a minute.\n";

/// Who may come in. Clones share what is taken.
#[derive(Debug, Clone)]
pub(in crate::http) struct Admission {
    proxies: Arc<Proxies>,
    places: Option<Arc<Places>>,
    turned_away: Arc<AtomicU64>,
}

impl Admission {
    /// So many connections for each network that is none of the proxies; 0 is no limit.
    pub(in crate::http) fn new(proxies: Arc<Proxies>, connections: u32) -> Self {
        Self {
            proxies,
            places: (connections > 0).then(|| Arc::new(Places::new(u32::MAX, connections))),
            turned_away: Arc::default(),
        }
    }

    /// The same where the system allows so many files at all, none if any number: one network has a half of them at most.
    pub(in crate::http) fn within(self, files: Option<u64>) -> Self {
        let half = files.map(|files| u32::try_from(files / 2).unwrap_or(u32::MAX));
        match (&self.places, half) {
            (Some(places), Some(half)) if half < places.per_network() => Self {
                places: Some(Arc::new(Places::new(u32::MAX, half))),
                ..self
            },
            _ => self,
        }
    }

    /// How many were turned away.
    pub(in crate::http) fn turned_away(&self) -> u64 {
        self.turned_away.load(Ordering::Relaxed)
    }

    /// A place for a connection from there, to be kept as long as it lasts. `None` where the network has as many as it may.
    pub(in crate::http) fn admit(&self, peer: IpAddr) -> Option<Admitted> {
        let peer = peer.to_canonical();
        let Some(places) = self.places.as_ref().filter(|_| !self.proxies.trust(peer)) else {
            return Some(Admitted(None));
        };
        match places.take(Some(peer)) {
            Ok(place) => Some(Admitted(Some(place))),
            Err(_) => {
                self.turned_away.fetch_add(1, Ordering::Relaxed);
                None
            }
        }
    }
}

/// That a connection may be there.
#[derive(Debug)]
pub(in crate::http) struct Admitted(
    #[expect(dead_code, reason = "it is free again when it is dropped")] Option<Place>,
);

/// Closes a connection for which there is no place. Nothing is waited for: it would be one more that is held.
pub(in crate::http) fn turn_away(stream: &TcpStream) {
    // What is left unread would have the system take back what is said.
    let mut unread = [0; 4096];
    let _ = rustix::net::recv(stream, &mut unread, RecvFlags::DONTWAIT);
    let _ = rustix::net::send(stream, FULL, SendFlags::DONTWAIT | SendFlags::NOSIGNAL);
    let _ = rustix::net::shutdown(stream, Shutdown::Write);
}
