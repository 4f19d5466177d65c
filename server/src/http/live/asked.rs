//! Where a reader wants to go on.

use axum::http::{HeaderMap, Uri};
use newsroom::events::EventNumber;

use super::{UnknownChannel, values};

/// What a browser sends when it comes back by itself. It knows better than the address, which stays as it was.
const LAST_EVENT_ID: &str = "last-event-id";
/// The one channel there is: whatever a reader of any page could notice.
const PAPER: &str = "paper";

/// From where on somebody wants to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// From now on.
    Now,
    /// After that event.
    Event(EventNumber),
    /// They say something that is no event's number.
    Nonsense,
}

pub(super) struct Asked {
    pub(super) after: After,
}

impl Asked {
    pub(super) fn read(uri: &Uri, headers: &HeaderMap) -> Result<Self, UnknownChannel> {
        if values(uri, "channel").iter().any(|name| name != PAPER) {
            return Err(UnknownChannel);
        }
        let header = headers.get(LAST_EVENT_ID);
        let after = match header {
            Some(id) => number(id.to_str().unwrap_or_default()),
            None => match values(uri, "after").first() {
                Some(after) => number(after),
                None => After::Now,
            },
        };
        Ok(Self { after })
    }
}

/// An event's number as it stands in an address or a header.
pub(super) fn number(raw: &str) -> After {
    let digits = !raw.is_empty() && raw.bytes().all(|byte| byte.is_ascii_digit());
    match raw.parse() {
        Ok(number) if digits => After::Event(EventNumber(number)),
        _ => After::Nonsense,
    }
}
