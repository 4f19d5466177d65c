//! Notifications to the browsers of readers.

mod encrypting;
mod readers;
mod telling;
