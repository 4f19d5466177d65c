//! The strip above the masthead: where the paper is at home and what day it is there.

use leptos::prelude::*;

use crate::dates::day;
use crate::paper::Paper;

#[component]
pub(crate) fn DatelineStrip() -> impl IntoView {
    let paper = expect_context::<Paper>();
    let today = paper.now();
    let place = paper.masthead.place.clone().map(|place| {
        view! { <li class="dateline-strip__item">{place}</li> }
    });
    view! {
        <div class="dateline-strip">
            <ul class="dateline-strip__list" role="list">
                {place}
                <li class="dateline-strip__item">
                    <time datetime=today.date().to_string()>{day(&today)}</time>
                </li>
            </ul>
        </div>
    }
}
