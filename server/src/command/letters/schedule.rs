use clap::Args;
use domain::Slug;
use newsroom::clock::Clock;
use newsroom::letters::{Definition, Schedule, Source};
use newsroom::store::Store;

use crate::command::list::minute;
use crate::settings::Settings;

#[derive(Debug, Args)]
pub(in crate::command) struct Arguments {
    /// The letter, by the last part of its address
    slug: Slug,
    /// "daily 06:30", days and a time such as "mon wed fri 17:00" on the paper's clock, breaking or by-hand
    schedule: Schedule,
}

pub(super) async fn run(
    settings: &Settings,
    store: &Store,
    clock: &Clock,
    arguments: Arguments,
) -> anyhow::Result<String> {
    let letter = super::letter(store, &arguments.slug).await?;
    let definition = Definition {
        schedule: arguments.schedule,
        ..letter.definition
    };
    let now = clock.now();
    let mut writing = store.write().await?;
    writing
        .define_letter(&definition, Source::Command, letter.place, now)
        .await?;
    writing.commit().await?;
    let Definition { slug, schedule, .. } = &definition;
    let zone = settings.time_zone();
    Ok(match schedule.next(now, &zone) {
        Some(next) => format!("{slug}: {schedule}, next on {}.\n", minute(&zone, next)),
        None => format!("{slug}: {schedule}.\n"),
    })
}
