use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;
use domain::Slug;
use newsroom::clock::Clock;
use newsroom::letters::{ISSUE_PLACEHOLDER, PLACEHOLDERS, next_issue};
use newsroom::store::Store;

use crate::settings::Settings;

#[derive(Debug, Args)]
pub(in crate::command) struct Arguments {
    /// The letter, by the last part of its address
    slug: Slug,
    /// The HTML part
    #[arg(long, conflicts_with = "text")]
    html: bool,
    /// The text part, which is what is shown if nothing is said
    #[arg(long)]
    text: bool,
    /// A file to write it to
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) async fn run(
    settings: &Settings,
    store: &Store,
    clock: &Clock,
    arguments: &Arguments,
) -> anyhow::Result<String> {
    let letter = super::letter(store, &arguments.slug).await?;
    let facts = settings.paper_facts();
    let Some(contents) = next_issue(store, clock, &facts, &letter).await? else {
        bail!(
            "there is less news than the letter `{}` wants, so no issue would be made now",
            arguments.slug
        );
    };
    let issues = store.issues_of(letter.id, None, 1).await?;
    let number = issues.first().map_or(1, |issue| issue.number + 1);
    let part = match arguments.html {
        true => contents.html,
        false => format!("Subject: {}\n\n{}", contents.subject, contents.plain),
    };
    // Nobody's links are in a preview: they lead to the front page.
    let front = format!("{}/", facts.url);
    let part = PLACEHOLDERS
        .iter()
        .fold(part, |part, placeholder| part.replace(placeholder, &front))
        .replace(ISSUE_PLACEHOLDER, &number.to_string());
    let Some(path) = &arguments.output else {
        return Ok(part);
    };
    std::fs::write(path, part).with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(format!("Wrote {}.\n", path.display()))
}
