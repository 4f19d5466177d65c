//! What stands in the foot of every page.

use std::sync::Arc;

use domain::Section;
use leptos::context::Provider;
use leptos::prelude::*;

use crate::about::Subject;
use crate::dates::Calendar;
use crate::menu::Entry;
use crate::notifications::Notify;
use crate::offline;
use crate::paper::Masthead;
use crate::preferences::{Labels, Preferences};
use crate::words::words;

#[component]
pub(crate) fn Colophon(masthead: Arc<Masthead>, sections: Vec<Section>) -> impl IntoView {
    let year = expect_context::<Calendar>().now().year();
    let name = masthead.name.clone();
    let weather = masthead
        .outdoors
        .is_some()
        .then(|| view! { <p class="colophon__line">{words().weather_from}</p> });
    view! {
        <div class="colophon__inside">
            <p class="colophon__name">{name.clone()}</p>
            <ul class="colophon__links" role="list">
                <li>
                    <a href="/">{words().front_page}</a>
                </li>
                {Entry::of_footer(&masthead, sections)
                    .into_iter()
                    .map(|entry| {
                        view! {
                            <li>
                                <a href=entry.path>{entry.name}</a>
                            </li>
                        }
                    })
                    .collect_view()}
                <li>
                    <a href="/archive">{words().archive}</a>
                </li>
                <li>
                    <a href="/corrections">{words().corrections}</a>
                </li>
                <li>
                    <a href=offline::ADDRESS>{words().saved_stories}</a>
                </li>
                {Subject::ALL
                    .map(|subject| {
                        view! {
                            <li>
                                <a href=subject.path()>{subject.name(words())}</a>
                            </li>
                        }
                    })
                    .into_iter()
                    .collect_view()}
                <li>
                    <a href="/letters">{words().letters.letters}</a>
                </li>
                <li>
                    <a href="/stay-in-touch">{words().stay_in_touch}</a>
                </li>
            </ul>
            <Provider value=Labels::of(words())>
                <Preferences />
            </Provider>
            <Notify about="breaking".to_owned() name=words().notify_breaking.to_owned() />
            {weather}
            <p class="colophon__line">{format!("© {year} {name}")}</p>
        </div>
    }
}
