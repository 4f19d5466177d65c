//! Moving from page to page without a reload.
//!
//! The start script fetches the next page and puts it in the place of the one that is there, in steps that leave the
//! browser time for its reader: `navigation.js` does what a browser does on a new page, `exchange.js` keeps what stands
//! around the story, `islands.js` brings islands to life, `out_of_sight.js` lays out what the first paint did without. See
//! `docs/decisions/0047-steps.md`.

mod marks;

use std::sync::{Arc, LazyLock};

use leptos::prelude::*;

use crate::notifications::ASKING;
use crate::offline::SAVING;
use crate::paper::Build;
use crate::vitals::MEASURING;
pub use marks::unmarked;

const ISLANDS: &str = include_str!("islands.js");
const EXCHANGE: &str = include_str!("exchange.js");
const OUT_OF_SIGHT: &str = include_str!("out_of_sight.js");
const NAVIGATION: &str = include_str!("navigation.js");
const EMBEDS: &str = include_str!("../article/embed.js");

/// The name of the script among the build's files.
pub const START_SCRIPT: &str = "start.js";

/// Asks for the script that brings the page to life, after the first picture; what it loads in its turn waits for all of
/// them. Inline, for a file would share the line with that picture too. It is the same on every page, so the content
/// security policy can name its hash.
pub static BEGIN: LazyLock<String> = LazyLock::new(|| without_comments(include_str!("begin.js")));

#[component]
pub(crate) fn StartScript(files: Arc<Build>) -> impl IntoView {
    view! { <script data-module=files.path(START_SCRIPT) inner_html=BEGIN.as_str()></script> }
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

/// The start script: how pages are opened and islands brought to life, what loads embeds, what saves stories, what asks
/// for notifications, and what measures.
///
/// As a file it is downloaded once, and the content security policy needs no exception for it. What only those need who
/// read the code stays behind.
#[must_use]
pub fn start_script() -> String {
    let parts = [
        ISLANDS,
        OUT_OF_SIGHT,
        EXCHANGE,
        NAVIGATION,
        EMBEDS,
        SAVING,
        ASKING,
        MEASURING,
    ];
    without_comments(&parts.join("\n"))
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
