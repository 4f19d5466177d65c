use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use anyhow::bail;
use indicatif::{ProgressBar, ProgressStyle};
use newsroom::clock::Clock;
use newsroom::media::{Media, Outcome, prepare};
use newsroom::store::Store;
use tokio::runtime::Handle;
use tokio::task::JoinSet;

use super::opened;
use crate::said::{note, say};
use crate::settings::Settings;

pub(super) async fn run(settings: &Settings) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    let done = prepare_all(settings, &store).await;
    store.close().await;
    let (all, problems) = done?;
    for Outcome { id, problem } in &problems {
        let problem = problem.as_deref().unwrap_or_default();
        note!("the picture {id} stays as it is: {problem}");
    }
    say!(
        "{} prepared, {} left.",
        all - problems.len(),
        problems.len()
    )?;
    match problems.len() {
        0 => Ok(()),
        1 => bail!("1 picture could not be prepared; its line above says why"),
        many => bail!("{many} pictures could not be prepared; the lines above say why"),
    }
}

/// How many pictures were looked into, and those that could not be prepared. Each core takes the next
/// picture when it has done one.
async fn prepare_all(settings: &Settings, store: &Store) -> anyhow::Result<(usize, Vec<Outcome>)> {
    let waiting = store.unprepared().await?;
    let all = waiting.len();
    let bar = ProgressBar::new(all as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta}") {
        bar.set_style(style);
    }
    bar.tick();
    let waiting = Arc::new(Mutex::new(waiting.into_iter()));
    let mut cores = JoinSet::new();
    for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
        let (waiting, bar) = (Arc::clone(&waiting), bar.clone());
        let (store, media) = (store.clone(), Media::new(settings.media_dir()));
        let runtime = Handle::current();
        cores.spawn_blocking(move || {
            let clock = Clock::system();
            let mut problems = Vec::new();
            let next = || {
                waiting
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .next()
            };
            while let Some((id, media_type)) = next() {
                let done = runtime.block_on(prepare(&store, &media, &clock, id, media_type))?;
                bar.inc(1);
                problems.extend(Some(done).filter(|outcome| outcome.problem.is_some()));
            }
            anyhow::Ok(problems)
        });
    }
    let mut problems = Vec::new();
    while let Some(core) = cores.join_next().await {
        problems.extend(core??);
    }
    bar.finish_and_clear();
    Ok((all, problems))
}
