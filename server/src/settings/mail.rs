use std::num::NonZeroU16;
use std::path::PathBuf;
use std::time::Duration;

use domain::EmailAddress;

use super::source::Source;
use super::{Refused, file};

/// How letters leave the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// `DATELINE_SMTP_URL`, `mail.smtp_url`: the mail server, `smtp://user:password@host:port` or `smtps://`; several
    /// with spaces between, each with `?weight=3` to get that share of the letters. `?tls=required` keeps to servers
    /// that can encrypt, `?tls=off` never does; else it is done where the server can. Default none: letters go to the
    /// outbox.
    pub servers: Vec<MailServer>,
    /// `DATELINE_MAIL_ROOT`, `mail.root`: the file of the certificates that vouch for mail servers, in PEM, beside those that
    /// browsers trust. Default none.
    pub root: Option<PathBuf>,
    /// `DATELINE_MAIL_FROM`, `mail.from`: the sender, `letters@paper.example`. Default `letters@` and the host of the
    /// paper's url.
    pub from: EmailAddress,
    /// `DATELINE_MAIL_BOUNCES`, `mail.bounces`: where letters come back to, with a `+` and a tag put before its `@`.
    /// Default the sender.
    pub bounces: EmailAddress,
    /// `DATELINE_MAIL_POSTAL_ADDRESS`, `mail.postal_address`: the postal address under each letter, which the law asks
    /// for in many countries, up to 200 characters. Default none.
    pub postal_address: Option<String>,
    /// `DATELINE_MAIL_DKIM_SELECTOR`, `mail.dkim_selector`, and `DATELINE_MAIL_DKIM_KEY`, `mail.dkim_key`: the name of the
    /// key in the DNS and the file of its private half (RFC 6376), PKCS #1 PEM for RSA. Default none; letters are not
    /// signed then.
    pub dkim: Option<DkimKey>,
    /// `DATELINE_MAIL_CONNECTIONS`, `mail.connections`: connections to each server, 1 to 64. Default 4.
    pub connections: usize,
    /// `DATELINE_MAIL_PER_MINUTE`, `mail.per_minute`: letters a minute to each server. Default as many as it takes.
    pub per_minute: Option<u32>,
    /// `DATELINE_MAIL_PER_DOMAIN`, `mail.per_domain`: letters a minute to the addresses of one domain, over all servers.
    /// Default as many as there are.
    pub per_domain: Option<u32>,
    /// `DATELINE_MAIL_PATIENCE`, `mail.patience`: how long a server may take for one letter, in seconds, 1 to 3600.
    /// Default 300 (RFC 5321 section 4.5.3.2).
    pub patience: Duration,
    /// `DATELINE_MAIL_BOUNCE_MAILDIR`, `mail.bounce_maildir`: a Maildir that the bounce address delivers to. Default none.
    pub bounce_maildir: Option<PathBuf>,
    /// `DATELINE_MAIL_BOUNCE_TOKEN`, `mail.bounce_token`: what whoever posts bounces to `/letters/bounces` has to send as
    /// `Authorization: Bearer`, 16 to 200 characters. Default none; nothing is taken then.
    pub bounce_token: Option<String>,
    /// `DATELINE_MAIL_REFUSED_DOMAINS`, `mail.refused_domains`: a file of domains that nobody can sign up with, one a
    /// line, such as those of throw-away addresses. Default none.
    pub refused_domains: Option<PathBuf>,
    /// `DATELINE_MAIL_RESOLVER`, `mail.resolver`: the name server that `dateline letters preflight` asks, as
    /// `9.9.9.9:53`. Default the system's.
    pub resolver: Option<std::net::SocketAddr>,
}

/// One mail server.
#[derive(Clone, PartialEq, Eq)]
pub struct MailServer {
    /// Its address, without what is only ours in it.
    pub url: String,
    /// Its share of the letters, beside the others'.
    pub weight: u32,
}

