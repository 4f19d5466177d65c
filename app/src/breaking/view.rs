use domain::Breaking;
use leptos::context::Provider;
use leptos::prelude::*;

use super::LiveBreaking;
use crate::article::language_and_direction;
use crate::dates::{Calendar, machine_readable_at};
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
        // The islands router steps over an island by way of what follows it.
        <span hidden=true></span>
    }
}

/// The bar, which the style shows only where the root says that one stands, and the edge of the window where one stands
/// that came in while the page was open.
pub(super) fn bar() -> impl IntoView {
    let words = words();
    let bar = use_context::<Standing>().and_then(|standing| standing.0);
    let until = bar
        .as_ref()
        .map(|bar| machine_readable_at(&expect_context::<Calendar>().zone(), bar.until));
    let (lang, dir) = language_and_direction(bar.as_ref().and_then(|bar| bar.language.as_ref()));
    let path = bar
        .as_ref()
        .and_then(|bar| bar.story.as_ref())
        .map(|story| story.path.clone());
    view! {
        <div class="breaking">
            <section class="breaking__bar" aria-label=words.breaking data-until=until>
                <p class="breaking__line">
                    <b class="breaking__name">{words.breaking}</b>
                    " "
                    <a class="breaking__text" href=path lang=lang dir=dir>
                        {bar.map(|bar| bar.text.to_string())}
                    </a>
                </p>
                <button class="breaking__close" type="button">
                    {words.close}
                </button>
            </section>
        </div>
        <div class="edge"></div>
    }
}
