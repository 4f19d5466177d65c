//! Reading without a network: a service worker keeps what a reader opened or saved, and a page lists it.
//!
//! The server knows nothing of what is kept. It writes the button and the page; what they say of a reader is put in by the
//! browser. See `docs/decisions/0026-saved-stories.md`.

mod view;

use crate::head::Head;
use crate::notifications::TELLING;
use crate::paper::{Build, Paper};
use crate::words::Words;

pub(crate) use view::{OfflineView, SaveButton};

/// The address of the page that lists what is kept.
pub const ADDRESS: &str = "/offline";

/// How many stories a reader can save.
const MOST_SAVED: usize = 200;
/// How many pages stay of those that were opened.
const MOST_OPENED: usize = 60;
/// How many of their pictures.
const MOST_PICTURES: usize = 150;

const SERVICE_WORKER: [&str; 4] = [
    include_str!("service_worker.js"),
    include_str!("keeping.js"),
    include_str!("kept_list.js"),
    TELLING,
];

/// The page's side of it: a part of the start script.
pub(crate) const SAVING: &str = include_str!("saving.js");

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
    let mut script = format!(
        "const BUILD = {:?};\nconst FILES = {files:?};\n\
         const MOST = {{ saved: {MOST_SAVED}, opened: {MOST_OPENED}, pictures: {MOST_PICTURES} }};\n",
        build.id
    );
    script.push_str(&SERVICE_WORKER.join("\n"));
    script
}

/// A service worker that goes away: while files keep their addresses and change, as under
/// `cargo leptos watch`, none may keep them.
pub const NO_SERVICE_WORKER: &str = "self.registration.unregister();\n";

/// What the page that lists what is kept is called.
#[must_use]
pub fn name(paper: &Paper) -> &'static str {
    paper.masthead.words().saved_stories
}

pub(crate) fn head(words: &Words) -> Head {
    Head {
        title: Some(words.saved_stories.to_owned()),
        description: promise(words),
        ..Head::default()
    }
}

/// What is kept, and how much of it at most.
fn promise(words: &Words) -> String {
    (words.offline_text)(MOST_SAVED, MOST_OPENED, MOST_PICTURES)
}
