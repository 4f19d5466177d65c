//! Reading without a network: a service worker keeps what a reader opened, and a page lists it.

use leptos::prelude::*;

use crate::head::Head;
use crate::paper::Build;
use crate::words::{Words, words};

const SERVICE_WORKER: &str = include_str!("service_worker.js");

/// What a page of a build is made of besides itself.
const FILES: [&str; 4] = ["dateline.css", "start.js", "dateline.js", "dateline.wasm"];
/// What every build shares.
const SHARED: [&str; 2] = ["/fonts/newsreader-display.woff2", "/favicon.svg"];

/// The service worker of a build. It changes with every build, which is how a browser learns of one.
#[must_use]
pub fn service_worker(build: &Build) -> String {
    let files: Vec<String> = FILES
        .iter()
        .map(|file| build.path(file))
        .chain(SHARED.map(str::to_owned))
        .collect();
    format!(
        "const BUILD = {:?};\nconst FILES = {files:?};\n{SERVICE_WORKER}",
        build.id
    )
}

/// A service worker that goes away: while files keep their addresses and change, as under
/// `cargo leptos watch`, none may keep them.
pub const NO_SERVICE_WORKER: &str = "self.registration.unregister();\n";

pub(crate) fn head(words: &Words) -> Head {
    Head {
        title: Some(words.offline.to_owned()),
        description: words.offline_text.to_owned(),
        ..Head::default()
    }
}

/// The service worker writes the list.
#[component]
pub(crate) fn OfflineView() -> impl IntoView {
    let words = words();
    view! {
        <div class="failure">
            <h1 class="failure__headline">{words.offline}</h1>
            <p class="failure__text">{words.offline_text}</p>
            <ul class="failure__ways">
                <li>"…"</li>
            </ul>
        </div>
    }
}
