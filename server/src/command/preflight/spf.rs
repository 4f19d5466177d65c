//! Who may send for a domain (SPF, RFC 7208).

mod terms;

use std::net::IpAddr;

use super::Check;
use super::lookup::Names;
use terms::{is_in, modifier, network, prefixes, term_for};

const NAME: &str = "SPF";
/// More questions than this, and whoever checks gives up (section 4.6.4).
const MOST_LOOKUPS: usize = 10;

/// What a record and those that it includes say.
#[derive(Debug, Default)]
struct Walk {
    lookups: usize,
    /// What is wrong, in sentences.
    problems: Vec<String>,
    /// Whether anybody is let send by address, name or include.
    names_somebody: bool,
    /// How the record ends: `+`, `-`, `~` or `?` before `all`.
    all: Option<char>,
}

pub(super) async fn check(names: &Names, domain: &str, servers: &[IpAddr]) -> Check {
    let records = match records(names, domain).await {
        Ok(records) => records,
        Err(problem) => return Check::unasked(NAME, &problem),
    };
    let ours: Vec<String> = servers.iter().map(term_for).collect();
    let wanted = if ours.is_empty() {
        "include:YOUR-MAIL-SERVICE".to_owned()
    } else {
        ours.join(" ")
    };
    let publish = format!("Publish:  {domain}. TXT \"v=spf1 {wanted} ~all\"");
    let record = match records.as_slice() {
        [] => {
            return Check::fail(
                NAME,
                format!("{domain} does not say who may send."),
                publish,
            );
        }
        [record] => record,
        more => {
            return Check::fail(
                NAME,
                format!(
                    "{domain} has {} records, and then none counts: {}",
                    more.len(),
                    more.join(" | ")
                ),
                "Leave one of them, with the terms of all.",
            );
        }
    };
    let mut walk = Walk::default();
    let passes = walk.record(names, domain, record, servers, 0).await;
    let found = format!("{domain} has \"{record}\".");
    if let Some(problem) = walk.problems.first() {
        return Check::fail(NAME, format!("{found} {problem}"), "Correct that term.");
    }
    if walk.lookups > MOST_LOOKUPS {
        return Check::fail(
            NAME,
            format!("{found} Checking it takes {} look-ups.", walk.lookups),
            format!(
                "Write addresses (ip4:, ip6:) instead of names until it takes at most {MOST_LOOKUPS}."
            ),
        );
    }
    if walk.all == Some('+') {
        return Check::fail(
            NAME,
            format!("{found} It lets everybody send."),
            "End it with ~all or -all.",
        );
    }
    if !walk.names_somebody {
        return Check::fail(NAME, format!("{found} It lets nobody send."), publish);
    }
    let left_out: Vec<String> = servers
        .iter()
        .zip(&passes)
        .filter(|(_, pass)| **pass != Some('+'))
        .map(|(server, _)| term_for(server))
        .collect();
    if !left_out.is_empty() {
        return Check::warn(
            NAME,
            format!("{found} It does not name the mail server."),
            format!(
                "If letters leave from there, add {} before its all.",
                left_out.join(" ")
            ),
        );
    }
    if !matches!(walk.all, Some('-' | '~')) {
        return Check::warn(
            NAME,
            format!("{found} It says nothing of everybody else."),
            "End it with ~all or -all.",
        );
    }
    Check::pass(NAME, found)
}

/// The records that are of this kind (section 4.5).
async fn records(names: &Names, domain: &str) -> Result<Vec<String>, String> {
    let texts = names.texts(domain).await?;
    let is_spf = |text: &String| {
        let text = text.to_lowercase();
        text == "v=spf1" || text.starts_with("v=spf1 ")
    };
    Ok(texts.into_iter().filter(is_spf).collect())
}

