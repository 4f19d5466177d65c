//! The front page itself.

use std::sync::Arc;

use leptos::prelude::*;

use super::arrangement::Front;
use super::section_strip::SectionStrip;
use super::top::TopView;
use crate::words::words;

#[component]
pub(crate) fn FrontView(front: Arc<Front>) -> impl IntoView {
    let Front { top, strips } = (*front).clone();
    let empty = top.lead.is_none();
    view! {
        <h1 class="visually-hidden">{words().todays_front_page}</h1>
        <TopView top here=None />
        {empty.then(|| view! { <p class="listing__empty">{words().nothing_yet}</p> })}
        {strips
            .into_iter()
            .map(|(section, articles)| view! { <SectionStrip section articles /> })
            .collect_view()}
    }
}
