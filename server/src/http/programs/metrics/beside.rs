//! What the site does beside answering: backups, asking after links, telling others of changes, fetching the weather.

use super::exposition::{figure, head, line};
use crate::http::AppState;
use crate::{backups, links, pings, weather};

/// Adds the figures of whatever is switched on.
pub(super) fn beside(text: &mut String, state: &AppState) {
    if let Some(it) = &state.backups {
        backups(text, &it.facts());
    }
    pings(text, &state.pings.facts());
    if let Some(it) = &state.links {
        links(text, &it.facts());
    }
    if let Some(facts) = state.sky.facts() {
        weather(text, &facts);
    }
}

/// How backups go.
fn backups(text: &mut String, facts: &backups::Facts) {
    let name = "dateline_backups_total";
    figure(
        text,
        name,
        "counter",
        "Backups made by themselves since the start.",
        facts.made,
    );
    let name = "dateline_backup_failures_total";
    figure(
        text,
        name,
        "counter",
        "Backups that could not be made since the start.",
        facts.failures,
    );
    if let Some(newest) = facts.newest {
        let name = "dateline_backup_newest_timestamp_seconds";
        figure(
            text,
            name,
            "gauge",
            "When the newest backup was taken, in seconds since 1970.",
            newest.micros() / 1_000_000,
        );
    }
}

/// How asking other sites for what stories lead to goes.
fn links(text: &mut String, facts: &links::Facts) {
    let name = "dateline_links_asked_total";
    let help = "Links to other sites that were asked for, by what was found.";
    head(text, name, "counter", help);
    for (found, count) in [
        ("there", facts.there),
        ("dead", facts.dead),
        ("trouble", facts.troubles),
        ("unlearnt", facts.unlearnt),
    ] {
        line(text, &format!("{name}{{found=\"{found}\"}}"), count);
    }
    figure(
        text,
        "dateline_links_waiting",
        "gauge",
        "Links to other sites that are to be asked for.",
        facts.waiting,
    );
}

/// How telling others of changes goes, for each of them.
fn pings(text: &mut String, all: &[(&'static str, pings::Facts)]) {
    let mut metric = |name: &str, kind: &str, help: &str, fact: fn(&pings::Facts) -> u64| {
        if !all.is_empty() {
            head(text, name, kind, help);
        }
        for (to, facts) in all {
            line(text, &format!("{name}{{to=\"{to}\"}}"), fact(facts));
        }
    };
    metric(
        "dateline_pings_addresses_total",
        "counter",
        "Addresses that others were told have changed.",
        |facts| facts.told,
    );
    metric(
        "dateline_pings_failures_total",
        "counter",
        "Requests to others that failed or were refused.",
        |facts| facts.failures,
    );
    metric(
        "dateline_pings_events_behind",
        "gauge",
        "Events of the log that others were not told of yet.",
        |facts| u64::try_from(facts.behind).unwrap_or(0),
    );
}

/// How fetching the weather goes.
fn weather(text: &mut String, facts: &weather::Facts) {
    figure(
        text,
        "dateline_weather_answers_total",
        "counter",
        "Answers of weather services that could be used.",
        facts.answers,
    );
    figure(
        text,
        "dateline_weather_failures_total",
        "counter",
        "Questions to weather services that failed.",
        facts.failures,
    );
}
