//! Answers to readers: pages, files and pictures, how they are kept and sent, and what is said where there is no page.

pub(in crate::http) mod apologies;
pub(in crate::http) mod caching;
pub(in crate::http) mod encoding;
pub(in crate::http) mod files;
pub(in crate::http) mod kept;
pub(in crate::http) mod media;
pub(in crate::http) mod offline;
pub(in crate::http) mod one_spelling;
pub(in crate::http) mod pages;
pub(in crate::http) mod policy;
pub(in crate::http) mod preparing;
pub(in crate::http) mod previews;
pub(in crate::http) mod ranges;
pub(in crate::http) mod redirects;
