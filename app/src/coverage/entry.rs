//! One update: when, what, and by whom.

use domain::{Entry, Language};
use leptos::prelude::*;

use super::Update;
use crate::article::{BylineLine, language_and_direction, own_language};
use crate::dates::{Precision, Time};
use crate::words::words;

/// An update in the list. `path` is the address of its coverage, `language` that of its story where it is not the
/// paper's own.
#[component]
pub(super) fn EntryItem(
    update: Update,
    path: String,
    language: Option<Language>,
    is_new: bool,
    is_asked: bool,
) -> impl IntoView {
    let Update { entry, html } = update;
    let words = words();
    let (lang, dir) = language_and_direction(language.as_ref());
    let (own_lang, own_dir) = own_language(lang.is_some());
    let name = format!("{}-name", entry.anchor());
    let labelled_by = name.clone();
    let marks = [
        (is_new, "entry__mark entry__mark--new", words.live_new),
        (entry.is_pinned, "entry__mark", words.pinned),
        (
            entry.version.is_key,
            "entry__mark entry__mark--key",
            words.key_event,
        ),
    ];
    let marks = marks
        .into_iter()
        .filter(|(has, ..)| *has)
        .map(|(_, class, mark)| {
            view! {
                <b class=class lang=own_lang.clone() dir=own_dir>
                    {mark}
                </b>
                " "
            }
        })
        .collect_view();
    let classes = [
        (true, "entry"),
        (entry.version.is_key, "entry--key"),
        (is_new, "entry--new"),
        (is_asked, "entry--asked"),
    ];
    let classes = classes.into_iter().filter(|(has, _)| *has);
    let class = classes
        .map(|(_, class)| class)
        .collect::<Vec<_>>()
        .join(" ");
    let href = format!("{path}{}", Entry::link(entry.number));
    let (edited_at, saved) = (entry.edited_at, entry.changed_at().micros());
    let (at, id, number) = (entry.at, entry.anchor(), entry.number.0);
    let headline = entry.version.headline.map(|headline| {
        view! {
            " "
            <span class="entry__headline">{headline.to_string()}</span>
        }
    });
    view! {
        <li class=class id=id data-entry=number data-saved=saved>
            <article class="entry__story" aria-labelledby=labelled_by lang=lang dir=dir>
                <p class="entry__marks">{marks}</p>
                <h3 class="entry__name" id=name>
                    <a class="entry__time" href=href title=words.update_link>
                        <Time moment=at precision=Precision::Moment />
                    </a>
                    {headline}
                </h3>
                <BylineLine class="entry__byline" byline=entry.version.byline />
                <div class="article__body entry__body" inner_html=html.as_str().to_owned()></div>
                {edited_at
                    .map(|edited| {
                        view! {
                            <p class="entry__edited">
                                <span lang=own_lang dir=own_dir>
                                    {words.updated}
                                    " "
                                    <Time moment=edited precision=Precision::Moment />
                                </span>
                            </p>
                        }
                    })}
            </article>
        </li>
    }
    .into_any()
}
