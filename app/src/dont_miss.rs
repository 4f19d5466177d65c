//! "Don't Miss": what the editors picked, beside every page.

use domain::Summary;
use leptos::prelude::*;

use crate::article::{Beside, Thumbnail, language_and_direction};
use crate::words::words;

#[component]
pub(crate) fn DontMiss(articles: Vec<Summary>) -> impl IntoView {
    (!articles.is_empty()).then(|| {
        view! {
            <section class="dont-miss" aria-labelledby="dont-miss-name">
                <h2 class="page__heading" id="dont-miss-name">
                    {words().dont_miss}
                </h2>
                <ul class="dont-miss__list" role="list">
                    {articles.into_iter().map(|summary| view! { <Item summary /> }).collect_view()}
                </ul>
            </section>
        }
    })
}

#[component]
fn Item(summary: Summary) -> impl IntoView {
    let (lang, dir) = language_and_direction(summary.language.as_ref());
    view! {
        <li class="dont-miss__item">
            <h3 class="dont-miss__headline">
                <a href=summary.path() lang=lang dir=dir>
                    {summary.headline.to_string()}
                </a>
            </h3>
            {summary
                .picture
                .map(|picture| {
                    view! { <Thumbnail class="dont-miss__picture" beside=Beside::Pick picture /> }
                })}
        </li>
    }
}
