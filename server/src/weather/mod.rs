//! Asking how warm it is where the paper is at home.
//!
//! One service is asked every ten minutes, and the other one when that fails. What they say is kept by the newsroom, so
//! pages have it without waiting; this is the only part that waits.

mod line;
mod standing;
mod watch;

use std::time::Duration;

use app::paper::Paper;
use tokio::sync::watch as signal;
use tokio::task::JoinHandle;

pub use standing::{Facts, Standing};

use crate::outside::Pace;
use crate::settings;
use watch::Watch;

/// How fast services are asked.
pub const PACE: Pace = Pace {
    look: Duration::from_secs(10 * 60),
    first_wait: Duration::from_secs(30),
    longest_wait: Duration::from_secs(30 * 60),
};

/// How long one answer may take.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Starts asking for `paper`, if it shows the weather; it stops by itself when it is told to.
pub fn start(
    paper: &Paper,
    settings: &settings::Weather,
    pace: Pace,
    patience: Duration,
    standing: &Standing,
    stopped: &signal::Receiver<bool>,
) -> Option<JoinHandle<()>> {
    let outdoors = paper.masthead.outdoors.as_ref()?;
    let watch = Watch::new(
        paper,
        outdoors.place.clone(),
        settings,
        pace,
        patience,
        standing,
    );
    standing.begin();
    Some(tokio::spawn(watch.keep(stopped.clone())))
}