impl std::fmt::Debug for MailServer {
    /// Without the password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} (weight {})", self.name(), self.weight)
    }
}

/// What letters are signed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DkimKey {
    /// The name of its public half in the DNS.
    pub selector: String,
    /// The file of its private half.
    pub file: PathBuf,
}

impl MailServer {
    /// Host and port, without user and password.
    #[must_use]
    pub fn name(&self) -> &str {
        let rest = self.url.split_once("://").map_or("", |(_, rest)| rest);
        let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
        host.split(['/', '?']).next().unwrap_or_default()
    }
}

const PATIENCE_SECONDS: u32 = 300;
/// With more characters before its `@`, an address has no room for a `+` and a tag (RFC 5321 section 4.5.3.1.1): ten digits, a
/// hyphen, and sixteen that are signed.
const LONGEST_BEFORE_TAG: usize = 64 - 28;
const CONNECTIONS: u32 = 4;

pub(super) fn read(source: &Source<'_>, file: file::Mail, url: &str) -> Result<Mail, Refused> {
    const ADDRESS: &str = "an e-mail address, such as letters@paper.example";
    let address = |variable, key, value: Option<String>| {
        source
            .setting(variable, key, value)
            .parsed::<EmailAddress>(ADDRESS)
    };
    let count = |variable, key, value, most: u32| {
        let wanted = format!("a whole number from 1 to {most}");
        source
            .setting(variable, key, value)
            .checked(&wanted, |raw| {
                raw.parse().ok().filter(|count| (1..=most).contains(count))
            })
    };
    let servers = source
        .setting("DATELINE_SMTP_URL", "mail.smtp_url", file.smtp_url)
        .secret()
        .checked(
            "smtp://user:password@host:port or smtps://user:password@host:port, with a port from 1 to 65535 or none, several with spaces between",
            |raw| raw.split_whitespace().map(server).collect::<Option<Vec<_>>>(),
        )?
        .unwrap_or_default();
    let from = address("DATELINE_MAIL_FROM", "mail.from", file.from)?;
    let from = from.map_or_else(|| sender(url), Ok)?;
    let bounces = address("DATELINE_MAIL_BOUNCES", "mail.bounces", file.bounces)?;
    let bounces = bounces.unwrap_or_else(|| from.clone());
    if bounces.as_str().rfind('@') > Some(LONGEST_BEFORE_TAG) {
        let wanted = format!(
            "an e-mail address with at most {LONGEST_BEFORE_TAG} characters before its @, where every letter gets a + and a tag of its own"
        );
        return Err(Refused::value("mail.bounces", bounces.as_str(), &wanted));
    }
    let selector = source
        .setting(
            "DATELINE_MAIL_DKIM_SELECTOR",
            "mail.dkim_selector",
            file.dkim_selector,
        )
        .checked("1 to 63 letters, digits and hyphens", |raw| {
            let fits = (1..=63).contains(&raw.len())
                && raw.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
            fits.then(|| raw.to_owned())
        })?;
    let key = source
        .setting("DATELINE_MAIL_DKIM_KEY", "mail.dkim_key", file.dkim_key)
        .value()
        .map(PathBuf::from);
    let path = |variable, key, value| {
        source
            .setting(variable, key, value)
            .value()
            .map(PathBuf::from)
    };
    Ok(Mail {
        servers,
        root: path("DATELINE_MAIL_ROOT", "mail.root", file.root),
        bounces,
        from,
        postal_address: source
            .setting(
                "DATELINE_MAIL_POSTAL_ADDRESS",
                "mail.postal_address",
                file.postal_address,
            )
            .line(200)?,
        dkim: match (selector, key) {
            (Some(selector), Some(file)) => Some(DkimKey { selector, file }),
            (None, None) => None,
            (Some(_), None) => return Err(half("mail.dkim_key", "the file of the private key")),
            (None, Some(_)) => return Err(half("mail.dkim_selector", "the key's name in the DNS")),
        },
        connections: count(
            "DATELINE_MAIL_CONNECTIONS",
            "mail.connections",
            file.connections,
            64,
        )?
        .unwrap_or(CONNECTIONS) as usize,
        per_minute: count(
            "DATELINE_MAIL_PER_MINUTE",
            "mail.per_minute",
            file.per_minute,
            1_000_000,
        )?,
        per_domain: count(
            "DATELINE_MAIL_PER_DOMAIN",
            "mail.per_domain",
            file.per_domain,
            1_000_000,
        )?,
        patience: Duration::from_secs(u64::from(
            count(
                "DATELINE_MAIL_PATIENCE",
                "mail.patience",
                file.patience,
                3600,
            )?
            .unwrap_or(PATIENCE_SECONDS),
        )),
        bounce_maildir: path(
            "DATELINE_MAIL_BOUNCE_MAILDIR",
            "mail.bounce_maildir",
            file.bounce_maildir,
        ),
        bounce_token: source
            .setting(
                "DATELINE_MAIL_BOUNCE_TOKEN",
                "mail.bounce_token",
                file.bounce_token,
            )
            .secret()
            .checked("16 to 200 characters without spaces", |raw| {
                let fits =
                    (16..=200).contains(&raw.len()) && raw.bytes().all(|b| b.is_ascii_graphic());
                fits.then(|| raw.to_owned())
            })?,
        refused_domains: path(
            "DATELINE_MAIL_REFUSED_DOMAINS",
            "mail.refused_domains",
            file.refused_domains,
        ),
        resolver: source
            .setting("DATELINE_MAIL_RESOLVER", "mail.resolver", file.resolver)
            .parsed("an IP address and a port, such as 9.9.9.9:53")?,
    })
}

