use leptos::prelude::*;
use newsroom::store::{Corrected, CorrectionsPage};

use super::Corrections;
use crate::article::language_and_direction;
use crate::dates::{Precision, Time};
use crate::words::words;

#[component]
pub(crate) fn CorrectionsView(page: Corrections) -> impl IntoView {
    let Corrections { page, goes_on } = page;
    let CorrectionsPage { corrections, next } = page;
    let words = words();
    let nothing = if goes_on {
        words.nothing_older
    } else {
        words.corrections_none
    };
    let empty = corrections
        .is_empty()
        .then(|| view! { <p class="listing__empty">{nothing}</p> });
    let older = next.map(|cursor| {
        view! {
            <nav class="listing__pager" aria-label=words.older>
                <a class="listing__older" href=format!("/corrections?after={cursor}") rel="next">
                    {words.older}
                </a>
            </nav>
        }
    });
    view! {
        <div class="listing">
            <header class="listing__header">
                <h1 class="listing__name">{words.corrections}</h1>
                <p class="listing__about">{words.corrections_promise}</p>
            </header>
            {empty}
            {corrections.into_iter().map(|corrected| view! { <Note corrected /> }).collect_view()}
            {older}
        </div>
    }
}

#[component]
fn Note(corrected: Corrected) -> impl IntoView {
    let Corrected {
        correction,
        article,
    } = corrected;
    let (lang, dir) = language_and_direction(article.language.as_ref());
    view! {
        <div class="corrected">
            <p class="corrected__day">
                <Time moment=correction.at() precision=Precision::Day />
            </p>
            <h2 class="corrected__headline" lang=lang.clone() dir=dir>
                <a href=article.path()>{article.headline.to_string()}</a>
            </h2>
            <p class="corrected__note" lang=lang dir=dir>
                {correction.text().to_owned()}
            </p>
        </div>
    }
}
