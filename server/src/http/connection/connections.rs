//! Connections as the system sees them: how many there may be, and when one is given up.

use std::os::fd::AsFd;

use rustix::process::{Resource, getrlimit, setrlimit};

/// Milliseconds after which a connection is closed whose reader takes nothing of what was sent (tcp(7),
/// `TCP_USER_TIMEOUT`): one that vanished, or one that is there and does not read. Without it, each would hold its
/// place and a full buffer until the system gives up, after a quarter of an hour or never.
#[cfg(target_os = "linux")]
const GIVEN_UP: u32 = 60_000;

/// Lets this process have as many files and connections open as the system allows it; by default it is a small
/// part of that (getrlimit(2)). Says how many those are; none where there is no limit.
pub(in crate::http) fn allow_many() -> Option<u64> {
    let mut limit = getrlimit(Resource::Nofile);
    if limit.current != limit.maximum {
        let wanted = rustix::process::Rlimit {
            current: limit.maximum,
            ..limit
        };
        match setrlimit(Resource::Nofile, wanted) {
            Ok(()) => limit.current = wanted.current,
            Err(error) => tracing::warn!(%error, "the limit of open files stays as it is"),
        }
    }
    limit.current
}

/// Sets up a connection that came in.
pub(in crate::http) fn set_up(stream: &tokio::net::TcpStream) {
    // Without this, the end of every small answer waits for the reader's delayed acknowledgement.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY could not be set");
    }
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::net::sockopt::set_tcp_user_timeout(stream.as_fd(), GIVEN_UP) {
        tracing::debug!(%error, "TCP_USER_TIMEOUT could not be set");
    }
}
