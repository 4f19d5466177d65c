//! Looking names up in the DNS.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use anyhow::Context as _;
use hickory_resolver::TokioResolver;
use hickory_resolver::config::{NameServerConfig, ResolveHosts, ResolverConfig};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::net::{DnsError, NetError};
use hickory_resolver::proto::op::ResponseCode;
use hickory_resolver::proto::rr::{Name, RData, RecordType};

/// Asks a name server.
pub(super) struct Names(TokioResolver);

/// An answer, empty where the DNS says that there is none, or a sentence where it does not say.
pub(super) type Heard<T> = Result<Vec<T>, String>;

impl Names {
    /// Asks `server`, else whom the system asks.
    pub(super) fn new(server: Option<SocketAddr>, patience: Duration) -> anyhow::Result<Self> {
        let mut builder = match server {
            Some(server) => {
                let mut config = NameServerConfig::udp_and_tcp(server.ip());
                for connection in &mut config.connections {
                    connection.port = server.port();
                }
                let config = ResolverConfig::from_name_servers(vec![config]);
                TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
            }
            None => TokioResolver::builder_tokio().context("the system's resolver is not known")?,
        };
        let options = builder.options_mut();
        options.timeout = patience;
        options.attempts = 1;
        // Others see what the DNS says, not what this machine makes of it.
        options.use_hosts_file = ResolveHosts::Never;
        Ok(Self(
            builder.build().context("no name server can be asked")?,
        ))
    }

    /// Texts, each put together from its strings (RFC 7208 section 3.3, RFC 6376 section 3.6.2.2).
    pub(super) async fn texts(&self, name: &str) -> Heard<String> {
        let texts = self.ask(name, RecordType::TXT).await?;
        Ok(texts
            .into_iter()
            .filter_map(|data| match data {
                RData::TXT(text) => {
                    Some(String::from_utf8_lossy(&text.txt_data.concat()).into_owned())
                }
                _ => None,
            })
            .collect())
    }

    /// Addresses of both kinds.
    pub(super) async fn addresses(&self, name: &str) -> Heard<IpAddr> {
        let mut addresses = Vec::new();
        for kind in [RecordType::A, RecordType::AAAA] {
            let found = self.ask(name, kind).await?;
            addresses.extend(found.iter().filter_map(RData::ip_addr));
        }
        Ok(addresses)
    }

    /// Hosts that take mail, the first to be tried first; without the dot at the end, so that "none" is empty.
    pub(super) async fn mail_hosts(&self, name: &str) -> Heard<String> {
        let found = self.ask(name, RecordType::MX).await?;
        let mut hosts: Vec<(u16, String)> = found
            .into_iter()
            .filter_map(|data| match data {
                RData::MX(mx) => Some((mx.preference, plain(&mx.exchange))),
                _ => None,
            })
            .collect();
        hosts.sort();
        Ok(hosts.into_iter().map(|(_, host)| host).collect())
    }

    /// The names of an address.
    pub(super) async fn names_of(&self, address: IpAddr) -> Heard<String> {
        let found = self
            .ask(&Name::from(address).to_ascii(), RecordType::PTR)
            .await?;
        Ok(found
            .into_iter()
            .filter_map(|data| match data {
                RData::PTR(name) => Some(plain(&name.0)),
                _ => None,
            })
            .collect())
    }

    async fn ask(&self, name: &str, kind: RecordType) -> Heard<RData> {
        // With a dot at the end: no search through the domains of this machine.
        let whole = format!("{}.", name.trim_end_matches('.'));
        match self.0.lookup(whole, kind).await {
            Ok(found) => Ok(found
                .answers()
                .iter()
                .filter(|record| record.record_type() == kind)
                .map(|record| record.data.clone())
                .collect()),
            Err(NetError::Dns(DnsError::NoRecordsFound(none)))
                if matches!(
                    none.response_code,
                    ResponseCode::NoError | ResponseCode::NXDomain
                ) =>
            {
                Ok(Vec::new())
            }
            // One that fails has found nothing either, which is not the same as that there is nothing.
            Err(NetError::Dns(error)) => Err(format!(
                "The name server failed when it was asked for {kind} of {name}: {error}."
            )),
            Err(NetError::Timeout) => Err(format!(
                "The name server did not answer when it was asked for {kind} of {name}."
            )),
            Err(error) => Err(format!("{kind} of {name} could not be looked up: {error}.")),
        }
    }
}

fn plain(name: &Name) -> String {
    let name = name.to_ascii();
    name.trim_end_matches('.').to_lowercase()
}
