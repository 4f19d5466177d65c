//! Logs: a line for each request and each thing that goes wrong, for people or as JSON; and what is told a collector of traces.

use std::io::IsTerminal;

use tracing_subscriber::filter::{EnvFilter, LevelFilter, Targets};
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{fmt, registry};

use crate::settings::LogFormat;
use crate::telemetry::Telemetry;

/// What is logged when nobody says anything else.
pub const USUAL: &str = "info,sqlx=warn,hyper=warn";

/// Whether it says how much is to be logged.
#[must_use]
pub fn is_filter(written: &str) -> bool {
    EnvFilter::try_new(written).is_ok()
}

/// Starts logging as much as `filter` says to standard error, and telling `telemetry` of requests, whatever is logged. Called once, first
/// thing; a second call changes nothing.
pub fn start(format: LogFormat, filter: &str, telemetry: Option<Telemetry>) {
    let filter = EnvFilter::new(filter);
    let lines = fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(has_colours());
    let lines = match format {
        LogFormat::Text => lines.with_target(false).boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    let ours = ["server", "app", "desk", "newsroom", "tower_http"];
    let ours = Targets::new().with_targets(ours.map(|name| (name, LevelFilter::INFO)));
    let told = telemetry.map(|telemetry| telemetry.with_filter(ours));
    // A test may have started one already.
    let _ = registry()
        .with(lines.with_filter(filter))
        .with(told)
        .try_init();
}

/// Colours are for a person at a terminal who has not asked for none (<https://no-color.org>). In a file they are noise.
fn has_colours() -> bool {
    let none = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
    !none && std::io::stderr().is_terminal()
}
