//! The paper's name and its sections, above every page.

use domain::Section;
use leptos::prelude::*;
use leptos_router::location::RequestUrl;

use crate::failure::or_log;
use crate::loaded::loaded;
use crate::paper::Paper;

#[component]
pub(crate) fn Masthead() -> impl IntoView {
    let paper = expect_context::<Paper>();
    let masthead = paper.masthead.clone();
    let motto = masthead
        .motto
        .clone()
        .map(|motto| view! { <p class="masthead__motto">{motto}</p> });
    view! {
        <div class="masthead__plate">
            <p class="masthead__name">
                <a href="/">{masthead.name.clone()}</a>
            </p>
            {motto}
        </div>
        <nav class="sections" aria-label="Sections">
            <ul class="sections__list" role="list">
                {loaded(async move {
                    let sections = or_log(paper.store.sections().await).unwrap_or_default();
                    sections.into_iter().map(|section| view! { <SectionLink section /> }).collect_view()
                })}
            </ul>
        </nav>
    }
}

/// `aria-current` is always there: the islands router sets attributes but never takes one away.
#[component]
fn SectionLink(section: Section) -> impl IntoView {
    let current = if is_current(&section.path()) {
        "page"
    } else {
        "false"
    };
    view! {
        <li>
            <a class="sections__link" href=section.path() aria-current=current>
                {section.name().to_owned()}
            </a>
        </li>
    }
}

fn is_current(path: &str) -> bool {
    use_context::<RequestUrl>().is_some_and(|url| {
        let url: &str = url.as_ref();
        let without_query = url.split(['?', '#']).next().unwrap_or_default();
        without_query.ends_with(path) && without_query.matches('/').count() == 3
    })
}
