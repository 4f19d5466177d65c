//! What the store says of itself, and how far this process knows it.

use super::exposition::{figure, histogram, seconds};
use crate::http::AppState;

/// Adds the store's figures.
pub(super) async fn store(text: &mut String, state: &AppState) {
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
