//! Letters on their way to readers, over the real protocol.

mod blamed;
mod encrypting;
mod invitations;
mod list_names;
mod misbehaving;
mod office;
pub(crate) mod outbox;
mod own_root;
mod sending;
pub(crate) mod sink;
mod stopped;
