//! Who wrote a story and when, how long it takes to read, and what a reader can do with it.

use domain::{Byline, Moment};
use leptos::context::Provider;
use leptos::prelude::*;

use super::{BylineLine, own_language};
use crate::dates::{Precision, Time};
use crate::offline::SaveButton;
use crate::share::{Share, ShareWords};
use crate::words::words;

/// `minutes` are none where the story goes on.
#[component]
pub(super) fn Facts(
    byline: Byline,
    published_at: Moment,
    updated_at: Option<Moment>,
    /// Where it is told what changed, if that can be told.
    changes: Option<String>,
    minutes: Option<u32>,
    /// Whether the story is in another language than the paper.
    in_another_language: bool,
) -> impl IntoView {
    let (lang, dir) = own_language(in_another_language);
    let words = words();
    view! {
        <div class="article__facts" lang=lang dir=dir>
            <BylineLine class="article__byline" byline />
            <p class="article__time">{words.published} " " <Time moment=published_at precision=Precision::Full /></p>
            {updated_at
                .map(|at| {
                    view! {
                        <p class="article__time">
                            {words.updated} " " <Time moment=at precision=Precision::Full /> " "
                            {changes
                                .map(|changes| {
                                    view! {
                                        <a class="article__changes" href=changes>
                                            {words.changes}
                                        </a>
                                    }
                                })}
                        </p>
                    }
                })}
            {minutes.map(|minutes| view! { <p class="article__reading">{(words.minutes_to_read)(minutes)}</p> })}
            <div class="article__controls">
                <Provider value=ShareWords {
                    share: words.share,
                    copied: words.copied,
                }>
                    <Share />
                </Provider>
                <SaveButton />
            </div>
        </div>
    }
    .into_any()
}
