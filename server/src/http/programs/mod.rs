//! What programs ask for: feeds, sitemaps, and how the server does.

pub(in crate::http) mod feeds;
pub(in crate::http) mod health;
pub(in crate::http) mod manifest;
pub(in crate::http) mod metrics;
pub(in crate::http) mod robots;
pub(in crate::http) mod security_txt;
pub(in crate::http) mod sitemaps;
pub(in crate::http) mod times;
pub(in crate::http) mod xml;
