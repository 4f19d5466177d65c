//! What stands below a story: what it had wrong, its topics, and where to read on.

use std::sync::Arc;

use domain::{Correction, Section, Summary, Topic};
use leptos::prelude::*;

use super::{Card, CardLook, HeadlineLevel, language_and_direction};
use crate::beside::Beside;
use crate::dates::{Precision, Time};
use crate::navigation::unmarked;
use crate::words::words;

/// Where to go from an article.
#[derive(Debug, Default)]
pub(crate) struct Below {
    /// Stories on the same topics.
    pub(crate) related: Vec<Summary>,
    /// The story of the section that came out before this one.
    pub(crate) next: Option<Summary>,
    /// The newest stories of the section that are not above already.
    pub(crate) more: Vec<Summary>,
}

#[component]
pub(super) fn Corrections(corrections: Vec<Correction>) -> impl IntoView {
    (!corrections.is_empty()).then(|| {
        view! {
            <section class="corrections" aria-labelledby="corrections-name">
                <h2 class="corrections__name" id="corrections-name">
                    {words().corrections}
                </h2>
                {corrections
                    .into_iter()
                    .map(|correction| {
                        view! {
                            <p class="corrections__note">
                                <Time moment=correction.at() precision=Precision::Day />
                                ": "
                                {correction.text().to_owned()}
                            </p>
                        }
                    })
                    .collect_view()}
            </section>
        }
        .into_any()
    })
}

#[component]
pub(super) fn Topics(
    topics: Vec<Topic>,
    lang: Option<String>,
    dir: Option<&'static str>,
) -> impl IntoView {
    (!topics.is_empty()).then(|| {
        view! {
            <footer class="article__topics" lang=lang dir=dir>
                <h2 class="article__topics-name">{words().topics}</h2>
                <ul class="article__topics-list" role="list">
                    {topics
                        .into_iter()
                        .map(|topic| {
                            view! {
                                <li>
                                    <a href=topic.path()>{topic.name().to_owned()}</a>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </footer>
        }
        .into_any()
    })
}

#[component]
pub(super) fn ReadOn(section: Section, below: Below) -> impl IntoView {
    let words = words();
    let Below {
        related,
        next,
        more,
    } = below;
    view! {
        {next.map(|next| view! { <Next section=section.clone() next /> })}
        {(!related.is_empty())
            .then(|| {
                view! {
                    <section class="more" aria-labelledby="related-name">
                        <h2 class="page__heading" id="related-name">
                            {words.related}
                        </h2>
                        <Row articles=related />
                    </section>
                }
            })}
        {(!more.is_empty())
            .then(|| {
                view! {
                    <section class="more" aria-labelledby="more-name">
                        <h2 class="page__heading" id="more-name">
                            {words.more_in}
                            " "
                            <a href=section.path()>{section.name().to_owned()}</a>
                        </h2>
                        <Row articles=more />
                    </section>
                }
            })}
    }
}

#[component]
fn Next(section: Section, next: Summary) -> impl IntoView {
    let (lang, dir) = language_and_direction(next.language.as_ref());
    view! {
        <p class="next">
            <span class="next__name">{(words().next_in)(section.name())}</span>
            " "
            <a class="next__headline" href=next.path() rel="next" lang=lang dir=dir>
                {next.headline.to_string()}
            </a>
        </p>
    }
}

#[component]
fn Row(articles: Vec<Summary>) -> impl IntoView {
    view! {
        <ul class="stories stories--row" role="list">
            {articles
                .into_iter()
                .map(|summary| view! { <li class="stories__item" inner_html=card(summary)></li> })
                .collect_view()}
        </ul>
    }
    .into_any()
}

fn card(summary: Summary) -> Arc<str> {
    let beside = expect_context::<Arc<Beside>>();
    beside.card(summary.id, || {
        let level = HeadlineLevel::Third;
        unmarked(&view! { <Card summary level look=CardLook::RELATED /> }.to_html())
    })
}
