//! `/metrics`: how the server does, in figures for programs that watch it.

mod exposition;
mod kind;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use newsroom::durations::Durations;

use super::AppState;
use crate::pings::Facts;
use crate::{backups, links};
use exposition::{figure, head, histogram, line, seconds};
use kind::Kind;

/// Counts since the start.
#[derive(Debug, Default)]
pub(super) struct Metrics {
    /// Answers by what was asked for and the first digit of their status, 1 to 5.
    answers: [[AtomicU64; 5]; Kind::ALL.len()],
    /// Time from the request's head to the answer's, summed.
    microseconds: AtomicU64,
    /// How long making a page took, and reading from the store what one shows.
    pub(super) making: Durations,
    pub(super) reading: Durations,
}

/// Counts a request and how long its answer took.
pub(super) async fn count(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let kind = Kind::of(request.method(), request.uri().path());
    let answer = next.run(request).await;
    let took = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
    state.metrics.answered(kind, answer.status(), took);
    answer
}

impl Metrics {
    /// Counts an answer that took so many microseconds.
    fn answered(&self, kind: Kind, status: StatusCode, took: u64) {
        let class = usize::from(status.as_u16() / 100).clamp(1, 5) - 1;
        self.answers[kind as usize][class].fetch_add(1, Ordering::Relaxed);
        self.microseconds.fetch_add(took, Ordering::Relaxed);
    }

    /// Counts a page that was there as it is sent. That takes less than a microsecond.
    pub(super) fn answered_at_once(&self, status: StatusCode) {
        self.answered(Kind::Page, status, 0);
    }
}

/// The counters, and what the store says of itself.
pub(super) async fn metrics(State(state): State<AppState>) -> Response {
    let mut text = String::new();
    requests(&mut text, &state.metrics);
    figure(
        &mut text,
        "dateline_live_streams",
        "gauge",
        "Readers who follow the paper live.",
        state.live.open(),
    );
    store(&mut text, &state).await;
    if let Some(it) = &state.backups {
        backups(&mut text, &it.facts());
    }
    pages(&mut text, &state);
    turned_away(&mut text, &state);
    pings(&mut text, &state.pings.facts());
    if let Some(it) = &state.links {
        links(&mut text, &it.facts());
    }
    if let Some(facts) = state.sky.facts() {
        figure(
            &mut text,
            "dateline_weather_answers_total",
            "counter",
            "Answers of weather services that could be used.",
            facts.answers,
        );
        figure(
            &mut text,
            "dateline_weather_failures_total",
            "counter",
            "Questions to weather services that failed.",
            facts.failures,
        );
    }
    figure(
        &mut text,
        "dateline_vitals_views_total",
        "counter",
        "Views of pages that browsers have told the speed of.",
        state.vitals.told(),
    );
    if let Some(bytes) = resident_memory() {
        figure(
            &mut text,
            "process_resident_memory_bytes",
            "gauge",
            "Resident memory size in bytes.",
            bytes,
        );
    }
    ([("content-type", "text/plain; version=0.0.4")], text).into_response()
}

/// What was asked and how it was answered.
fn requests(text: &mut String, metrics: &Metrics) {
    head(
        text,
        "dateline_requests_total",
        "counter",
        "Answered requests by what was asked for and by class of status.",
    );
    let mut all = 0;
    for (kind, answers) in Kind::ALL.into_iter().zip(&metrics.answers) {
        for (class, count) in (1..).zip(answers) {
            let count = count.load(Ordering::Relaxed);
            all += count;
            let kind = kind.name();
            let labels = format!("{{kind=\"{kind}\",status=\"{class}xx\"}}");
            line(text, &format!("dateline_requests_total{labels}"), count);
        }
    }
    head(
        text,
        "dateline_request_seconds",
        "summary",
        "Time from a request's head to its answer's.",
    );
    let sum = seconds(metrics.microseconds.load(Ordering::Relaxed));
    line(text, "dateline_request_seconds_sum", sum);
    line(text, "dateline_request_seconds_count", all);
    histogram(
        text,
        "dateline_page_making_seconds",
        "Time to make a page that is kept, from the store to the last byte.",
        &metrics.making,
    );
    histogram(
        text,
        "dateline_page_reading_seconds",
        "Time of that, and of pages that are not kept, in which what they show is read from the store.",
        &metrics.reading,
    );
}

