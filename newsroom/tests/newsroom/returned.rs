//! Letters that come back.

mod counting;
mod reading;
mod sending;
