use std::fmt;

use axum::http::{HeaderName, HeaderValue};

use super::source::Source;
use super::{Refused, discovery, file};

/// A content delivery network in front of the paper, which keeps pages until it is told to let go of them.
#[derive(Clone, PartialEq, Eq)]
pub struct Cdn {
    /// `DATELINE_CDN_PURGE_URL`, `cdn.purge_url`: where it is told. Default none; then no page says that it may be kept.
    pub purge_url: String,
    /// `DATELINE_CDN_PURGE_HEADER`, `cdn.purge_header`: a header that proves who tells it, a name and a value. Default none.
    pub purge_header: Option<(String, String)>,
    /// `DATELINE_CDN_MAX_AGE`, `cdn.max_age`: for how many seconds it may keep a page that it is not told of, 1 to 86,400: what
    /// only time changes, such as the day, may be so much late. Default 60.
    pub max_age: u32,
}

impl fmt::Debug for Cdn {
    /// Without what proves who tells it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} s)", self.purge_url, self.max_age)
    }
}

pub(super) fn read(source: &Source<'_>, file: file::Cdn) -> Result<Option<Cdn>, Refused> {
    const LONGEST: u32 = 86_400;
    const DEFAULT: u32 = 60;
    let purge_url = source
        .setting("DATELINE_CDN_PURGE_URL", "cdn.purge_url", file.purge_url)
        .checked("an http:// or https:// address", discovery::hub)?;
    let purge_header = source
        .setting(
            "DATELINE_CDN_PURGE_HEADER",
            "cdn.purge_header",
            file.purge_header,
        )
        .secret()
        .checked("a name, a colon and a value", header)?;
    let max_age = source
        .setting("DATELINE_CDN_MAX_AGE", "cdn.max_age", file.max_age)
        .checked(&format!("seconds from 1 to {LONGEST}"), |raw| {
            raw.trim()
                .parse()
                .ok()
                .filter(|it| (1..=LONGEST).contains(it))
        })?
        .unwrap_or(DEFAULT);
    Ok(purge_url.map(|purge_url| Cdn {
        purge_url,
        purge_header,
        max_age,
    }))
}

fn header(raw: &str) -> Option<(String, String)> {
    let (name, value) = raw.split_once(':')?;
    let (name, value) = (name.trim(), value.trim());
    let fits = name.parse::<HeaderName>().is_ok()
        && value.parse::<HeaderValue>().is_ok()
        && !value.is_empty();
    fits.then(|| (name.to_owned(), value.to_owned()))
}
