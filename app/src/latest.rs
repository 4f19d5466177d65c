//! "Latest Posts": the newest published articles, beside every page.

use domain::Summary;
use leptos::prelude::*;

use crate::article::language_and_direction;
use crate::dates::{Precision, Time};
use crate::words::words;

#[component]
pub(crate) fn Latest(articles: Vec<Summary>) -> impl IntoView {
    view! {
        <section class="latest" aria-labelledby="latest-name">
            <h2 class="page__heading" id="latest-name">
                {words().latest}
            </h2>
            <ol class="latest__list" role="list">
                {articles.into_iter().map(|summary| view! { <Item summary /> }).collect_view()}
            </ol>
        </section>
    }
}

#[component]
fn Item(summary: Summary) -> impl IntoView {
    let (lang, dir) = language_and_direction(summary.language.as_ref());
    view! {
        <li class="latest__item">
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
