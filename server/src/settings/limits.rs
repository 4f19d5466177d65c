use super::source::Source;
use super::{Refused, file};

/// How much of what costs one network may have: one address of IPv4, or one /64 of IPv6.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// `DATELINE_LIMIT_CONNECTIONS`, `limits.connections`: connections that are open at once, 1 to 1,000,000, or 0 for no limit;
    /// never more than half of what the system allows. Default 1000: an office of hundreds behind one address, each with a few.
    pub connections: u32,
    /// `DATELINE_LIMIT_PAGES`, `limits.pages`: pages a minute that have to be made, 1 to 1,000,000, or 0 for no limit.
    /// Default 1200. Pages that are kept, and files, are never counted.
    pub pages: u32,
    /// `DATELINE_LIMIT_SEARCHES`, `limits.searches`: searches a minute, in the same way. Default 600: a search runs while its
    /// words are typed.
    pub searches: u32,
    /// `DATELINE_LIMIT_FORMS`, `limits.forms`: forms and other messages a minute that are sent, but to the desk, in the same way.
    /// Default 600.
    pub forms: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1000,
            pages: 1200,
            searches: 600,
            forms: 600,
        }
    }
}

pub(super) fn read(source: &Source<'_>, file: file::Limits) -> Result<Limits, Refused> {
    const MOST: u32 = 1_000_000;
    let limit = |variable, key, value, default| {
        let wanted = format!("a whole number from 1 to {MOST}, or 0 for no limit");
        let set = source.setting(variable, key, value);
        let set = set.checked(&wanted, |raw| {
            raw.trim().parse().ok().filter(|it| (0..=MOST).contains(it))
        })?;
        Ok(set.unwrap_or(default))
    };
    let default = Limits::default();
    Ok(Limits {
        connections: limit(
            "DATELINE_LIMIT_CONNECTIONS",
            "limits.connections",
            file.connections,
            default.connections,
        )?,
        pages: limit(
            "DATELINE_LIMIT_PAGES",
            "limits.pages",
            file.pages,
            default.pages,
        )?,
        searches: limit(
            "DATELINE_LIMIT_SEARCHES",
            "limits.searches",
            file.searches,
            default.searches,
        )?,
        forms: limit(
            "DATELINE_LIMIT_FORMS",
            "limits.forms",
            file.forms,
            default.forms,
        )?,
    })
}
