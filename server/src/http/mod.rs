//! HTTP: which address is answered by what, and what every answer has in common.

mod caching;
mod files;
mod health;
mod media;
mod metrics;
mod pages;
mod policy;
mod preparing;
mod ranges;
mod routes;
pub mod serving;
mod sign_up;

use std::path::PathBuf;
use std::sync::Arc;

use app::paper::Paper;
use leptos::prelude::LeptosOptions;

use crate::Site;
use metrics::Metrics;
pub use routes::all;

/// What answers are made from. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The paper.
    pub paper: Paper,
    /// The browser's files.
    pub site: Site,
    /// The folder of pictures.
    pub media: Arc<PathBuf>,
    options: LeptosOptions,
    metrics: Arc<Metrics>,
}

impl AppState {
    /// The state of a server of `paper`.
    #[must_use]
    pub fn new(paper: Paper, site: Site, media: PathBuf) -> Self {
        let reload_port = std::env::var("LEPTOS_RELOAD_PORT")
            .ok()
            .and_then(|port| port.parse().ok());
        let options = LeptosOptions::builder()
            .output_name("dateline")
            .reload_port(reload_port.unwrap_or(3001_u32))
            .build();
        Self {
            paper,
            site,
            media: Arc::new(media),
            options,
            metrics: Arc::default(),
        }
    }
}
