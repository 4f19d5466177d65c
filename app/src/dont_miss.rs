//! "Don't Miss": what the editors picked, beside every page.

use domain::Summary;
use leptos::prelude::*;
use newsroom::store::{Cursor, Listing};

use crate::article::{Thumbnail, language_and_direction};
use crate::failure::or_log;
use crate::loaded::loaded;
use crate::paper::Paper;

const SHOWN: u32 = 5;

#[component]
pub(crate) fn DontMiss() -> impl IntoView {
    let paper = expect_context::<Paper>();
    loaded(async move {
        let picks = paper
            .store
            .list(Listing::DontMiss, Cursor::START, SHOWN)
            .await;
        let articles = or_log(picks).map(|page| page.articles).unwrap_or_default();
        (!articles.is_empty()).then(|| {
            view! {
                <section class="dont-miss" aria-labelledby="dont-miss-name">
                    <h2 class="page__heading" id="dont-miss-name">
                        "Don't Miss"
                    </h2>
                    <ul class="dont-miss__list" role="list">
                        {articles.into_iter().map(|summary| view! { <Item summary /> }).collect_view()}
                    </ul>
                </section>
            }
        })
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
            {summary.picture.map(|picture| view! { <Thumbnail class="dont-miss__picture" picture /> })}
        </li>
    }
}
