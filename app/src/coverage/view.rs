//! The part of an article's page that goes on: its state, key events, updates, and the way to older ones.

use domain::{CoverageState, Entry, Language, SafeHtml};
use leptos::context::Provider;
use leptos::prelude::*;

use super::entry::EntryItem;
use super::live_coverage_island::ToastWords;
use super::{LiveCoverage, Update, Updates};
use crate::article::{language_and_direction, own_language};
use crate::dates::{Precision, Time};
use crate::words::words;

/// What has happened so far, in a box above the updates.
#[component]
pub(crate) fn StorySoFar(
    body: SafeHtml,
    lang: Option<String>,
    dir: Option<&'static str>,
) -> impl IntoView {
    (!body.as_str().trim().is_empty()).then(|| {
        view! {
            <section class="so-far" aria-labelledby="so-far-name">
                <h2 class="so-far__name" id="so-far-name" lang=lang dir=dir>
                    {words().story_so_far}
                </h2>
                <div class="article__body so-far__body" inner_html=body.as_str().to_owned()></div>
            </section>
        }
        .into_any()
    })
}

#[component]
pub(crate) fn UpdatesView(updates: Updates) -> impl IntoView {
    let words = words();
    let (own_lang, own_dir) = own_language(updates.language.is_some());
    let link_to = |stretch, rel: &'static str, name: &'static str| {
        view! {
            <a class="listing__older" href=updates.path_of(stretch) rel=rel>
                {name}
            </a>
        }
    };
    let newer = updates
        .newer
        .map(|newer| link_to(newer, "prev", words.newer_updates));
    let older = updates
        .older
        .map(|older| link_to(older, "next", words.older_updates));
    let newer = newer.map(|link| {
        view! {
            <nav class="listing__pager coverage__newer" aria-label=words.newer_updates>
                {link}
            </nav>
        }
    });
    let older = older.map(|link| {
        view! {
            <nav class="listing__pager coverage__older" aria-label=words.older_updates>
                {link}
            </nav>
        }
    });
    let check = format!("{}?after={}", updates.path, updates.newest);
    let after = updates.since.map(|since| since.after);
    let since = updates
        .since
        .map(|since| (words.updates_since)(since.count));
    let missing = updates.is_missing.then_some(words.update_removed);
    let notes = since.into_iter().chain(missing.map(str::to_owned));
    let notes = notes
        .map(|note| {
            view! {
                <p class="coverage__note" role="status" lang=own_lang.clone() dir=own_dir>
                    {note}
                </p>
            }
        })
        .collect_view();
    let nothing = updates.all().next().is_none();
    let item = |update: Update| {
        let is_new = after.is_some_and(|after| update.entry.number > after);
        let (path, language) = (updates.path.clone(), updates.language.clone());
        let is_asked = updates.asked == Some(update.entry.number);
        view! { <EntryItem update path language is_new is_asked /> }
    };
    let pinned = updates.pinned.clone().into_iter().map(item).collect_view();
    let entries = updates.entries.clone().into_iter().map(item).collect_view();
    let has_pinned = !updates.pinned.is_empty();
    let [open, paused, closed] = CoverageState::ALL.map(words.coverage_state);
    let toast = ToastWords(words.live_updates);
    view! {
        <section
            class="coverage"
            aria-labelledby="updates-name"
            data-article=updates.article
            data-newest=updates.newest.0
            data-first=updates.is_first.then_some("")
            data-count=words.live_updates
            data-new=words.live_new
            data-open=open
            data-paused=paused
            data-closed=closed
        >
            <header class="coverage__header" lang=own_lang.clone() dir=own_dir>
                <h2 class="page__heading coverage__name" id="updates-name">
                    {words.updates}
                </h2>
                <p class="coverage__state" data-state=updates.state.as_str()>
                    {(words.coverage_state)(updates.state)}
                </p>
                <a class="coverage__check" href=check.clone()>
                    {words.check_for_updates}
                </a>
            </header>
            {notes}
            <div class="coverage__top">
                <KeyEvents
                    events=updates.key_events.clone()
                    path=updates.path.clone()
                    language=updates.language.clone()
                />
                {has_pinned
                    .then(|| {
                        view! {
                            <ol class="coverage__pinned" role="list">
                                {pinned}
                            </ol>
                        }
                    })}
            </div>
            {newer}
            {nothing
                .then(|| {
                    view! {
                        <p class="coverage__note" lang=own_lang.clone() dir=own_dir>
                            {if updates.is_first { words.no_updates } else { words.nothing_older }}
                        </p>
                    }
                })}
            <ol class="coverage__entries" role="list">
                {entries}
            </ol>
            {older}
            <Provider value=toast>
                <LiveCoverage />
            </Provider>
        </section>
    }
    .into_any()
}

#[component]
fn KeyEvents(events: Vec<Entry>, path: String, language: Option<Language>) -> impl IntoView {
    let (lang, dir) = language_and_direction(language.as_ref());
    let (own_lang, own_dir) = own_language(lang.is_some());
    (!events.is_empty()).then(|| {
        view! {
            <nav class="key-events" aria-labelledby="key-events-name">
                <h3 class="key-events__name" id="key-events-name" lang=own_lang dir=own_dir>
                    {words().key_events}
                </h3>
                <ol class="key-events__list" role="list">
                    {events
                        .into_iter()
                        .map(|event| {
                            let href = format!("{path}{}", Entry::link(event.number));
                            view! {
                                <li class="key-events__item">
                                    <Time class="key-events__time" moment=event.at precision=Precision::Moment />
                                    " "
                                    <a href=href lang=lang.clone() dir=dir>
                                        {event.version.title()}
                                    </a>
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
