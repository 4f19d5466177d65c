//! The entries of coverage as a list for a terminal.

use domain::Slug;
use newsroom::coverage::CoverageError;
use newsroom::store::{EntryStanding, Store};

use crate::command::list::minute;
use crate::settings::Settings;

/// Entries in the list: more than a screen is long.
const MOST: u32 = 100;

pub(super) async fn of(settings: &Settings, store: &Store, slug: &Slug) -> anyhow::Result<String> {
    let article = store.article(slug).await?;
    let article = article.ok_or_else(|| CoverageError::Unknown(slug.clone()))?;
    let coverage = article.coverage;
    let coverage = coverage.ok_or_else(|| CoverageError::NotCoverage(slug.clone()))?;
    let entries = store.entry_standings(article.id, None, MOST).await?;
    let mut lines = vec![format!("{slug} is {}.", coverage.state.as_str())];
    lines.extend(entries.iter().map(|entry| line(settings, entry)));
    Ok(lines.join("\n"))
}

fn line(settings: &Settings, standing: &EntryStanding) -> String {
    let EntryStanding {
        entry, is_removed, ..
    } = standing;
    let marks = [
        ("removed", *is_removed),
        ("pinned", entry.is_pinned),
        ("key", entry.version.is_key),
        ("edited", entry.edited_at.is_some()),
    ];
    let marks: Vec<&str> = marks
        .iter()
        .filter_map(|(mark, has)| has.then_some(*mark))
        .collect();
    let number = entry.number;
    let at = minute(&settings.time_zone(), entry.at);
    let marks = marks.join(",");
    format!("{number:<5} {at:<16} {marks:<14} {}", entry.version.title())
}
