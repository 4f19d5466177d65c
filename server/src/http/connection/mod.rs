//! Connections: from a port to a request that can be read, and from an answer to bytes.

pub(in crate::http) mod admission;
pub(in crate::http) mod answering;
pub(in crate::http) mod connections;
pub(in crate::http) mod doors;
pub(in crate::http) mod http1;
pub(in crate::http) mod http2;
pub(in crate::http) mod io_threads;
pub(in crate::http) mod lasting;
pub(in crate::http) mod patience;
pub(in crate::http) mod places;
pub(in crate::http) mod rewound;
pub(in crate::http) mod stopping;
