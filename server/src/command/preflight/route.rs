//! From where letters leave, and where they come back to.

use std::net::IpAddr;

use super::Check;
use super::lookup::Names;
use crate::outside::is_outside;
use crate::settings::Mail;

const REVERSE: &str = "PTR";
const MX: &str = "MX";

/// Where letters leave from, as far as that can be known from here.
pub(super) struct Outgoing {
    addresses: Vec<IpAddr>,
    /// Why it is not known of some servers, in sentences.
    unknown: Vec<String>,
}

impl Outgoing {
    pub(super) fn public(&self) -> Vec<IpAddr> {
        self.addresses.clone()
    }
}

/// Looks up the mail servers. One on this machine or next to it sends by an address that only others see.
pub(super) async fn outgoing(mail: &Mail, names: &Names) -> Outgoing {
    let mut outgoing = Outgoing {
        addresses: Vec::new(),
        unknown: Vec::new(),
    };
    if mail.servers.is_empty() {
        let none = "No mail server is set (mail.smtp_url), so letters go to the outbox.";
        outgoing.unknown.push(none.to_owned());
    }
    for server in &mail.servers {
        let host = host(server.name());
        let found = match host.parse() {
            Ok(address) => Ok(vec![address]),
            Err(_) => names.addresses(host).await,
        };
        match found {
            Ok(found) if found.is_empty() => {
                outgoing
                    .unknown
                    .push(format!("The mail server {host} has no address in the DNS."));
            }
            Ok(found) => {
                let (outside, inside): (Vec<_>, Vec<_>) =
                    found.into_iter().partition(|it| is_outside(*it));
                if outside.is_empty() {
                    let inside = inside.first().map(ToString::to_string).unwrap_or_default();
                    outgoing.unknown.push(format!(
                        "The mail server {host} is at {inside}, which others do not see; by which address it sends cannot be known from here."
                    ));
                }
                outgoing.addresses.extend(outside);
            }
            Err(problem) => outgoing.unknown.push(problem),
        }
    }
    outgoing.addresses.sort_unstable();
    outgoing.addresses.dedup();
    outgoing
}

/// Without the port.
fn host(name: &str) -> &str {
    match name.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or_default(),
        None => name.rsplit_once(':').map_or(name, |(host, _)| host),
    }
}

/// Whether each address has a name that leads back to it.
pub(super) async fn check_reverse(names: &Names, outgoing: &Outgoing) -> Vec<Check> {
    let mut checks = Vec::new();
    for address in &outgoing.addresses {
        checks.push(match reverse(names, *address).await {
            Ok(check) => check,
            Err(problem) => Check::unasked(REVERSE, &problem),
        });
    }
    for unknown in &outgoing.unknown {
        checks.push(Check::warn(
            REVERSE,
            unknown.clone(),
            "Have whoever owns the address that it sends by give it the server's name (PTR), and that name this address.",
        ));
    }
    checks
}

async fn reverse(names: &Names, address: IpAddr) -> Result<Check, String> {
    let found = names.names_of(address).await?;
    for name in &found {
        if names.addresses(name).await?.contains(&address) {
            let found = format!("{address} is {name}, and back.");
            return Ok(Check::pass(REVERSE, found));
        }
    }
    let change = format!(
        "If letters leave by {address}: have its owner give it the mail server's name, and that name this address. If they leave by another, this does not matter."
    );
    Ok(match found.first() {
        None => Check::fail(REVERSE, format!("{address} has no name."), change),
        Some(name) => Check::fail(
            REVERSE,
            format!("{address} is called {name}, which leads to other addresses."),
            change,
        ),
    })
}

/// Whether letters can come back.
pub(super) async fn check_mx(names: &Names, domain: &str) -> Check {
    let publish = format!("Publish:  {domain}. MX \"10 MAIL-SERVER.{domain}.\"");
    let hosts = match names.mail_hosts(domain).await {
        Ok(hosts) => hosts,
        Err(problem) => return Check::unasked(MX, &problem),
    };
    let Some(first) = hosts.first() else {
        return match names.addresses(domain).await {
            Err(problem) => Check::unasked(MX, &problem),
            Ok(found) if found.is_empty() => Check::fail(
                MX,
                format!("{domain} takes no mail: it has neither mail server nor address."),
                publish,
            ),
            Ok(_) => Check::warn(
                MX,
                format!("{domain} names no mail server; what comes back goes to its own address."),
                publish,
            ),
        };
    };
    // RFC 7505.
    if first.is_empty() {
        return Check::fail(MX, format!("{domain} says that it takes no mail."), publish);
    }
    for host in &hosts {
        match names.addresses(host).await {
            Err(problem) => return Check::unasked(MX, &problem),
            Ok(found) if !found.is_empty() => {
                let found = format!("What comes back to {domain} goes to {}.", hosts.join(", "));
                return Check::pass(MX, found);
            }
            Ok(_) => {}
        }
    }
    Check::fail(
        MX,
        format!("{domain} names {}, which has no address.", hosts.join(", ")),
        format!("Give it one, or name another. {publish}"),
    )
}
