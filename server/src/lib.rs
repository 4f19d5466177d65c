//! The server of the paper: settings, command line, router, middleware.
//!
//! [`http::routes`] is a function of the state, so a test calls the whole site without a port.

#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod acme;
pub mod backups;
mod cdn;
mod certificate;
pub mod command;
pub mod http;
pub mod letters;
pub mod links;
pub mod logging;
pub mod notifications;
pub mod outside;
pub mod pings;
pub mod returned;
pub mod said;
pub mod settings;
mod site;
pub mod telemetry;
pub mod tls;
mod told_to_stop;
pub mod weather;

pub use site::Site;
