use domain::Breaking;
use leptos::context::Provider;
use leptos::prelude::*;

use super::LiveBreaking;
use crate::article::language_and_direction;
use crate::dates::{Calendar, machine_readable_at};
use crate::notice::Notice;
use crate::words::words;

/// The bar that stands. An island takes only what can be sent along with the page, so this goes by way of the context.
#[derive(Clone)]
struct Standing(Option<Breaking>);

#[component]
pub(crate) fn BreakingBar(bar: Option<Breaking>) -> impl IntoView {
    view! {
        <Provider value=Standing(bar)>
            <LiveBreaking />
        </Provider>
    }
}

/// The bar in its place, and the edge of the window where one stands that came in while the page was open.
pub(super) fn bar() -> impl IntoView {
    let bar = use_context::<Standing>().and_then(|standing| standing.0);
    view! {
        <div class="breaking">
            <Bar bar />
        </div>
        <div class="edge">
            <Notice />
        </div>
    }
}

/// The bar itself, which the style shows only where the root says that one stands. `label` is what the catalogue calls one
/// of several.
#[component]
pub(crate) fn Bar(
    bar: Option<Breaking>,
    #[prop(optional)] label: Option<&'static str>,
) -> impl IntoView {
    let words = words();
    let zone = expect_context::<Calendar>().zone();
    let until = bar
        .as_ref()
        .map(|bar| machine_readable_at(&zone, bar.until));
    let (lang, dir) = language_and_direction(bar.as_ref().and_then(|bar| bar.language.as_ref()));
    let (text, path) = bar
        .map(|bar| (bar.text.to_string(), bar.story.map(|story| story.path)))
        .unzip();
    view! {
        <section class="breaking__bar" aria-label=label.unwrap_or(words.breaking) data-until=until>
            <p class="breaking__line">
                <b class="breaking__name">{words.breaking}</b>
                " "
                <a class="breaking__text" href=path.flatten() lang=lang dir=dir>
                    {text}
                </a>
            </p>
            <button class="breaking__close" type="button">
                {words.close}
            </button>
        </section>
    }
}
