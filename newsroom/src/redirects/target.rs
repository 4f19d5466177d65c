use domain::Refusal;

/// Where an old address leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// To an address of the paper, which begins with a slash, or to one that begins with `https://`.
    Moved(String),
    /// Nowhere: what was there is gone for good.
    Gone,
}

impl Target {
    /// What says in forms and files that something is gone.
    pub const GONE: &'static str = "gone";

    /// Reads what somebody typed or pasted; `url` is where readers reach the paper, which may stand before the path.
    ///
    /// # Errors
    /// Why it is none.
    pub fn read(raw: &str, url: &str) -> Result<Self, Refusal> {
        let raw = raw.trim();
        if raw.is_empty() {
            return Err(Refusal::new(format!(
                "Write where it leads, or the word {}.",
                Self::GONE
            )));
        }
        if raw.eq_ignore_ascii_case(Self::GONE) {
            return Ok(Self::Gone);
        }
        let address = match raw.strip_prefix(url).filter(|_| !url.is_empty()) {
            Some("") => "/",
            Some(path) if path.starts_with('/') => path,
            Some(_) | None => raw,
        };
        let host = address.strip_prefix("https://").unwrap_or_default();
        let is_elsewhere = host
            .split(['/', '?', '#'])
            .next()
            .is_some_and(|host| host.contains('.') && !host.contains('@'));
        let is_ours = address.starts_with('/') && !address.starts_with("//");
        // What ends a header or is read in another way by some browser has no place in one.
        let is_plain = address
            .bytes()
            .all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'\\' | b'`'));
        if !(is_ours || is_elsewhere) || !is_plain || address.len() > 2000 {
            return Err(Refusal::new(format!(
                "Nothing can lead to `{raw}`. Write an address of the paper, such as /news/new-story, or one that begins with https://."
            )));
        }
        Ok(Self::Moved(address.to_owned()))
    }

    /// The path within the paper that it leads to, if it does, without what stands behind `?` or `#`, nor a slash at its end.
    #[must_use]
    pub fn within(&self) -> Option<&str> {
        match self {
            Self::Moved(address) if address.starts_with('/') => {
                let path = address.split(['?', '#']).next()?.trim_end_matches('/');
                Some(if path.is_empty() { "/" } else { path })
            }
            Self::Moved(_) | Self::Gone => None,
        }
    }

    /// As it is kept: nothing for what is gone.
    #[must_use]
    pub fn kept(&self) -> Option<&str> {
        match self {
            Self::Moved(address) => Some(address),
            Self::Gone => None,
        }
    }

    /// What was kept.
    #[must_use]
    pub fn of(kept: Option<String>) -> Self {
        kept.map_or(Self::Gone, Self::Moved)
    }

    /// As it stands in forms and files.
    #[must_use]
    pub fn written(&self) -> &str {
        self.kept().unwrap_or(Self::GONE)
    }
}
