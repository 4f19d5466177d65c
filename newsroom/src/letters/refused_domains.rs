//! Domains that nobody can sign up with, such as those of throw-away addresses. Which they are, the paper decides.

use std::collections::HashSet;

use domain::EmailAddress;

/// A set of domains.
#[derive(Debug, Clone, Default)]
pub struct RefusedDomains(HashSet<String>);

impl RefusedDomains {
    /// Reads a list with a domain in each line. What follows a `#` is left out.
    #[must_use]
    pub fn read(list: &str) -> Self {
        let domains = list
            .lines()
            .map(|line| line.split('#').next().unwrap_or_default().trim())
            .map(|domain| domain.trim_start_matches('@').trim_matches('.'))
            .filter(|domain| !domain.is_empty());
        Self(domains.map(str::to_ascii_lowercase).collect())
    }

    /// Whether the address is of one of the domains, or of one below it.
    #[must_use]
    pub fn has(&self, address: &EmailAddress) -> bool {
        let domain = address.as_str().rsplit_once('@').map(|(_, domain)| domain);
        std::iter::successors(domain, |domain| above(domain)).any(|it| self.0.contains(it))
    }
}

fn above(domain: &str) -> Option<&str> {
    domain.split_once('.').map(|(_, rest)| rest)
}
