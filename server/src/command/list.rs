use domain::{Moment, Publication};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::opened;
use crate::said::say;
use crate::settings::Settings;

pub(super) async fn run(settings: &Settings) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    let standings = store.standings().await;
    store.close().await;
    let time_zone = settings.time_zone();
    for standing in standings? {
        let (state, at) = match &standing.publication {
            Publication::Draft => ("draft", None),
            Publication::Scheduled { at } => ("scheduled", Some(*at)),
            Publication::Published { at } => ("published", Some(*at)),
            Publication::Withdrawn { at, .. } => ("withdrawn", Some(*at)),
        };
        let at = at.map(|at| minute(&time_zone, at)).unwrap_or_default();
        say!(
            "{state:<10} {at:<16} v{:<3} {}/{}  {}",
            standing.number.0,
            standing.section.slug(),
            standing.slug,
            standing.headline
        )?;
    }
    Ok(())
}

/// A time on the paper's clock, to the minute.
pub(super) fn minute(time_zone: &TimeZone, moment: Moment) -> String {
    Timestamp::from_microsecond(moment.micros())
        .map(|time| {
            time.to_zoned_datetime(time_zone.clone())
                .strftime("%Y-%m-%d %H:%M")
                .to_string()
        })
        .unwrap_or_default()
}
