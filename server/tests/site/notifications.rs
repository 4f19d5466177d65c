//! Notifications.

mod asking;
mod notifying;
mod sending;
