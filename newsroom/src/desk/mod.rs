//! The desk: what the people who make the paper write, check and decide, before readers see any of it.

pub mod gate;
pub mod manuscript;
pub mod merging;
