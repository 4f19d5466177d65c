use super::discovery::is_printable;
use super::{Refused, Source, file};

/// Whether and how readers are told of news while no page is open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notifications {
    /// `DATELINE_NOTIFICATIONS`, `notifications.enabled`: `on` or `off`. Default `on` where readers reach the paper by
    /// `https://`, or on this machine: browsers allow notifications nowhere else.
    pub enabled: bool,
    /// `DATELINE_NOTIFICATIONS_CONTACT`, `notifications.contact`: where push services find whoever runs the paper, as an
    /// address that begins with `mailto:` or `https://`. Default the security contact, else the paper's url.
    pub contact: String,
    /// `DATELINE_NOTIFICATIONS_SERVICE`, `notifications.service`: for tests, a server on this machine that stands in for
    /// a push service, as `http://127.0.0.1:9000`. Default none.
    pub service: Option<String>,
}

pub(super) fn read(
    source: &Source<'_>,
    file: file::Notifications,
    url: &str,
    security_contact: Option<&str>,
) -> Result<Notifications, Refused> {
    let enabled = source
        .setting(
            "DATELINE_NOTIFICATIONS",
            "notifications.enabled",
            file.enabled,
        )
        .checked("on or off", |word| match word {
            "on" => Some(true),
            "off" => Some(false),
            _ => None,
        })?;
    let given = source
        .setting(
            "DATELINE_NOTIFICATIONS_CONTACT",
            "notifications.contact",
            file.contact,
        )
        .checked("an address that begins with mailto: or https://", contact)?;
    let service = source
        .setting(
            "DATELINE_NOTIFICATIONS_SERVICE",
            "notifications.service",
            file.service,
        )
        .checked("http://127.0.0.1: and a port", stand_in)?;
    Ok(Notifications {
        enabled: enabled.unwrap_or_else(|| is_trusted(url)),
        contact: given
            .or_else(|| security_contact.and_then(contact))
            .unwrap_or_else(|| url.to_owned()),
        service,
    })
}

/// RFC 8292 section 2.1.
fn contact(raw: &str) -> Option<String> {
    let rest = raw
        .strip_prefix("mailto:")
        .or_else(|| raw.strip_prefix("https://"))?;
    (!rest.is_empty() && is_printable(rest)).then(|| raw.to_owned())
}

fn stand_in(raw: &str) -> Option<String> {
    let port = raw.strip_prefix("http://127.0.0.1:")?;
    port.parse::<u16>().ok().map(|_| raw.to_owned())
}

/// Where browsers allow it (Secure Contexts, section 3.1).
fn is_trusted(url: &str) -> bool {
    let host = url.strip_prefix("http://").unwrap_or_default();
    url.starts_with("https://")
        || ["localhost", "127.0.0.1", "[::1]"].iter().any(|here| {
            host.strip_prefix(here)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
        })
}
