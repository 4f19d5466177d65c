//! `/healthz`: whether this server can do its work, for whatever watches it.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

use crate::backups::Facts;
use crate::http::AppState;
use crate::http::page_cache::Instead;
use crate::{acme, links};

/// Pages that are named, of those that cannot be made.
const NAMED: usize = 10;

/// 200 while the store answers and can be written to, else 503. Pages that could not be made are named with what readers have
/// instead. So are others that cannot be told of changes or asked for the weather, and backups that cannot be made, but the paper
/// does its work all the same.
pub(in crate::http) async fn healthz(State(state): State<AppState>) -> Response {
    match state.paper.store.ping().await {
        Ok(()) => {
            if let Some(problem) = state.paper.store.write_problem() {
                let mut text = format!("nothing can be written: {problem}\n");
                text.push_str(&unmade(&state));
                let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
                return (StatusCode::SERVICE_UNAVAILABLE, headers, text).into_response();
            }
            let mut text = String::from("ok\n");
            text.push_str(&unmade(&state));
            for (name, facts) in state.pings.facts() {
                let line = match facts.problem {
                    None => format!("{name}: ok\n"),
                    Some(problem) if facts.behind == 0 => format!("{name}: {problem}\n"),
                    Some(problem) => format!("{name}: {} events behind: {problem}\n", facts.behind),
                };
                text.push_str(&line);
            }
            if let Some(standing) = &state.certificate {
                text.push_str(&certificate(&standing.facts()));
            }
            if let Some(backups) = &state.backups {
                text.push_str(&backup(&backups.facts()));
            }
            if let Some(it) = &state.links {
                text.push_str(&links(&it.facts()));
            }
            if let Some(facts) = state.sky.facts() {
                let problems = facts.problems.iter();
                let problems: Vec<String> = problems
                    .map(|(who, problem)| format!("{who}: {problem}"))
                    .collect();
                let how = if problems.is_empty() {
                    "ok"
                } else {
                    &problems.join("; ")
                };
                text.push_str(&format!("weather: {how}\n"));
            }
            ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the store does not answer");
            let text = format!("the store does not answer\n{}", unmade(&state));
            let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
            (StatusCode::SERVICE_UNAVAILABLE, headers, text).into_response()
        }
    }
}

/// Lines on pages that could not be made in the last minutes; none if all could.
fn unmade(state: &AppState) -> String {
    let unmade = state.page_cache.unmade(state.paper.clock.now());
    [
        (
            Instead::TheLast,
            "cannot be made, the last good ones are shown with their time",
        ),
        (
            Instead::Nothing,
            "cannot be made, and there is none to show",
        ),
    ]
    .into_iter()
    .filter_map(|(instead, how)| {
        let pages = unmade.iter().filter(|(_, what)| *what == instead);
        let pages: Vec<&str> = pages.map(|(key, _)| key.as_str()).collect();
        let named = pages.iter().take(NAMED).copied().collect::<Vec<_>>();
        let others = match pages.len().saturating_sub(NAMED) {
            0 => String::new(),
            others => format!(" and {others} others"),
        };
        let count = pages.len();
        (count > 0).then(|| format!("pages: {count} {how}: {}{others}\n", named.join(", ")))
    })
    .collect()
}

/// A line on the certificate.
fn certificate(facts: &acme::Facts) -> String {
    let ends = facts
        .ends
        .and_then(|at| Timestamp::from_microsecond(at.micros()).ok());
    let ends = match ends {
        Some(at) => format!("it ends at {at:.0}"),
        None => "there is none yet".to_owned(),
    };
    match &facts.problem {
        None => format!("certificate: ok, {ends}\n"),
        Some(problem) => format!("certificate: {ends}: {problem}\n"),
    }
}

/// A line on links to other sites.
fn links(facts: &links::Facts) -> String {
    let waiting = match facts.waiting {
        0 => "none waits to be asked for".to_owned(),
        1 => "1 waits to be asked for".to_owned(),
        many => format!("{many} wait to be asked for"),
    };
    match &facts.problem {
        None => format!("links: ok, {waiting}\n"),
        Some(problem) => format!("links: {waiting}: {problem}\n"),
    }
}

/// A line on backups.
fn backup(facts: &Facts) -> String {
    let newest = match facts
        .newest
        .and_then(|at| Timestamp::from_microsecond(at.micros()).ok())
    {
        Some(at) => format!("the newest is of {at:.0}"),
        None => "there is none yet".to_owned(),
    };
    match &facts.problem {
        None => format!("backup: ok, {newest}\n"),
        Some(problem) => format!("backup: {newest}: {problem}\n"),
    }
}
