//! The sheets that are no pages of the paper.

use domain::ArticleKind;
use leptos::prelude::*;

use super::sheet::Sheet;
use super::specimens;
use crate::article::{BylineLine, Card, CardLook, HeadlineLevel};
use crate::breaking::Bar;
use crate::notice::Notice;
use crate::words::{Words, words};

/// Every sheet, in every language that the pages have words for.
#[component]
pub(crate) fn ContentsView() -> impl IntoView {
    let entry = |sheet: Sheet| {
        let languages = Words::LANGUAGES.map(|language| {
            let href = format!("{}?lang={language}", sheet.path());
            // What is to be seen comes first, for those who say to a machine what they see.
            let name = format!("{language}: {}", sheet.as_str());
            view! {
                " "
                <a href=href aria-label=name>
                    {language}
                </a>
            }
        });
        view! {
            <li>
                <a href=sheet.path()>{sheet.about()}</a>
                {languages}
            </li>
        }
    };
    view! {
        <div class="listing" lang="en" dir="ltr">
            <h1 class="listing__name">"The catalogue"</h1>
            <ul class="catalogue__sheets">{Sheet::ALL.iter().copied().map(entry).collect_view()}</ul>
        </div>
    }
}

/// Cards, and the lines that stand in them.
#[component]
pub(crate) fn CardsView() -> impl IntoView {
    let kinds = ArticleKind::ALL
        .into_iter()
        .filter_map(specimens::of_kind)
        .collect_view_of(CardLook::ACROSS);
    let looks = [
        ("Listed", CardLook::LISTED),
        ("Across sections", CardLook::ACROSS),
        ("First of a strip", CardLook::FEATURE),
        ("A headline", CardLook::HEADLINE),
        ("Related", CardLook::RELATED),
    ];
    let looks = looks
        .into_iter()
        .map(|(name, look)| {
            view! {
                <section class="catalogue__look">
                    <h2 class="page__heading" lang="en" dir="ltr">
                        {name}
                    </h2>
                    {specimens::stories(2).into_iter().collect_view_of(look)}
                </section>
            }
        })
        .collect_view();
    let bylines = [1, 2, 4].map(
        |people| view! { <BylineLine class="article__byline" byline=specimens::byline(people) /> },
    );
    view! {
        <div class="listing">
            <h1 class="listing__name" lang="en" dir="ltr">
                "Cards"
            </h1>
            {looks}
            <section class="catalogue__look">
                <h2 class="page__heading" lang="en" dir="ltr">
                    "Kinds of article"
                </h2>
                {kinds}
            </section>
            <section class="catalogue__look">
                <h2 class="page__heading" lang="en" dir="ltr">
                    "Bylines"
                </h2>
                {bylines}
            </section>
        </div>
    }
}

/// The bar in both its looks, and the notices.
#[component]
pub(crate) fn BreakingView() -> impl IntoView {
    let words = words();
    view! {
        <div class="listing">
            <h1 class="listing__name" lang="en" dir="ltr">
                "Breaking news and notices"
            </h1>
            <div class="catalogue__look">
                <Bar bar=specimens::breaking(true) label="With a story" />
            </div>
            <div class="catalogue__look">
                <Bar bar=specimens::breaking(false) label="Without a story" />
            </div>
            <div class="catalogue__look">
                <Notice shown=words.story_updated />
            </div>
            <div class="catalogue__look">
                <Notice shown=words.front_changed />
            </div>
            <div class="catalogue__look">
                <p class="article__headline article__headline--corrected" lang="en" dir="ltr">
                    "A headline that was corrected"
                </p>
            </div>
        </div>
    }
}

/// A list of cards.
trait Cards {
    fn collect_view_of(self, look: CardLook) -> AnyView;
}

impl<I: Iterator<Item = domain::Summary>> Cards for I {
    fn collect_view_of(self, look: CardLook) -> AnyView {
        view! {
            <ul class="stories stories--list" role="list">
                {self
                    .map(|summary| {
                        view! {
                            <li class="stories__item">
                                <Card summary level=HeadlineLevel::Third look />
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        }
        .into_any()
    }
}
