use leptos::prelude::*;
use newsroom::letters::{Letter, PastIssue};

use super::page::{IssuePage, LetterPage, LettersPage, is_offered, path_of, path_of_issue};
use crate::article::{Card, CardLook, HeadlineLevel};
use crate::dates::{Precision, Time};
use crate::words::words;

#[component]
pub(crate) fn LettersView(page: LettersPage) -> impl IntoView {
    let LettersPage(letters) = page;
    let words = words().letters;
    let empty = letters
        .is_empty()
        .then(|| view! { <p class="listing__empty">{words.no_letters}</p> });
    view! {
        <div class="listing">
            <header class="listing__header">
                <h1 class="listing__name">{words.letters}</h1>
                <p class="listing__about">{words.letters_promise}</p>
                <Subscribe />
            </header>
            {empty}
            {letters
                .into_iter()
                .map(|(letter, issues)| {
                    let all = path_of(&letter);
                    let past = (!issues.is_empty())
                        .then(|| {
                            view! {
                                <Issues letter=letter.clone() issues />
                                <p class="letter__all">
                                    <a href=all.clone()>{words.past_issues}</a>
                                </p>
                            }
                        });
                    let definition = letter.definition;
                    view! {
                        <section class="letter">
                            <h2 class="letter__name">
                                <a href=all>{definition.name}</a>
                            </h2>
                            <p class="letter__promise">{definition.promise}</p>
                            <p class="letter__schedule">{(words.schedule)(&definition.schedule)}</p>
                            {past}
                        </section>
                    }
                })
                .collect_view()}
        </div>
    }
}

#[component]
pub(crate) fn LetterView(page: LetterPage) -> impl IntoView {
    let LetterPage {
        letter,
        issues,
        next,
    } = page;
    let words = words().letters;
    let empty = issues
        .is_empty()
        .then(|| view! { <p class="listing__empty">{words.no_issues}</p> });
    let older = next.map(|before| {
        view! {
            <nav class="listing__pager" aria-label=words.older_issues>
                <a class="listing__older" href=format!("{}?before={before}", path_of(&letter)) rel="next">
                    {words.older_issues}
                </a>
            </nav>
        }
    });
    let offered = is_offered(&letter).then(|| {
        view! {
            <p class="letter__schedule">{(words.schedule)(&letter.definition.schedule)}</p>
            <Subscribe />
        }
    });
    view! {
        <div class="listing">
            <header class="listing__header">
                <p class="listing__kind">
                    <a href="/letters">{words.letters}</a>
                </p>
                <h1 class="listing__name">{letter.definition.name.clone()}</h1>
                <p class="listing__about">{letter.definition.promise.clone()}</p>
                {offered}
            </header>
            {empty}
            <Issues letter issues />
            {older}
        </div>
    }
}

#[component]
pub(crate) fn IssueView(page: IssuePage) -> impl IntoView {
    let IssuePage {
        letter,
        issue,
        stories,
    } = page;
    let words = words().letters;
    let name = (words.issue)(&letter.definition.name, issue.number);
    let empty = stories
        .is_empty()
        .then(|| view! { <p class="listing__empty">{words.issue_without_stories}</p> });
    let introduction = issue.introduction.map(|text| {
        let html = text.render().as_str().to_owned();
        view! { <div class="article__body" inner_html=html></div> }
    });
    let list = (!stories.is_empty()).then(|| {
        view! {
            <ul class="stories stories--list" role="list">
                {stories
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
    });
    view! {
        <div class="listing">
            <header class="listing__header">
                <p class="listing__kind">
                    <a href=path_of(&letter)>{name}</a>
                </p>
                <h1 class="listing__name">{issue.subject}</h1>
                <p class="listing__about">{issue.preheader}</p>
                <p class="letter__schedule">
                    <Time moment=issue.composed_at precision=Precision::Full />
                </p>
            </header>
            {introduction}
            {empty}
            {list}
            <nav class="listing__pager" aria-label=words.past_issues>
                <a href=path_of(&letter)>{words.past_issues}</a>
                {is_offered(&letter).then(|| view! { <a href="/stay-in-touch">{words.subscribe}</a> })}
            </nav>
        </div>
    }
}

#[component]
fn Issues(letter: Letter, issues: Vec<PastIssue>) -> impl IntoView {
    (!issues.is_empty()).then(|| {
        view! {
            <ul class="letter__issues" role="list">
                {issues
                    .into_iter()
                    .map(|issue| {
                        view! {
                            <li class="letter__issue">
                                <a href=path_of_issue(&letter, &issue)>{issue.subject.clone()}</a>
                                " "
                                <Time moment=issue.composed_at precision=Precision::Day class="letter__day" />
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        }
    })
}

#[component]
fn Subscribe() -> impl IntoView {
    view! {
        <p class="letter__subscribe">
            <a href="/stay-in-touch">{words().letters.subscribe}</a>
        </p>
    }
}
