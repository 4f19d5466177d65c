//! Letters on their way to readers, over the real protocol.

mod encrypting;
mod invitations;
mod misbehaving;
mod office;
mod outbox;
mod sending;
mod sink;
