//! Logs: a line for each request and each thing that goes wrong, for people or as JSON; and what is told a collector of traces.

use tracing_subscriber::filter::{EnvFilter, LevelFilter, Targets};
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{fmt, registry};

use crate::settings::LogFormat;
use crate::telemetry::Telemetry;

/// What is logged when `RUST_LOG` says nothing.
const USUAL: &str = "info,sqlx=warn,hyper=warn";

/// Starts logging to standard error, and telling `telemetry` of requests, whatever is logged. Called once, first thing; a second
/// call changes nothing.
pub fn start(format: LogFormat, telemetry: Option<Telemetry>) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(USUAL));
    let lines = fmt::layer().with_writer(std::io::stderr);
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
