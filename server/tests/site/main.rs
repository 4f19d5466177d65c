//! The whole site, asked through its router without a port.
#![allow(clippy::unwrap_used, missing_docs)]

mod articles;
mod command_line;
mod files;
mod pictures;
mod protocol;
mod settings;
mod sign_up;
mod test_site;
