//! The front page itself.

use leptos::prelude::*;

use super::arrangement::arrange;
use super::lead::Lead;
use super::section_strip::SectionStrip;
use crate::article::{Card, CardLook, HeadlineLevel};
use crate::failure::Failure;
use crate::head::Head;
use crate::loaded::loaded;
use crate::paper::Paper;

#[component]
pub(crate) fn FrontPage() -> impl IntoView {
    let paper = expect_context::<Paper>();
    loaded(async move {
        let arrangement = match arrange(&paper).await {
            Ok(arrangement) => arrangement,
            Err(error) => return Failure::from(error).into_render(),
        };
        let masthead = &paper.masthead;
        let description = match &masthead.place {
            Some(place) => format!("{}: the news from {place} and beyond.", masthead.name),
            None => format!("{}: the news.", masthead.name),
        };
        let empty = arrangement.lead.is_none();
        view! {
            <Head title=masthead.name.clone() description path="/" />
            <h1 class="visually-hidden">"Today’s front page"</h1>
            {arrangement.lead.map(|summary| view! { <Lead summary /> })}
            {empty.then(|| view! { <p class="listing__empty">"Nothing has been published here yet."</p> })}
            <ul class="stories stories--row" role="list">
                {arrangement
                    .secondary
                    .into_iter()
                    .map(|summary| {
                        view! {
                            <li class="stories__item">
                                <Card summary level=HeadlineLevel::Second look=CardLook::ACROSS />
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            {arrangement
                .strips
                .into_iter()
                .map(|(section, articles)| view! { <SectionStrip section articles /> })
                .collect_view()}
        }
        .into_any()
    })
}
