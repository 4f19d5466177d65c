//! Who wrote it: "By A, B and C".

use domain::Byline;
use leptos::prelude::*;

use crate::words::words;

/// The authors, each a link to what else they wrote. Nothing when nobody is named.
#[component]
pub(crate) fn BylineLine(byline: Byline, class: &'static str) -> impl IntoView {
    let words = words();
    let count = byline.authors().len();
    let names = byline
        .authors()
        .iter()
        .enumerate()
        .map(|(position, author)| {
            let joint = match position {
                0 => "",
                _ if position + 1 == count => words.and,
                _ => words.comma,
            };
            let href = author.path();
            view! {
                {joint}
                <a href=href rel="author">
                    {author.name().to_owned()}
                </a>
            }
        })
        .collect_view();
    (count > 0).then(|| view! { <p class=class>{words.by} {names}</p> })
}
