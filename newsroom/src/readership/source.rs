//! Where a reader came from: the name of a site, as browsers tell it, and nothing else of its address.

/// Where a reader came from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Source(String);

/// Prefixes of names that say nothing of the site.
const PLAIN: [&str; 4] = ["www.", "m.", "l.", "lm."];
/// The longest name of a host (RFC 1035, section 2.3.4).
const LONGEST: usize = 253;

impl Source {
    /// From another page of the paper.
    #[must_use]
    pub fn paper() -> Self {
        Self("the paper".to_owned())
    }

    /// From nowhere that is told: typed, kept, from a letter or an app.
    #[must_use]
    pub fn direct() -> Self {
        Self("direct".to_owned())
    }

    /// From more sites than are told apart.
    #[must_use]
    pub(super) fn others() -> Self {
        Self("other sites".to_owned())
    }

    /// What the `Referer` of a request says (RFC 9110, section 10.1.3), asked of the paper at `host`.
    #[must_use]
    pub fn of(referer: Option<&str>, host: &str) -> Self {
        let Some(name) = referer.and_then(host_of) else {
            return Self::direct();
        };
        if Some(name.as_str()) == host_of(&format!("http://{host}")).as_deref() {
            return Self::paper();
        }
        let plain = PLAIN.iter().find_map(|prefix| name.strip_prefix(prefix));
        Self(plain.unwrap_or(&name).to_owned())
    }

    /// Its name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The host of an address, in lower case; none where it is not that of a site.
fn host_of(address: &str) -> Option<String> {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = match host.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        Some(_) | None => host,
    };
    let is_name = !host.is_empty()
        && host.len() <= LONGEST
        && host
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    is_name.then(|| host.to_ascii_lowercase())
}
