//! What stands above a headline: what sort of story it is, where it lives, what it is about.

use domain::{ArticleKind, CoverageState, Kicker, Section};
use leptos::prelude::*;

use super::own_language;
use crate::words::words;

/// The class of a component, with that of the kind of story it shows; plain news needs none.
pub(crate) fn class_of_kind(component: &str, kind: ArticleKind) -> String {
    match kind {
        ArticleKind::News => component.to_owned(),
        ArticleKind::Opinion
        | ArticleKind::Analysis
        | ArticleKind::Review
        | ArticleKind::Gallery
        | ArticleKind::Explainer
        | ArticleKind::Obituary
        | ArticleKind::Coverage => format!("{component} {component}--{}", kind.as_str()),
    }
}

/// Nothing when there is nothing to say. `state` is that of coverage. `in_another_language` is the story, whose own word the kicker is.
#[component]
pub(crate) fn KickerLine(
    class: &'static str,
    kind: ArticleKind,
    state: Option<CoverageState>,
    section: Option<Section>,
    kicker: Option<Kicker>,
    in_another_language: bool,
) -> impl IntoView {
    let (lang, dir) = own_language(in_another_language);
    let going_on = state.map(words().coverage_state);
    let said = going_on.or_else(|| (words().kind)(kind)).map(|name| {
        let mut class = class_of_kind("kind", kind);
        if state == Some(CoverageState::Open) {
            class.push_str(" kind--live");
        }
        view! {
            <span class=class lang=lang.clone() dir=dir>
                {name}
            </span>
            " "
        }
    });
    let section = section.map(|section| {
        view! {
            <a href=section.path() lang=lang.clone() dir=dir>
                {section.name().to_owned()}
            </a>
            " "
        }
    });
    let kicker =
        kicker.map(|kicker| view! { <span class="kind__kicker">{kicker.to_string()}</span> });
    (said.is_some() || section.is_some() || kicker.is_some())
        .then(|| view! { <p class=class>{said} {section} {kicker}</p> }.into_any())
}