impl Walk {
    /// Goes through a record, and says for each address by which qualifier it is met first. Every term is looked at, also
    /// behind the first that meets an address: others have other addresses.
    async fn record(
        &mut self,
        names: &Names,
        domain: &str,
        record: &str,
        servers: &[IpAddr],
        depth: usize,
    ) -> Vec<Option<char>> {
        let mut met: Vec<Option<char>> = vec![None; servers.len()];
        let mut redirect = None;
        for term in record.split_ascii_whitespace().skip(1) {
            if let Some((name, value)) = modifier(term) {
                if name == "redirect" {
                    redirect = Some(value.to_owned());
                }
                continue;
            }
            let (qualifier, mechanism) = match term.split_at_checked(1) {
                Some(("+" | "-" | "~" | "?", rest)) => (term.chars().next().unwrap_or('+'), rest),
                _ => ('+', term),
            };
            let meets = match self
                .mechanism(names, domain, mechanism, servers, depth)
                .await
            {
                Ok(meets) => meets,
                Err(problem) => {
                    self.problems.push(problem);
                    continue;
                }
            };
            if mechanism.eq_ignore_ascii_case("all") && depth == 0 {
                self.all = Some(qualifier);
            }
            for (met, meets) in met.iter_mut().zip(meets) {
                if meets {
                    met.get_or_insert(qualifier);
                }
            }
        }
        // It counts only where no `all` is (section 6.1).
        let has_all = record
            .to_lowercase()
            .split_ascii_whitespace()
            .any(|term| term.trim_start_matches(['+', '-', '~', '?']) == "all");
        if let Some(target) = redirect.filter(|_| !has_all) {
            let others = self.other(names, &target, servers, depth).await;
            match others {
                Ok(others) => {
                    for (met, other) in met.iter_mut().zip(others) {
                        *met = met.or(other);
                    }
                }
                Err(problem) => self.problems.push(problem),
            }
        }
        met
    }

    /// Which of the addresses a mechanism meets (section 5).
    async fn mechanism(
        &mut self,
        names: &Names,
        domain: &str,
        mechanism: &str,
        servers: &[IpAddr],
        depth: usize,
    ) -> Result<Vec<bool>, String> {
        let wrong = || format!("The term \"{mechanism}\" is none.");
        let at = mechanism.find([':', '/']).unwrap_or(mechanism.len());
        let (name, rest) = mechanism.split_at(at);
        let name = name.to_lowercase();
        match name.as_str() {
            "all" if rest.is_empty() => return Ok(vec![true; servers.len()]),
            "ip4" | "ip6" => {
                let network = rest.strip_prefix(':').and_then(|it| network(it, &name));
                let (address, bits) = network.ok_or_else(wrong)?;
                self.names_somebody = true;
                return Ok(servers.iter().map(|it| is_in(*it, address, bits)).collect());
            }
            "include" | "exists" | "a" | "mx" | "ptr" => {}
            _ => return Err(wrong()),
        }
        self.names_somebody = true;
        let (target, bits) = match rest.find('/') {
            Some(slash) => (
                &rest[..slash],
                Some(prefixes(&rest[slash..]).ok_or_else(wrong)?),
            ),
            None => (rest, None),
        };
        let target = match target.strip_prefix(':') {
            Some("") => return Err(wrong()),
            Some(target) => target,
            None if matches!(name.as_str(), "include" | "exists") => return Err(wrong()),
            None => domain,
        };
        if name == "include" {
            let others = self.other(names, target, servers, depth).await?;
            return Ok(others.into_iter().map(|it| it == Some('+')).collect());
        }
        self.lookups += 1;
        // What depends on who asks cannot be known beforehand (section 7).
        if target.contains('%') || matches!(name.as_str(), "exists" | "ptr") {
            return Ok(vec![false; servers.len()]);
        }
        let hosts = match name.as_str() {
            "mx" => names.mail_hosts(target).await?,
            _ => vec![target.to_owned()],
        };
        let mut addresses = Vec::new();
        for host in hosts.iter().take(MOST_LOOKUPS) {
            addresses.extend(names.addresses(host).await?);
        }
        let (four, six) = bits.unwrap_or((32, 128));
        let bits = |address: &IpAddr| if address.is_ipv4() { four } else { six };
        Ok(servers
            .iter()
            .map(|server| addresses.iter().any(|it| is_in(*server, *it, bits(it))))
            .collect())
    }

    /// What another domain's record says.
    async fn other(
        &mut self,
        names: &Names,
        target: &str,
        servers: &[IpAddr],
        depth: usize,
    ) -> Result<Vec<Option<char>>, String> {
        self.lookups += 1;
        self.names_somebody = true;
        if target.contains('%') || depth >= MOST_LOOKUPS || self.lookups > 2 * MOST_LOOKUPS {
            return Ok(vec![None; servers.len()]);
        }
        let records = records(names, target).await?;
        match records.as_slice() {
            [record] => Ok(Box::pin(self.record(names, target, record, servers, depth + 1)).await),
            [] => Err(format!("{target}, which it includes, has no such record.")),
            _ => Err(format!(
                "{target}, which it includes, has several such records."
            )),
        }
    }
}
