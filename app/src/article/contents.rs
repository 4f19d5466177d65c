//! The way to the parts of a long piece.

use domain::{Markdown, Part};
use leptos::prelude::*;

use crate::words::words;

/// From how many bytes on a body is looked through for parts: about five minutes of reading.
const LONG: usize = 6_000;
/// From how many parts on a list of them helps.
const PARTS: usize = 3;

/// The parts worth listing; none of a short piece.
pub(super) fn parts_of(body: &Markdown) -> Vec<Part> {
    if body.as_str().len() < LONG {
        return Vec::new();
    }
    let parts = body.parts();
    if parts.len() < PARTS {
        return Vec::new();
    }
    parts
}

#[component]
pub(super) fn Contents(parts: Vec<Part>) -> impl IntoView {
    (!parts.is_empty()).then(|| {
        view! {
            <nav class="contents" aria-label=words().contents>
                <ol class="contents__list">
                    {parts
                        .into_iter()
                        .map(|Part { anchor, title }| {
                            view! {
                                <li>
                                    <a href=format!("#{anchor}")>{title}</a>
                                </li>
                            }
                        })
                        .collect_view()}
                </ol>
            </nav>
        }
        .into_any()
    })
}
