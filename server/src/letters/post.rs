//! Where letters go: to mail servers, or, as long as none is set, to the outbox.

use std::time::Instant;

use newsroom::letters::DeliveryId;

use super::message::Copy;
use super::outbox::Outbox;
use super::refused::Refused;
use super::servers::{Server, Servers};

/// Where letters go.
pub(crate) enum Post {
    Servers(Servers),
    /// One at a time, and whether one is under way.
    Outbox(Outbox, bool),
}

/// Where one letter goes.
#[derive(Clone)]
pub(crate) enum Place {
    Server(usize, Server),
    Outbox(Outbox),
}

impl Post {
    /// Where the next letter goes; none while nobody may have one.
    pub(crate) fn next(&mut self) -> Option<Place> {
        match self {
            Self::Servers(servers) => {
                let (place, server) = servers.next()?;
                Some(Place::Server(place, server))
            }
            Self::Outbox(_, true) => None,
            Self::Outbox(outbox, is_busy) => {
                *is_busy = true;
                Some(Place::Outbox(outbox.clone()))
            }
        }
    }

    /// When somebody may have the next letter, if only time has to pass.
    pub(crate) fn ready_at(&self) -> Option<Instant> {
        match self {
            Self::Servers(servers) => servers.ready_at(),
            Self::Outbox(..) => None,
        }
    }

    /// A letter was handed over or not. Whether a failure is the first in a row.
    pub(crate) fn done(&mut self, place: &Place, failed: bool) -> bool {
        match (self, place) {
            (Self::Servers(servers), Place::Server(number, _)) => servers.done(*number, failed),
            (Self::Outbox(_, is_busy), _) => {
                *is_busy = false;
                failed
            }
            (Self::Servers(_), Place::Outbox(_)) => false,
        }
    }

    /// Whether somebody has a letter and has said nothing of it yet.
    pub(crate) fn has_unanswered(&self) -> bool {
        match self {
            Self::Servers(servers) => servers.has_unanswered(),
            Self::Outbox(..) => false,
        }
    }

    pub(crate) async fn close(&self) {
        if let Self::Servers(servers) = self {
            servers.close().await;
        }
    }
}

impl Place {
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Server(_, server) => &server.name,
            Self::Outbox(_) => "outbox",
        }
    }

    /// Hands one letter over.
    pub(crate) async fn send(&self, id: DeliveryId, copy: &Copy) -> Result<(), Refused> {
        match self {
            Self::Server(_, server) => server.send(copy).await,
            Self::Outbox(outbox) => outbox
                .put(id, &copy.bytes)
                .map_err(|error| Refused::Server(error.to_string())),
        }
    }
}
