use std::net::SocketAddr;

use super::source::Source;
use super::{Refused, file};

/// Whether other sites are asked for what stories lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Links {
    /// `DATELINE_DESK_LINKS`, `desk.links`: `on` or `off`. Default `on`.
    pub asks: bool,
    /// `DATELINE_DESK_LINKS_SERVICE`, `desk.links_service`: for tests, the IP address and port of a server on this machine that may be
    /// asked, too, and stands in for another site. Default none.
    pub service: Option<SocketAddr>,
}

pub(super) fn read(source: &Source<'_>, file: &file::Desk) -> Result<Links, Refused> {
    let asks = source
        .setting("DATELINE_DESK_LINKS", "desk.links", file.links.clone())
        .checked("on or off", |word| match word {
            "on" => Some(true),
            "off" => Some(false),
            _ => None,
        })?
        .unwrap_or(true);
    let service = source
        .setting(
            "DATELINE_DESK_LINKS_SERVICE",
            "desk.links_service",
            file.links_service.clone(),
        )
        .parsed("an IP address and a port, such as 127.0.0.1:9000")?;
    Ok(Links { asks, service })
}
