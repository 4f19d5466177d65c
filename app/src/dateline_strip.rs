//! The strip above the masthead: where the paper is at home and what day it is there.

use leptos::prelude::*;

use crate::dates::Calendar;
use crate::words::words;

#[component]
pub(crate) fn DatelineStrip(place: Option<String>) -> impl IntoView {
    let today = expect_context::<Calendar>().now();
    view! {
        <div class="dateline-strip">
            <ul class="dateline-strip__list" role="list">
                {place.map(|place| view! { <li class="dateline-strip__item">{place}</li> })}
                <li class="dateline-strip__item">
                    <time datetime=today.date().to_string()>{(words().day)(&today)}</time>
                </li>
            </ul>
            <a class="dateline-strip__search" href="/search">
                {words().search}
            </a>
        </div>
    }
}
