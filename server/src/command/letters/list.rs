use clap::Args;
use jiff::Timestamp;
use newsroom::clock::Clock;
use newsroom::letters::{Gathers, Letter, LetterState};
use newsroom::store::Store;
use serde_json::json;

use crate::command::list::minute;
use crate::settings::Settings;

#[derive(Debug, Args)]
pub(in crate::command) struct Arguments {
    /// As JSON, for programs
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(
    settings: &Settings,
    store: &Store,
    clock: &Clock,
    arguments: &Arguments,
) -> anyhow::Result<String> {
    let zone = settings.time_zone();
    let mut lines = Vec::new();
    let mut values = Vec::new();
    for letter in store.letters().await? {
        let subscribers = store.subscribers_of(letter.id).await?;
        let issues = store.issues_of(letter.id, None, 1).await?;
        let issues = issues.first().map_or(0, |issue| issue.number);
        let next = match letter.state {
            LetterState::Running => letter.definition.schedule.next(clock.now(), &zone),
            LetterState::Paused | LetterState::Retired => None,
        };
        let in_words = next.map_or_else(|| "-".to_owned(), |next| minute(&zone, next));
        let definition = &letter.definition;
        lines.push(format!(
            "{:<20} {:<8} {:<24} next {in_words:<16} {subscribers:>7} readers {issues:>5} issues  {}\n",
            definition.slug.as_str(),
            letter.state.word(),
            definition.schedule.to_string(),
            definition.name
        ));
        let next = next.and_then(|next| Timestamp::from_microsecond(next.micros()).ok());
        values.push(value(
            &letter,
            next.map(|next| next.to_string()),
            subscribers,
            issues,
        ));
    }
    Ok(match arguments.json {
        true => format!("{:#}\n", json!(values)),
        false => lines.concat(),
    })
}

fn value(
    letter: &Letter,
    next: Option<String>,
    subscribers: i64,
    issues: i64,
) -> serde_json::Value {
    let definition = &letter.definition;
    let gathers = definition.gathers.iter().copied().map(Gathers::word);
    json!({
        "slug": definition.slug,
        "name": definition.name,
        "promise": definition.promise,
        "state": letter.state.word(),
        "source": letter.source.word(),
        "schedule": definition.schedule.to_string(),
        "next": next,
        "gathers": gathers.collect::<Vec<_>>(),
        "sections": definition.sections,
        "shortest": definition.shortest,
        "longest": definition.longest,
        "reply_to": definition.reply_to,
        "subscribers": subscribers,
        "issues": issues,
    })
}
