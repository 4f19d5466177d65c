use domain::Slug;
use newsroom::clock::Clock;
use newsroom::publishing;

use super::opened;
use crate::said::say;
use crate::settings::Settings;

pub(super) async fn run(settings: &Settings, slug: &Slug) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    let done = publishing::publish(&store, &Clock::system(), slug).await;
    store.close().await;
    done?;
    say!("Published {slug}.")
}
