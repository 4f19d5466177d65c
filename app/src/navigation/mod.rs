//! Moving from page to page without a reload.
//!
//! Leptos' islands router fetches the next page and patches the document. What it lacks stands in
//! `navigation.js`: scroll position, focus, an announcement, progress, prefetch, and a way out to
//! ordinary navigation whenever anything is not as expected. See `docs/decisions`.

use std::sync::Arc;

use leptos::prelude::*;

use crate::offline::SAVING;
use crate::paper::Build;

const AROUND_THE_ROUTER: &str = include_str!("navigation.js");
const EMBEDS: &str = include_str!("../article/embed.js");

/// The name of the script among the build's files.
pub const START_SCRIPT: &str = "start.js";

/// Names the script that brings the page to life. It is a module, so it waits for the page.
#[component]
pub(crate) fn StartScript(files: Arc<Build>) -> impl IntoView {
    view! {
        <link rel="modulepreload" href=files.path("dateline.js") />
        <link rel="preload" href=files.path("dateline.wasm") r#as="fetch" r#type="application/wasm" crossorigin="" />
        <script type="module" src=files.path(START_SCRIPT)></script>
    }
}

/// A thin bar at the top that shows that the next page is on its way.
#[component]
pub(crate) fn Progress() -> impl IntoView {
    view! { <div class="progress" id="progress" data-state="idle" aria-hidden="true"></div> }
}

/// Where the title of a page that was opened in place is put, for screen readers to say.
#[component]
pub(crate) fn Announcer() -> impl IntoView {
    view! { <p class="visually-hidden" id="announcer" aria-live="polite"></p> }
}

/// The start script: our module around the router, what loads embeds, what saves stories, then Leptos' own
/// start and islands router.
///
/// Leptos writes its part into every page as an inline script. As a file it is downloaded once, and
/// the content security policy needs no exception for it.
#[must_use]
pub fn start_script(folder: &str) -> String {
    let options = LeptosOptions::builder()
        .output_name("dateline")
        .site_pkg_dir(folder)
        .build();
    let owner = Owner::new();
    let html = owner
        .with(|| view! { <HydrationScripts options islands=true islands_router=true /> }.to_html());
    let theirs = html
        .split_once("<script type=\"module\">")
        .and_then(|(_, rest)| rest.split_once("</script>"))
        .map(|(script, _)| script)
        .unwrap_or_default();
    let ours = [AROUND_THE_ROUTER, EMBEDS, SAVING].map(without_comments);
    format!("{}\n{theirs}", ours.join("\n"))
}

/// The lines of a script that do something: what explains it is for whoever reads the source. A comment of ours
/// has its lines for itself, with `/**` and `*/` on the same one.
fn without_comments(script: &str) -> String {
    let is_comment =
        |line: &str| line.starts_with("//") || (line.starts_with("/**") && line.ends_with("*/"));
    let lines = script.lines().filter(|line| {
        let line = line.trim();
        !line.is_empty() && !is_comment(line)
    });
    lines.collect::<Vec<_>>().join("\n")
}
