use std::fmt;

/// Where a push service takes what a reader's browser is to be told: an address that the browser got from it.
///
/// Whoever subscribes names it, and the server sends there, so it must not lead anywhere inside: it is an `https`
/// address at the usual port of a host with a public name. Where that name leads is looked at when something is sent.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Endpoint(String);

/// What is no address of a push service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// Longer than any browser's.
    #[error("the endpoint is longer than 1,000 characters")]
    TooLong,
    /// Not `https`, or with a port, a user, or what no address has.
    #[error("the endpoint has to be an https address without a port or a user")]
    NotHttps,
    /// An IP address, or a name that is known inside a network only.
    #[error("the endpoint has to be at a host with a public name")]
    NotPublic,
}

/// Endpoints are some 200 to 600 characters; the store and every look at it grow with them.
const LONGEST: usize = 1000;
/// Last parts of names that mean something inside a network or nothing (RFC 6761, RFC 6762, RFC 8375, RFC 9476, and
/// what ICANN keeps for private use).
const INSIDE: [&str; 14] = [
    "localhost",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "arpa",
    "test",
    "example",
    "invalid",
    "onion",
    "alt",
    "localdomain",
];

impl Endpoint {
    /// The endpoint that `raw` names.
    ///
    /// # Errors
    /// An [`EndpointError`] that says what is wrong with it.
    pub fn read(raw: &str) -> Result<Self, EndpointError> {
        if raw.len() > LONGEST {
            return Err(EndpointError::TooLong);
        }
        let rest = raw
            .strip_prefix("https://")
            .ok_or(EndpointError::NotHttps)?;
        let (host, path) = rest.split_once('/').ok_or(EndpointError::NotHttps)?;
        if !is_plain(path) || host.contains([':', '@', '[', '\\', '?', '#', '%']) {
            return Err(EndpointError::NotHttps);
        }
        if !is_public(host) {
            return Err(EndpointError::NotPublic);
        }
        Ok(Self(raw.to_owned()))
    }

    /// The same for one that stands in for a push service in a test: below `service`, whatever that is.
    ///
    /// # Errors
    /// An [`EndpointError`] if it is neither below `service` nor an endpoint at all.
    pub fn read_below(raw: &str, service: Option<&str>) -> Result<Self, EndpointError> {
        let below = service
            .and_then(|service| raw.strip_prefix(service))
            .and_then(|rest| rest.strip_prefix('/'));
        match below {
            Some(path) if is_plain(path) && raw.len() <= LONGEST => Ok(Self(raw.to_owned())),
            _ => Self::read(raw),
        }
    }

    /// One that was checked before it was kept.
    pub(crate) fn kept(raw: String) -> Self {
        Self(raw)
    }

    /// As it is sent to.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The service: scheme, host and port, as RFC 8292 section 2 names whom a token is for.
    #[must_use]
    pub fn service(&self) -> &str {
        let host = self.0.find("://").map_or(0, |at| at + 3);
        let end = self.0[host..]
            .find('/')
            .map_or(self.0.len(), |at| host + at);
        &self.0[..end]
    }
}

impl fmt::Display for Endpoint {
    /// Who knows the whole address can send to it, so no log gets more than its service.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/…", self.service())
    }
}

fn is_plain(path: &str) -> bool {
    path.bytes()
        .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'#' | b'\\' | b'"' | b'<' | b'>'))
}

/// A name of at least two parts that ends in letters: what ends in digits is an IP address in one of its spellings.
fn is_public(host: &str) -> bool {
    let parts: Vec<&str> = host.split('.').collect();
    let well_formed = parts.len() >= 2
        && host.len() <= 253
        && parts.iter().all(|part| {
            (1..=63).contains(&part.len())
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        });
    let last = parts
        .last()
        .copied()
        .unwrap_or_default()
        .to_ascii_lowercase();
    well_formed
        && last.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !last.starts_with("0x")
        && !INSIDE.contains(&last.as_str())
}
