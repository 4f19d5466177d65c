//! The front page itself.

use std::sync::Arc;

use leptos::prelude::*;

use super::arrangement::Front;
use super::lead::Lead;
use super::section_strip::SectionStrip;
use crate::article::{Card, CardLook, HeadlineLevel};
use crate::words::words;

#[component]
pub(crate) fn FrontView(front: Arc<Front>) -> impl IntoView {
    let Front {
        lead,
        secondary,
        strips,
    } = (*front).clone();
    let empty = lead.is_none();
    view! {
        <h1 class="visually-hidden">{words().todays_front_page}</h1>
        {lead.map(|summary| view! { <Lead summary /> })}
        {empty.then(|| view! { <p class="listing__empty">{words().nothing_yet}</p> })}
        {(!secondary.is_empty())
            .then(|| {
                view! {
                    <ul class="stories stories--row" role="list">
                        {secondary
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
                }
            })}
        {strips
            .into_iter()
            .map(|(section, articles)| view! { <SectionStrip section articles /> })
            .collect_view()}
    }
}
