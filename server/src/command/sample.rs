use jiff::tz::TimeZone;
use newsroom::clock::Clock;
use newsroom::importing::Importer;
use newsroom::media::Media;
use newsroom::sample;
use newsroom::store::Store;
use newsroom::weather::Coordinates;

use super::{import, opened};
use crate::settings::Settings;

pub(super) async fn run(settings: &Settings) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    let done = load(settings, &store).await;
    store.close().await;
    done
}

/// Loads the sample paper. Articles that are there already stay as they are.
pub(super) async fn load(settings: &Settings, store: &Store) -> anyhow::Result<()> {
    let media = Media::new(settings.media_dir());
    let clock = Clock::system();
    let importer = Importer {
        store,
        clock: &clock,
        media: &media,
        time_zone: &settings.time_zone(),
    };
    let report = sample::load(&importer, |_| {}).await?;
    import::conclude(&report)
}

/// The sample paper is at home in New York, unless the settings say where or in which time zone the paper is. Where that is, if so.
pub(super) fn settle(settings: &mut Settings) -> Option<Coordinates> {
    if settings.place.is_some() || settings.time_zone.is_some() {
        return None;
    }
    settings.place = Some(sample::PLACE.to_owned());
    settings.time_zone = TimeZone::get(sample::TIME_ZONE).ok();
    sample::COORDINATES.parse().ok()
}
