use domain::Summary;
use leptos::prelude::*;

use crate::article::language_and_direction;
use crate::words::words;

/// Fewer stories than this are no list of what is read most.
const FEWEST: usize = 3;

#[component]
pub(crate) fn MostRead(articles: Vec<Summary>) -> impl IntoView {
    (articles.len() >= FEWEST).then(|| {
        view! {
            <section class="most-read" aria-labelledby="most-read-name">
                <h2 class="page__heading" id="most-read-name">
                    {words().most_read}
                </h2>
                <ol class="most-read__list">
                    {articles.into_iter().map(|summary| view! { <Item summary /> }).collect_view()}
                </ol>
            </section>
        }
    })
}

#[component]
fn Item(summary: Summary) -> impl IntoView {
    let (lang, dir) = language_and_direction(summary.language.as_ref());
    view! {
        <li class="most-read__item">
            <a href=summary.path() lang=lang dir=dir>
                {summary.headline.to_string()}
            </a>
        </li>
    }
}
