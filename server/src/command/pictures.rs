use anyhow::bail;
use indicatif::{ProgressBar, ProgressStyle};
use newsroom::clock::Clock;
use newsroom::media::{Media, Outcome, prepare_next};
use newsroom::store::Store;

use super::opened;
use crate::settings::Settings;

pub(super) async fn run(settings: &Settings) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    let done = prepare_all(settings, &store).await;
    store.close().await;
    let (all, problems) = done?;
    for Outcome { id, problem } in &problems {
        let problem = problem.as_deref().unwrap_or_default();
        eprintln!("the picture {id} stays as it is: {problem}");
    }
    println!(
        "{} prepared, {} left.",
        all - problems.len(),
        problems.len()
    );
    match problems.len() {
        0 => Ok(()),
        1 => bail!("1 picture could not be prepared; its line above says why"),
        many => bail!("{many} pictures could not be prepared; the lines above say why"),
    }
}

/// How many pictures were looked into, and those that could not be prepared.
async fn prepare_all(settings: &Settings, store: &Store) -> anyhow::Result<(usize, Vec<Outcome>)> {
    let media = Media::new(settings.media_dir());
    let clock = Clock::system();
    let bar = ProgressBar::new(store.unprepared().await?);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta}") {
        bar.set_style(style);
    }
    bar.tick();
    let mut all = 0;
    let mut problems = Vec::new();
    while let Some(outcome) = prepare_next(store, &media, &clock).await? {
        all += 1;
        bar.inc(1);
        if outcome.problem.is_some() {
            problems.push(outcome);
        }
    }
    bar.finish_and_clear();
    Ok((all, problems))
}
