//! `/metrics`: how the server does, in figures for programs that watch it.

mod beside;
mod exposition;
mod kind;
mod store;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use newsroom::durations::Durations;

use crate::http::AppState;
use beside::beside;
use exposition::{figure, head, histogram, line, seconds};
use kind::Kind;
use store::store;

/// Counts since the start.
#[derive(Debug, Default)]
pub(in crate::http) struct Metrics {
    /// Answers by what was asked for and the first digit of their status, 1 to 5.
    answers: [[AtomicU64; 5]; Kind::ALL.len()],
    /// Time from the request's head to the answer's, summed.
    microseconds: AtomicU64,
    /// How long making a page took, and reading from the store what one shows.
    pub(in crate::http) making: Durations,
    pub(in crate::http) reading: Durations,
}

/// Counts a request and how long its answer took.
pub(in crate::http) async fn count(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
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
    pub(in crate::http) fn answered_at_once(&self, status: StatusCode) {
        self.answered(Kind::Page, status, 0);
    }
}

/// The counters, and what the store says of itself.
pub(in crate::http) async fn metrics(State(state): State<AppState>) -> Response {
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
    pages(&mut text, &state);
    turned_away(&mut text, &state);
    beside(&mut text, &state);
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
