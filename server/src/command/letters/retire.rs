use clap::Args;
use domain::Slug;
use newsroom::clock::Clock;
use newsroom::letters::{LetterState, Source};
use newsroom::store::Store;

#[derive(Debug, Args)]
pub(in crate::command) struct Arguments {
    /// The letter, by the last part of its address
    slug: Slug,
}

pub(super) async fn run(
    store: &Store,
    clock: &Clock,
    arguments: &Arguments,
) -> anyhow::Result<String> {
    let slug = &arguments.slug;
    let letter = super::letter(store, slug).await?;
    if letter.state == LetterState::Retired && letter.source == Source::Command {
        return Ok(format!("{slug} was retired already.\n"));
    }
    let mut writing = store.write().await?;
    // From now on the settings file cannot bring it back.
    writing
        .set_letter_source(letter.id, Source::Command)
        .await?;
    writing
        .put_letter_in_state(letter.id, LetterState::Retired, clock.now())
        .await?;
    writing.commit().await?;
    Ok(format!("{slug} is not offered any more.\n"))
}
