//! What serving takes: the address, and enough open files.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::time::Duration;

use ureq::Agent;
use ureq::tls::TlsConfig;

use super::Check;
use crate::http::serving::OTHER_FILES;
use crate::settings::Settings;

/// How long whoever listens at the address may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// The most that is read of what they say, in bytes.
const LARGEST: u64 = 64 << 10;

pub(super) fn check(settings: &Settings) -> Vec<Check> {
    let mut checks = vec![address(settings.address, settings.tls.is_some())];
    checks.extend(files(settings.live.streams));
    checks
}

fn address(address: SocketAddr, is_encrypted: bool) -> Check {
    let error = match TcpListener::bind(address) {
        Ok(_) => {
            let found = format!("{address} is free: no server is running there.");
            return Check::pass("address", found);
        }
        Err(error) => error,
    };
    match error.kind() {
        ErrorKind::AddrInUse => in_use(address, is_encrypted),
        ErrorKind::PermissionDenied => Check::fail(
            "address",
            format!("{address} may not be used by this account."),
            "Ports below 1024 need root, or the right CAP_NET_BIND_SERVICE: set server.address to a port from 1024 on.",
        ),
        _ => Check::fail(
            "address",
            format!("{address} cannot be listened on: {error}."),
            "Set server.address to an address of this machine.",
        ),
    }
}

fn in_use(address: SocketAddr, is_encrypted: bool) -> Check {
    let (status, body) = ask(address, is_encrypted).unwrap_or_default();
    let first = body.lines().next().unwrap_or_default();
    match status {
        200 if first == "ok" => Check::pass(
            "address",
            format!("A server runs at {address} and says that it is well."),
        ),
        503 => Check::fail(
            "address",
            format!("The server at {address} says: {first}."),
            "Mend what it says; the server goes on by itself then.",
        ),
        _ => Check::fail(
            "address",
            format!("{address} is in use by another program."),
            "Stop it, or set server.address to another port.",
        ),
    }
}

/// What `/healthz` answers there. It is asked on this machine, by an address that no certificate is for, so none is looked at.
fn ask(address: SocketAddr, is_encrypted: bool) -> Result<(u16, String), ureq::Error> {
    let host = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    let address = SocketAddr::new(host, address.port());
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .tls_config(TlsConfig::builder().disable_verification(true).build())
        .build()
        .into();
    let scheme = if is_encrypted { "https" } else { "http" };
    let mut answer = agent.get(format!("{scheme}://{address}/healthz")).call()?;
    let status = answer.status().as_u16();
    let body = answer.body_mut().with_config().limit(LARGEST);
    Ok((status, body.read_to_string()?))
}

/// As many as the system lets the server have: it takes them all when it starts.
fn files(streams: u32) -> Option<Check> {
    let allowed = rustix::process::getrlimit(rustix::process::Resource::Nofile).maximum?;
    let wanted = u64::from(streams) + OTHER_FILES;
    let found = format!("{allowed} may be open at once; {streams} live streams take {wanted}.");
    Some(if allowed >= wanted {
        Check::pass("open files", found)
    } else {
        Check::warn(
            "open files",
            found,
            format!(
                "Raise the limit for the service (LimitNOFILE={wanted} with systemd), or set live.streams to fewer."
            ),
        )
    })
}
