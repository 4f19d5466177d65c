//! The whole site, asked through its router without a port.
#![allow(clippy::unwrap_used, missing_docs)]

mod about;
mod archive;
mod articles;
mod command_line;
mod feed_stories;
mod feeds;
mod files;
mod for_programs;
mod furniture;
mod languages;
mod lists;
mod most_read;
mod pictures;
mod protocol;
mod renamed;
mod searching;
mod settings;
mod sign_up;
mod sitemaps;
mod structured_data;
mod test_site;
mod xml;
