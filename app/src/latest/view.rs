use domain::Summary;
use leptos::context::Provider;
use leptos::prelude::*;

use super::LiveLatest;
use crate::article::language_and_direction;
use crate::dates::{Precision, Time};
use crate::words::words;

/// What the list shows. An island takes only what can be sent along with the page, so this goes by way of the context.
#[derive(Clone)]
struct Listed(Vec<Summary>);

#[component]
pub(crate) fn Latest(articles: Vec<Summary>) -> impl IntoView {
    view! {
        <section class="latest" aria-labelledby="latest-name">
            <h2 class="page__heading" id="latest-name">
                {words().latest}
            </h2>
            <Provider value=Listed(articles)>
                <LiveLatest />
            </Provider>
        </section>
    }
}

/// The list, with the words that are needed to go on with it.
pub(super) fn list() -> impl IntoView {
    let articles = use_context::<Listed>().map(|listed| listed.0);
    let words = words();
    let [live, waiting, off] = words.live_states;
    view! {
        <a class="latest__state" href="#prefer-live">
            {live}
        </a>
        <button class="latest__more" type="button" hidden=true></button>
        <ol
            class="latest__list"
            role="list"
            data-new=words.live_new
            data-count=words.live_count
            data-ago=words.minutes_ago
            data-live=live
            data-waiting=waiting
            data-off=off
        >
            {articles
                .unwrap_or_default()
                .into_iter()
                .map(|summary| view! { <Item summary /> })
                .collect_view()}
        </ol>
    }
}

#[component]
fn Item(summary: Summary) -> impl IntoView {
    let (lang, dir) = language_and_direction(summary.language.as_ref());
    view! {
        <li class="latest__item" data-article=summary.id.0>
            <a class="latest__headline" href=summary.path() lang=lang dir=dir>
                {summary.headline.to_string()}
            </a>
            " "
            <span class="latest__section">{summary.section.name().to_owned()}</span>
            " "
            <Time class="latest__time" moment=summary.published_at precision=Precision::Brief />
        </li>
    }
}
