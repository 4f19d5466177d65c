//! What is known of a request before anything answers it: whom it is meant for, whose it is, and how much one network may ask for.

pub(in crate::http) mod bulkheads;
pub(in crate::http) mod giving_way;
pub(in crate::http) mod hosts;
pub(in crate::http) mod limits;
pub(in crate::http) mod network_turns;
pub(in crate::http) mod reader_address;
pub(in crate::http) mod reader_scheme;
pub(in crate::http) mod request_number;
