//! Moving from page to page without a reload.
//!
//! Leptos' islands router fetches the next page and patches the document. What it lacks stands in
//! `navigation.js`: scroll position, focus, an announcement, progress, prefetch, and a way out to
//! ordinary navigation whenever anything is not as expected. See `docs/decisions`.

mod branch;

use std::sync::Arc;

use leptos::prelude::*;

use crate::notifications::ASKING;
use crate::offline::SAVING;
use crate::paper::Build;
use crate::vitals::MEASURING;
pub(crate) use branch::{in_one_branch, standard};

const AROUND_THE_ROUTER: &str = include_str!("navigation.js");
const EMBEDS: &str = include_str!("../article/embed.js");

/// The name of the script among the build's files.
pub const START_SCRIPT: &str = "start.js";

/// Names the script that brings the page to life. It is a module, so it waits for the page; what it loads in its
/// turn waits for the pictures too.
#[component]
pub(crate) fn StartScript(files: Arc<Build>) -> impl IntoView {
    view! { <script type="module" src=files.path(START_SCRIPT)></script> }
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

/// The start script: our module around the router, what loads embeds, what saves stories, what asks for
/// notifications, what measures, then Leptos' own start and islands router.
///
/// Leptos writes its part into every page as an inline script. As a file it is downloaded once, and
/// the content security policy needs no exception for it. What only those need who read the code stays behind.
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
    without_comments(&format!(
        "{AROUND_THE_ROUTER}\n{EMBEDS}\n{SAVING}\n{ASKING}\n{MEASURING}\n{theirs}"
    ))
}

/// The script without indentation and without the lines that are nothing but a comment. What a text of several lines
/// says must therefore not depend on its indentation, and none of its lines may look like a comment.
fn without_comments(script: &str) -> String {
    let mut said = String::with_capacity(script.len());
    let mut within_comment = false;
    for line in script.lines().map(str::trim) {
        let begins = line.starts_with("/*");
        if (begins || within_comment) && !line.ends_with("*/") {
            within_comment = true;
        } else if begins || within_comment {
            within_comment = false;
        } else if !line.is_empty() && !line.starts_with("//") {
            said.push_str(line);
            said.push('\n');
        }
    }
    said
}
