//! Places that somebody has for a while, a connection or a live stream: how many are taken, and how many of them from one network.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::http::request::reader_address::network;

/// The places there are, and who has them.
#[derive(Debug)]
pub(in crate::http) struct Places {
    all: u32,
    per_network: u32,
    taken: Mutex<Taken>,
}

#[derive(Debug, Default)]
struct Taken {
    all: u32,
    by_network: HashMap<IpAddr, u32>,
}

/// One that is taken. It is free again when this is dropped.
#[derive(Debug)]
pub(in crate::http) struct Place {
    places: Arc<Places>,
    from: Option<IpAddr>,
}

/// Why there is no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::http) enum Full {
    Everywhere,
    AtThatNetwork,
}

impl Places {
    pub(in crate::http) fn new(all: u32, per_network: u32) -> Self {
        Self {
            all,
            per_network,
            taken: Mutex::default(),
        }
    }

    /// A place for somebody from that address; from none, if they are on this machine.
    pub(in crate::http) fn take(self: &Arc<Self>, from: Option<IpAddr>) -> Result<Place, Full> {
        let from = from.map(network);
        let mut taken = self.lock();
        if taken.all >= self.all {
            return Err(Full::Everywhere);
        }
        if let Some(from) = from {
            let there = taken.by_network.entry(from).or_default();
            if *there >= self.per_network {
                return Err(Full::AtThatNetwork);
            }
            *there += 1;
        }
        taken.all += 1;
        Ok(Place {
            places: self.clone(),
            from,
        })
    }

    /// How many a network may have.
    pub(in crate::http) fn per_network(&self) -> u32 {
        self.per_network
    }

    pub(in crate::http) fn taken(&self) -> u32 {
        self.lock().all
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.lock();
        taken.all -= 1;
        if let Some(from) = self.from
            && let Some(there) = taken.by_network.get_mut(&from)
        {
            *there -= 1;
            if *there == 0 {
                taken.by_network.remove(&from);
            }
        }
    }
}
