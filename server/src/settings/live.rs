use std::time::Duration;

use super::source::Source;
use super::{Refused, file};

/// How the live stream is shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Live {
    /// `DATELINE_LIVE_STREAMS`, `live.streams`: how many readers may have the stream open at once, 1 to
    /// 1,000,000. Default 10,000.
    pub streams: u32,
    /// `DATELINE_LIVE_STREAMS_PER_ADDRESS`, `live.streams_per_address`: how many of them may come from one
    /// address, or from one /64 network of IPv6, 1 to 1,000,000. Default 100: all tabs of a browser share one,
    /// but whole offices share an address.
    pub per_address: u32,
    /// `DATELINE_LIVE_HEARTBEAT`, `live.heartbeat`: seconds between signs of life on a stream without news, 1 to
    /// 300. Default 20: proxies give up a connection that was silent for a minute.
    pub heartbeat: Duration,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            streams: 10_000,
            per_address: 100,
            heartbeat: Duration::from_secs(20),
        }
    }
}

pub(super) fn read(source: &Source<'_>, file: file::Live) -> Result<Live, Refused> {
    const COUNT: &str = "a whole number from 1 to 1000000";
    let default = Live::default();
    Ok(Live {
        streams: source
            .setting("DATELINE_LIVE_STREAMS", "live.streams", file.streams)
            .checked(COUNT, count)?
            .unwrap_or(default.streams),
        per_address: source
            .setting(
                "DATELINE_LIVE_STREAMS_PER_ADDRESS",
                "live.streams_per_address",
                file.streams_per_address,
            )
            .checked(COUNT, count)?
            .unwrap_or(default.per_address),
        heartbeat: source
            .setting("DATELINE_LIVE_HEARTBEAT", "live.heartbeat", file.heartbeat)
            .checked("a whole number of seconds from 1 to 300", seconds)?
            .unwrap_or(default.heartbeat),
    })
}

fn count(raw: &str) -> Option<u32> {
    let count = raw.trim().parse().ok()?;
    (1..=1_000_000).contains(&count).then_some(count)
}

fn seconds(raw: &str) -> Option<Duration> {
    let seconds = raw.trim().parse().ok()?;
    (1..=300)
        .contains(&seconds)
        .then(|| Duration::from_secs(seconds))
}
