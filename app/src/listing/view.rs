use leptos::prelude::*;

use super::list::List;
use super::profile::ProfileView;
use crate::article::{Card, HeadlineLevel};
use crate::front::TopView;
use crate::notifications::Notify;
use crate::words::words;

/// A list with its name above and the way to older stories below.
#[component]
pub(crate) fn ListView(list: List) -> impl IntoView {
    let List {
        kind,
        name,
        path,
        author,
        top,
        page,
        goes_on,
        front_of,
        look,
        topic,
    } = list;
    let notify = topic.map(|topic| {
        let name_of_it = (words().notify_topic)(&name);
        view! { <Notify about=format!("topic/{topic}") name=name_of_it /> }
    });
    let older = page.next.map(|cursor| format!("{path}?after={cursor}"));
    let is_arranged = top.is_some();
    let top = top.map(|top| view! { <TopView top here=front_of /> });
    let stories = (!page.articles.is_empty()).then(|| {
        view! {
            <ul class="stories stories--list" role="list">
                {page
                    .articles
                    .into_iter()
                    .map(|summary| {
                        view! {
                            <li class="stories__item">
                                <Card summary level=HeadlineLevel::Second look />
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        }
    });
    let empty = (stories.is_none() && !is_arranged)
        .then(|| {
            if goes_on {
                words().nothing_older
            } else {
                words().nothing_yet
            }
        })
        .map(|said| view! { <p class="listing__empty">{said}</p> });
    let header = match author {
        Some(told) => view! { <ProfileView told /> }.into_any(),
        None => view! {
            <header class="listing__header">
                {kind.map(|kind| view! { <p class="listing__kind">{kind(words())}</p> })}
                <h1 class="listing__name">{name}</h1>
                {notify}
            </header>
        }
        .into_any(),
    };
    view! {
        <div class="listing">
            {header}
            {empty}
            {top}
            {stories}
            {older
                .map(|href| {
                    view! {
                        <nav class="listing__pager" aria-label=words().older>
                            <a class="listing__older" href=href rel="next">
                                {words().older}
                            </a>
                        </nav>
                    }
                })}
        </div>
    }
}
