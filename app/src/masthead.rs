//! The paper's name and its sections, above every page.

use std::sync::Arc;

use domain::Section;
use leptos::prelude::*;

use crate::menu::Entry;
use crate::paper;
use crate::words::words;

#[component]
pub(crate) fn Masthead(
    masthead: Arc<paper::Masthead>,
    sections: Vec<Section>,
    path: String,
) -> impl IntoView {
    view! {
        <div class="masthead__plate">
            <p class="masthead__name">
                <a href="/">{masthead.name.clone()}</a>
            </p>
            {masthead.motto.clone().map(|motto| view! { <p class="masthead__motto">{motto}</p> })}
        </div>
        <nav class="sections" aria-label=words().sections>
            <ul class="sections__list" role="list">
                {Entry::of_header(&masthead, sections)
                    .into_iter()
                    .map(|entry| {
                        let is_current = entry.path == path;
                        view! { <MenuLink entry is_current /> }
                    })
                    .collect_view()}
            </ul>
        </nav>
    }
}

/// `aria-current` is always there: a page that is opened in place sets attributes and takes none away.
#[component]
fn MenuLink(entry: Entry, is_current: bool) -> impl IntoView {
    view! {
        <li>
            <a class="sections__link" href=entry.path aria-current=if is_current { "page" } else { "false" }>
                {entry.name}
            </a>
        </li>
    }
}