fn half(missing: &str, what: &str) -> Refused {
    Refused::value(missing, "", &format!("{what}, as the other half is set"))
}

/// Mail has to come from somewhere: from the paper's own host, or, where that is none that mail could come from, from
/// one that is kept for examples (RFC 2606).
fn sender(url: &str) -> Result<EmailAddress, Refused> {
    let host = url.split_once("://").map_or(url, |(_, host)| host);
    let host = host.split(':').next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let is_name = host.contains('.') && host.parse::<std::net::Ipv4Addr>().is_err();
    let own = format!("letters@{host}").parse().ok().filter(|_| is_name);
    own.map_or_else(
        || {
            "letters@paper.example"
                .parse()
                .map_err(Refused::default_value)
        },
        Ok,
    )
}

/// `weight` is ours; everything else in it is for whoever connects.
fn server(raw: &str) -> Option<MailServer> {
    let rest = raw
        .strip_prefix("smtps://")
        .or_else(|| raw.strip_prefix("smtp://"))?;
    let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    let named = host
        .split([':', '/', '?'])
        .next()
        .is_some_and(|name| !name.is_empty());
    let place = host.split(['/', '?']).next().unwrap_or_default();
    let port = place
        .rsplit_once(':')
        .map(|(_, port)| port)
        .filter(|port| !port.ends_with(']'));
    if !named || port.is_some_and(|port| port.parse::<NonZeroU16>().is_err()) {
        return None;
    }
    let (url, query) = raw.split_once('?').unwrap_or((raw, ""));
    let mut weight = 1;
    let mut others = Vec::new();
    for part in query.split('&').filter(|part| !part.is_empty()) {
        match part.split_once('=') {
            Some(("weight", share)) => {
                weight = share.parse().ok().filter(|it| (1..=1000).contains(it))?;
            }
            Some(("tls", "off" | "required" | "opportunistic")) => others.push(part),
            _ => return None,
        }
    }
    let url = match others.is_empty() {
        true => url.to_owned(),
        false => format!("{url}?{}", others.join("&")),
    };
    Some(MailServer { url, weight })
}
