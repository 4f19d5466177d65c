//! The whole site, asked through its router without a port.
#![allow(clippy::unwrap_used, missing_docs)]

mod about;
mod archive;
mod articles;
mod command_line;
mod files;
mod furniture;
mod languages;
mod most_read;
mod protocol;
mod searching;
mod settings;
mod sign_up;
mod test_site;
