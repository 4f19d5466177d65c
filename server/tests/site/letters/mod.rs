//! Letters on their way to readers, over the real protocol.

mod outbox;
mod sending;
mod sink;
