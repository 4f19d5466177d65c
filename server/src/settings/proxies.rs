use std::net::IpAddr;

use ipnet::IpNet;

use super::source::Source;
use super::{Refused, file};

/// Whose word is taken for where a request comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proxies {
    /// `DATELINE_TRUSTED_PROXIES`, `server.trusted_proxies`: the networks that the proxies before this server are in, as
    /// `10.0.0.0/8, 192.168.1.5`, or `none`. Default this machine.
    pub networks: Vec<IpNet>,
    /// `DATELINE_FORWARDED_HEADER`, `server.forwarded_header`: where they say it. Default `x-forwarded-for`.
    pub header: Forwarding,
}

/// The header in which proxies say who asked them. One, because whatever is in the other came from the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forwarding {
    /// `X-Forwarded-For`, which most set.
    XForwardedFor,
    /// `Forwarded` (RFC 7239).
    Forwarded,
}

impl Forwarding {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::XForwardedFor => "x-forwarded-for",
            Self::Forwarded => "forwarded",
        }
    }
}

impl Default for Proxies {
    fn default() -> Self {
        let here = [
            [127, 0, 0, 0].into(),
            IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1]),
        ];
        let lengths = [8, 128];
        let networks = here.into_iter().zip(lengths);
        Self {
            networks: networks
                .filter_map(|(address, length)| IpNet::new(address, length).ok())
                .collect(),
            header: Forwarding::XForwardedFor,
        }
    }
}

impl Proxies {
    /// Whether one of them has that address.
    #[must_use]
    pub fn trust(&self, address: IpAddr) -> bool {
        self.networks
            .iter()
            .any(|network| network.contains(&address))
    }
}

pub(super) fn read(source: &Source<'_>, file: &file::Server) -> Result<Proxies, Refused> {
    let default = Proxies::default();
    Ok(Proxies {
        networks: source
            .setting(
                "DATELINE_TRUSTED_PROXIES",
                "server.trusted_proxies",
                file.trusted_proxies.clone(),
            )
            .checked(
                "IP addresses or networks with commas between, such as 10.0.0.0/8, 192.168.1.5, or none",
                |raw| match raw.trim() {
                    "none" => Some(Vec::new()),
                    raw => raw.split(',').map(|it| network(it.trim())).collect(),
                },
            )?
            .unwrap_or(default.networks),
        header: source
            .setting(
                "DATELINE_FORWARDED_HEADER",
                "server.forwarded_header",
                file.forwarded_header.clone(),
            )
            .checked("x-forwarded-for or forwarded", |word| {
                let all = [Forwarding::XForwardedFor, Forwarding::Forwarded];
                all.into_iter()
                    .find(|it| it.name().eq_ignore_ascii_case(word.trim()))
            })?
            .unwrap_or(default.header),
    })
}

fn network(written: &str) -> Option<IpNet> {
    let network = written.parse::<IpNet>();
    let network = network.or_else(|_| written.parse::<IpAddr>().map(IpNet::from));
    network.ok()
}
