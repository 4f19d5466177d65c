//! `/metrics`: counters in the text format of Prometheus (exposition format 0.0.4).

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::AppState;
use crate::backups;
use crate::pings::Facts;

/// Counts since the start.
#[derive(Debug, Default)]
pub(super) struct Metrics {
    /// Answers by the first digit of their status, 1 to 5.
    answers: [AtomicU64; 5],
    /// Time from the request's head to the answer's, summed.
    microseconds: AtomicU64,
}

/// Counts a request and how long its answer took.
pub(super) async fn count(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let answer = next.run(request).await;
    let took = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
    state.metrics.answered(answer.status(), took);
    answer
}

impl Metrics {
    /// Counts an answer that took so many microseconds.
    pub(super) fn answered(&self, status: StatusCode, took: u64) {
        let class = usize::from(status.as_u16() / 100).clamp(1, 5) - 1;
        self.answers[class].fetch_add(1, Ordering::Relaxed);
        self.microseconds.fetch_add(took, Ordering::Relaxed);
    }
}

/// The counters, and what the store says of itself.
pub(super) async fn metrics(State(state): State<AppState>) -> Response {
    let mut text = String::new();
    head(
        &mut text,
        "dateline_requests_total",
        "counter",
        "Answered requests by class of status.",
    );
    let mut all = 0;
    for (class, count) in (1..).zip(&state.metrics.answers) {
        let count = count.load(Ordering::Relaxed);
        all += count;
        line(
            &mut text,
            &format!("dateline_requests_total{{status=\"{class}xx\"}}"),
            count,
        );
    }
    head(
        &mut text,
        "dateline_request_seconds",
        "summary",
        "Time from a request's head to its answer's.",
    );
    #[expect(
        clippy::cast_precision_loss,
        reason = "a sum of microseconds is exact for 285 years"
    )]
    let seconds = state.metrics.microseconds.load(Ordering::Relaxed) as f64 / 1e6;
    line(&mut text, "dateline_request_seconds_sum", seconds);
    line(&mut text, "dateline_request_seconds_count", all);
    head(
        &mut text,
        "dateline_live_streams",
        "gauge",
        "Readers who follow the paper live.",
    );
    line(&mut text, "dateline_live_streams", state.live.open());
    if let Ok(health) = state.paper.store.health().await {
        head(
            &mut text,
            "dateline_articles_published",
            "gauge",
            "Articles readers can open.",
        );
        line(&mut text, "dateline_articles_published", health.published);
        head(
            &mut text,
            "dateline_newest_event",
            "gauge",
            "Number of the newest event in the log.",
        );
        line(&mut text, "dateline_newest_event", health.newest_event.0);
    }
    head(
        &mut text,
        "dateline_store_writable",
        "gauge",
        "Whether the last change could be written (1) or not (0).",
    );
    let writable = state.paper.store.write_problem().is_none();
    line(&mut text, "dateline_store_writable", u8::from(writable));
    if let Some(it) = &state.backups {
        backups(&mut text, &it.facts());
    }
    pages(&mut text, &state);
    pings(&mut text, &state.pings.facts());
    if let Some(facts) = state.sky.facts() {
        head(
            &mut text,
            "dateline_weather_answers_total",
            "counter",
            "Answers of weather services that could be used.",
        );
        line(&mut text, "dateline_weather_answers_total", facts.answers);
        head(
            &mut text,
            "dateline_weather_failures_total",
            "counter",
            "Questions to weather services that failed.",
        );
        line(&mut text, "dateline_weather_failures_total", facts.failures);
    }
    head(
        &mut text,
        "dateline_vitals_views_total",
        "counter",
        "Views of pages that browsers have told the speed of.",
    );
    line(
        &mut text,
        "dateline_vitals_views_total",
        state.vitals.told(),
    );
    if let Some(bytes) = resident_memory() {
        head(
            &mut text,
            "process_resident_memory_bytes",
            "gauge",
            "Resident memory size in bytes.",
        );
        line(&mut text, "process_resident_memory_bytes", bytes);
    }
    ([("content-type", "text/plain; version=0.0.4")], text).into_response()
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
    head(
        text,
        "dateline_pages_made_total",
        "counter",
        "Pages that were rendered to be kept.",
    );
    line(text, "dateline_pages_made_total", cache.counts.made());
    head(
        text,
        "dateline_page_cache_bytes",
        "gauge",
        "What the kept pages take of the memory.",
    );
    line(text, "dateline_page_cache_bytes", cache.bytes());
}

/// How backups go.
fn backups(text: &mut String, facts: &backups::Facts) {
    let name = "dateline_backups_total";
    head(
        text,
        name,
        "counter",
        "Backups made by themselves since the start.",
    );
    line(text, name, facts.made);
    let name = "dateline_backup_failures_total";
    head(
        text,
        name,
        "counter",
        "Backups that could not be made since the start.",
    );
    line(text, name, facts.failures);
    if let Some(newest) = facts.newest {
        let name = "dateline_backup_newest_timestamp_seconds";
        head(
            text,
            name,
            "gauge",
            "When the newest backup was taken, in seconds since 1970.",
        );
        line(text, name, newest.micros() / 1_000_000);
    }
}

/// How telling others of changes goes, for each of them.
fn pings(text: &mut String, all: &[(&'static str, Facts)]) {
    let mut metric = |name: &str, kind: &str, help: &str, figure: fn(&Facts) -> u64| {
        if !all.is_empty() {
            head(text, name, kind, help);
        }
        for (to, facts) in all {
            line(text, &format!("{name}{{to=\"{to}\"}}"), figure(facts));
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

fn head(text: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

fn line(text: &mut String, name: &str, value: impl std::fmt::Display) {
    let _ = writeln!(text, "{name} {value}");
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
