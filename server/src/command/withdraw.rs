use domain::{Slug, Withdrawal};
use newsroom::clock::Clock;
use newsroom::publishing;

use super::opened;
use crate::said::say;
use crate::settings::Settings;

pub(super) async fn run(
    settings: &Settings,
    slug: &Slug,
    reason: Withdrawal,
) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    let done = publishing::withdraw(&store, &Clock::system(), slug, reason).await;
    store.close().await;
    done?;
    say!("Withdrew {slug}.")
}