/// What the store says of itself, and how far this process knows it.
async fn store(text: &mut String, state: &AppState) {
    let store = &state.paper.store;
    let writes = "Time of writes to the store, from asking for the lock to the end of the commit.";
    histogram(text, "dateline_store_write_seconds", writes, store.writes());
    figure(
        text,
        "dateline_store_writable",
        "gauge",
        "Whether the last change could be written (1) or not (0).",
        u8::from(store.write_problem().is_none()),
    );
    let seen = store.newest_seen();
    let Ok(health) = store.health().await else {
        return;
    };
    let newest = health.newest_event;
    let lag = match newest > seen {
        true => store.events(seen, 1).await.unwrap_or_default(),
        false => Vec::new(),
    };
    let now = state.paper.clock.now().micros();
    let lag = lag.first().map_or(0, |event| now - event.at.micros());
    let waiting = store.letters_waiting().await.unwrap_or(0);
    figure(
        text,
        "dateline_articles_published",
        "gauge",
        "Articles readers can open.",
        health.published,
    );
    figure(
        text,
        "dateline_newest_event",
        "gauge",
        "Number of the newest event in the log.",
        newest.0,
    );
    figure(
        text,
        "dateline_events_behind",
        "gauge",
        "Events of the log that this process has not seen yet.",
        (newest.0 - seen.0).max(0),
    );
    figure(
        text,
        "dateline_events_behind_seconds",
        "gauge",
        "How long ago the first of them happened.",
        seconds(u64::try_from(lag).unwrap_or(0)),
    );
    figure(
        text,
        "dateline_letters_waiting",
        "gauge",
        "Letters to readers that are to be sent.",
        waiting,
    );
}

/// How the page cache does.
fn pages(text: &mut String, state: &AppState) {
    let cache = &state.page_cache;
    head(
        text,
        "dateline_page_cache_requests_total",
        "counter",
        "Requests for pages that can be kept, by how they were answered.",
    );
    for (outcome, count) in cache.counts.all() {
        let name = format!("dateline_page_cache_requests_total{{outcome=\"{outcome}\"}}");
        line(text, &name, count);
    }
    figure(
        text,
        "dateline_pages_made_total",
        "counter",
        "Pages that were rendered to be kept.",
        cache.counts.made(),
    );
    figure(
        text,
        "dateline_page_cache_bytes",
        "gauge",
        "What the kept pages take of the memory.",
        cache.bytes(),
    );
    figure(
        text,
        "dateline_pages_waiting",
        "gauge",
        "Requests that wait for their turn to have a page made.",
        state.bulkheads.pages.waiting() + state.bulkheads.rare_pages.waiting(),
    );
    figure(
        text,
        "dateline_page_copies_waiting",
        "gauge",
        "Copies of pages that are to be written to the disk.",
        cache.copies_waiting(),
    );
}

/// Who found no room, by what they wanted.
fn turned_away(text: &mut String, state: &AppState) {
    let name = "dateline_turned_away_total";
    let help = "Connections and requests for which there was no room, by what they wanted.";
    head(text, name, "counter", help);
    let connections = ("connection", state.admission.turned_away());
    let behind_bulkheads = state.bulkheads.turned_away();
    for (what, count) in [connections].into_iter().chain(behind_bulkheads) {
        line(text, &format!("{name}{{what=\"{what}\"}}"), count);
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
fn pings(text: &mut String, all: &[(&'static str, Facts)]) {
    let mut metric = |name: &str, kind: &str, help: &str, fact: fn(&Facts) -> u64| {
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

/// From `VmRSS` in proc_pid_status(5); none where there is no such file.
fn resident_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim()
        .strip_suffix(" kB")?
        .trim()
        .parse::<u64>()
        .ok()
        .map(|kilobytes| kilobytes * 1024)
}
