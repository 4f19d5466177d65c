use domain::{Moment, VersionNumber};
use leptos::prelude::*;
use newsroom::comparing::{Comparison, Piece, Stretch};

use super::page::{ChangesPage, address};
use crate::article::language_and_direction;
use crate::dates::{Precision, Time};
use crate::words::words;

#[component]
pub(crate) fn ChangesView(page: ChangesPage) -> impl IntoView {
    let words = words();
    let ChangesPage {
        headline,
        path,
        language,
        earlier,
        since,
    } = page;
    let (lang, dir) = language_and_direction(language.as_ref());
    let none = if earlier.is_empty() {
        words.changes_nothing_earlier
    } else {
        words.changes_none
    };
    let (number, comparison) = since.unzip();
    let nothing = comparison.as_ref().is_none_or(Comparison::is_same);
    let changed = comparison
        .filter(|_| !nothing)
        .map(|comparison| view! { <Compared comparison lang=lang.clone() dir /> });
    view! {
        <article class="changes">
            <p class="changes__story" lang=lang.clone() dir=dir>
                <a href=path.clone()>{headline.to_string()}</a>
            </p>
            <h1 class="changes__name">{words.changes}</h1>
            <Earlier path=path.clone() earlier shown=number />
            {nothing.then(|| view! { <p class="changes__none">{none}</p> })}
            {changed}
            <p class="changes__on">
                <a href=path>{words.changes_read_on}</a>
            </p>
        </article>
    }
}

/// The versions that the story can be compared with.
#[component]
fn Earlier(
    path: String,
    earlier: Vec<(VersionNumber, Moment)>,
    shown: Option<VersionNumber>,
) -> impl IntoView {
    let entry = move |(number, at): (VersionNumber, Moment)| {
        let href = format!("{}?since={}", address(&path), number.0);
        let is_shown = shown == Some(number);
        view! {
            <li>
                <a class="changes__version" href=href aria-current=if is_shown { "true" } else { "false" }>
                    <Time moment=at precision=Precision::Full />
                </a>
            </li>
        }
    };
    (!earlier.is_empty()).then(|| {
        view! {
            <nav class="changes__versions" aria-labelledby="changes-since">
                <p id="changes-since">{words().changes_since}</p>
                <ul class="changes__list" role="list">
                    {earlier.into_iter().map(entry).collect_view()}
                </ul>
            </nav>
        }
    })
}

#[component]
fn Compared(
    comparison: Comparison,
    lang: Option<String>,
    dir: Option<&'static str>,
) -> impl IntoView {
    let Comparison {
        headline,
        standfirst,
        body,
    } = comparison;
    let has_standfirst = !standfirst.is_empty();
    let body = body
        .into_iter()
        .map(|stretch| match stretch {
            Stretch::Paragraph(pieces) => view! { <p>{marked(pieces)}</p> }.into_any(),
            Stretch::Unchanged(many) => {
                let (own_lang, own_dir) = crate::article::own_language(lang.is_some());
                view! {
                    <p class="changes__unchanged" lang=own_lang dir=own_dir>
                        {(words().changes_unchanged)(many)}
                    </p>
                }
                .into_any()
            }
        })
        .collect_view();
    view! {
        <div class="changes__text" lang=lang dir=dir>
            <h2 class="changes__headline">{marked(headline)}</h2>
            {has_standfirst.then(|| view! { <p class="changes__standfirst">{marked(standfirst)}</p> })}
            {body}
        </div>
    }
}

/// The words, with what came and what went in the elements that HTML has for them.
fn marked(pieces: Vec<Piece>) -> impl IntoView {
    pieces
        .into_iter()
        .map(|piece| match piece {
            Piece::Kept(words) => words.into_any(),
            Piece::Added(words) => view! { <ins>{words}</ins> }.into_any(),
            Piece::Removed(words) => view! { <del>{words}</del> }.into_any(),
        })
        .collect_view()
}
