//! Who wrote it: "By A, B and C".

use domain::Byline;
use leptos::prelude::*;

/// The authors, each a link to what else they wrote. Nothing when nobody is named.
#[component]
pub(crate) fn BylineLine(byline: Byline, class: &'static str) -> impl IntoView {
    let count = byline.authors().len();
    let names = byline
        .authors()
        .iter()
        .enumerate()
        .map(|(position, author)| {
            let joint = match position {
                0 => "",
                _ if position + 1 == count => " and ",
                _ => ", ",
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
    (count > 0).then(|| view! { <p class=class>"By " {names}</p> })
}
