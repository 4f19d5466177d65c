use newsroom::clock::Clock;
use newsroom::importing::Importer;
use newsroom::media::Media;
use newsroom::store::Store;

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
        time_zone: &settings.time_zone,
    };
    let report = newsroom::sample::load(&importer, |_| {}).await?;
    import::conclude(&report)
}
