use anyhow::bail;

use super::opened;
use crate::settings::Settings;

pub(super) async fn run(settings: &Settings) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    let health = store.health().await?;
    let damage = store.damage().await?;
    store.close().await;
    println!("database     {}", settings.database.path().display());
    println!("migration    {}", health.migration);
    println!(
        "articles     {} ({} published)",
        health.articles, health.published
    );
    println!("versions     {}", health.versions);
    println!("subscribers  {}", health.subscribers);
    println!("events       up to number {}", health.newest_event.0);
    if damage.is_empty() {
        println!("health       sound");
        return Ok(());
    }
    for line in &damage {
        println!("damage       {line}");
    }
    bail!("the database is damaged; restore a backup")
}
