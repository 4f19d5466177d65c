//! A card: an article in a list.

use domain::Summary;
use leptos::prelude::*;

use super::{Beside, KickerLine, Thumbnail, class_of_kind, language_and_direction, own_language};
use crate::dates::{Precision, Time};

/// Where in the page's outline a card's headline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HeadlineLevel {
    /// Right under the page's name.
    Second,
    /// Under a strip's name.
    Third,
}

/// How much of the article a card shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CardLook {
    /// The section's name above the headline.
    pub(crate) kicker: bool,
    /// The standfirst below it.
    pub(crate) standfirst: bool,
    /// The picture.
    pub(crate) picture: bool,
    /// Large, as the first of a strip.
    pub(crate) feature: bool,
}

impl CardLook {
    /// In a list of one section.
    pub(crate) const LISTED: Self = Self {
        kicker: false,
        standfirst: true,
        picture: true,
        feature: false,
    };
    /// In a list across sections.
    pub(crate) const ACROSS: Self = Self {
        kicker: true,
        ..Self::LISTED
    };
    /// First of a strip.
    pub(crate) const FEATURE: Self = Self {
        feature: true,
        ..Self::LISTED
    };
    /// A headline and no more.
    pub(crate) const HEADLINE: Self = Self {
        standfirst: false,
        picture: false,
        ..Self::LISTED
    };
    /// A headline and a picture.
    pub(crate) const RELATED: Self = Self {
        standfirst: false,
        ..Self::LISTED
    };
}

#[component]
pub(crate) fn Card(summary: Summary, level: HeadlineLevel, look: CardLook) -> impl IntoView {
    let (lang, dir) = language_and_direction(summary.language.as_ref());
    let (own_lang, own_dir) = own_language(lang.is_some());
    let path = summary.path();
    let id = summary.id.0;
    // So that screen readers can list the cards of a page by what each is about.
    let label = summary.headline.to_string();
    let link = view! { <a href=path>{label.clone()}</a> };
    let headline = match level {
        HeadlineLevel::Second => view! { <h2 class="card__headline">{link}</h2> }.into_any(),
        HeadlineLevel::Third => view! { <h3 class="card__headline">{link}</h3> }.into_any(),
    };
    let section = look.kicker.then_some(summary.section);
    let in_another_language = lang.is_some();
    let kicker = summary.kicker.filter(|_| look.standfirst || look.kicker);
    let standfirst = summary
        .standfirst
        .filter(|_| look.standfirst)
        .map(|standfirst| {
            view! { <p class="card__standfirst">{standfirst.to_string()}</p> }
        });
    let picture = summary.picture.filter(|_| look.picture).map(|picture| {
        let beside = if look.feature {
            Beside::Feature
        } else {
            Beside::Card
        };
        view! { <Thumbnail class="card__picture" beside picture /> }
    });
    let mut class = class_of_kind("card", summary.kind);
    if look.feature {
        class.push_str(" card--feature");
    }
    view! {
        <article class=class lang=lang dir=dir aria-label=label data-article=id>
            <KickerLine class="card__kicker" kind=summary.kind state=summary.coverage section kicker in_another_language />
            {headline}
            {standfirst}
            <p class="card__meta" lang=own_lang dir=own_dir>
                <Time moment=summary.published_at precision=Precision::Brief />
            </p>
            {picture}
        </article>
    }
    .into_any()
}
