//! The story that leads a front.

use domain::Summary;
use leptos::prelude::*;

use crate::article::{
    KickerLine, LEADING, LeadPicture, class_of_kind, language_and_direction, own_language,
};
use crate::dates::{Precision, Time};

#[component]
pub(super) fn Lead(
    summary: Summary,
    /// Whether the section is named above the headline.
    says_where: bool,
) -> impl IntoView {
    let (lang, dir) = language_and_direction(summary.language.as_ref());
    let (own_lang, own_dir) = own_language(lang.is_some());
    let in_another_language = lang.is_some();
    let path = summary.path();
    let id = summary.id.0;
    let class = class_of_kind("lead", summary.kind);
    let figure = summary.picture.map(|picture| {
        let caption = picture.caption.as_ref().map(ToString::to_string);
        view! {
            <figure class="lead__picture">
                <LeadPicture picture place=LEADING />
                {caption.map(|caption| view! { <figcaption class="lead__caption">{caption}</figcaption> })}
            </figure>
        }
    });
    view! {
        <article class=class lang=lang dir=dir data-article=id>
            <KickerLine
                class="lead__kicker"
                kind=summary.kind
                state=summary.coverage
                section=says_where.then_some(summary.section)
                kicker=summary.kicker
                in_another_language
            />
            <h2 class="lead__headline">
                <a href=path>{summary.headline.to_string()}</a>
            </h2>
            {figure}
            <div class="lead__text">
                {summary.standfirst.map(|text| view! { <p class="lead__standfirst">{text.to_string()}</p> })}
                <p class="lead__facts" lang=own_lang dir=own_dir>
                    <Time moment=summary.published_at precision=Precision::Brief />
                </p>
            </div>
        </article>
    }
}
