//! `/site.webmanifest`: what the paper is called and looks like on a reader's home screen
//! (W3C, Web Application Manifest).

use app::offline;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::http::AppState;

/// `--paper` and `--band` of `style/tokens.scss`, in light.
const PAPER: &str = "#fbfcfa";
const BAND: &str = "#0a4a3c";

/// The name from the settings, the colours and icons of the site.
pub(in crate::http) async fn manifest(State(state): State<AppState>) -> Response {
    let paper = &state.paper.masthead;
    let mut manifest = json!({
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "name": paper.name,
        "short_name": paper.name,
        "lang": paper.language,
        "dir": paper.language.direction().as_str(),
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": BAND,
        "icons": [
            { "src": "/favicon.svg", "type": "image/svg+xml", "sizes": "any" },
            { "src": "/apple-touch-icon.png", "type": "image/png", "sizes": "180x180" },
            { "src": "/icon-192.png", "type": "image/png", "sizes": "192x192" },
            { "src": "/icon-512.png", "type": "image/png", "sizes": "512x512" },
            {
                "src": "/icon-maskable-512.png",
                "type": "image/png",
                "sizes": "512x512",
                "purpose": "maskable",
            },
        ],
        "shortcuts": [{ "name": offline::name(&state.paper), "url": offline::ADDRESS }],
    });
    if let Some(motto) = &paper.motto {
        manifest["description"] = json!(motto);
    }
    let content_type = [(header::CONTENT_TYPE, "application/manifest+json")];
    (content_type, manifest.to_string()).into_response()
}
