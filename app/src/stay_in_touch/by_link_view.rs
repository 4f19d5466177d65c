use leptos::prelude::*;

use super::by_link::{BadPage, LinkPage};
use super::preferences_form::PreferencesForm;
use crate::words::words;

#[component]
pub(crate) fn LinkPageView(page: LinkPage) -> impl IntoView {
    let words = words();
    let (title, text) = page.said(words);
    let letters = words.letters;
    let press = |action: String, button: &'static str| {
        view! {
            <form class="by-link__form" method="post" action=action>
                <button class="by-link__button" type="submit">
                    {button}
                </button>
            </form>
        }
    };
    let to_preferences = |link: String| {
        view! { <Way href=preferences(&link) name=letters.to_preferences /> }
    };
    let sign_up = || view! { <Way href="/stay-in-touch".to_owned() name=words.stay_in_touch /> };
    let inside = match page {
        LinkPage::Confirm { link } => press(
            format!("/stay-in-touch/confirm/{link}"),
            letters.confirm_button,
        )
        .into_any(),
        LinkPage::Confirmed { preferences, .. } => to_preferences(preferences).into_any(),
        LinkPage::Preferences(kept) => view! { <PreferencesForm kept=*kept /> }.into_any(),
        LinkPage::Erase { link } => view! {
            {press(format!("{}/erase", preferences(&link)), letters.erase_button)}
            {to_preferences(link)}
        }
        .into_any(),
        LinkPage::Unsubscribe { link, .. } => {
            press(unsubscribe(&link), letters.unsubscribe_button).into_any()
        }
        LinkPage::Unsubscribed {
            link,
            letter,
            preferences,
        } => {
            let all = letter.map(|_| {
                view! {
                    <form class="by-link__form" method="post" action=unsubscribe(&link)>
                        <input type="hidden" name="all" value="yes" />
                        <button class="by-link__button" type="submit">
                            {letters.unsubscribe_all}
                        </button>
                    </form>
                }
            });
            view! {
                {to_preferences(preferences)}
                {all}
            }
            .into_any()
        }
        LinkPage::Erased | LinkPage::Bad(BadPage::Expired | BadPage::Gone) => sign_up().into_any(),
        LinkPage::Bad(BadPage::Unknown) => ().into_any(),
    };
    view! {
        <div class="by-link">
            <h1 class="listing__name">{title}</h1>
            <p class="by-link__text">{text}</p>
            {inside}
        </div>
    }
}

#[component]
pub(super) fn Way(href: String, name: &'static str) -> impl IntoView {
    view! {
        <p class="by-link__way">
            <a href=href>{name}</a>
        </p>
    }
}

pub(super) fn preferences(link: &str) -> String {
    format!("/stay-in-touch/preferences/{link}")
}

fn unsubscribe(link: &str) -> String {
    format!("/stay-in-touch/unsubscribe/{link}")
}
