use anyhow::bail;

use super::opened;
use crate::said::say;
use crate::settings::Settings;

pub(super) async fn run(settings: &Settings) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    let health = store.health().await?;
    let damage = store.damage().await?;
    store.close().await;
    say!("database     {}", settings.database.path().display())?;
    say!("migration    {}", health.migration)?;
    say!(
        "articles     {} ({} published)",
        health.articles,
        health.published
    )?;
    say!("versions     {}", health.versions)?;
    say!("subscribers  {}", health.subscribers)?;
    say!("events       up to number {}", health.newest_event.0)?;
    if damage.is_empty() {
        say!("health       sound")?;
        return Ok(());
    }
    for line in &damage {
        say!("damage       {line}")?;
    }
    bail!("the database is damaged; restore a backup")
}
