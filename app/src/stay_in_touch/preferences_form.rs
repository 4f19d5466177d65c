use leptos::prelude::*;
use newsroom::letters::{Frequency, SubscriberState, UNTIL_FURTHER_NOTICE};

use super::by_link::Preferences;
use super::by_link_view::{Way, preferences};
use super::offers::Choice;
use crate::dates::{Calendar, date_of};
use crate::words::words;

const FORM: &str = "letter-preferences";

/// Everything about a reader's letters in one form, and below it what can be done with what is stored.
#[component]
pub(super) fn PreferencesForm(kept: Preferences) -> impl IntoView {
    let words = words();
    let letters = words.letters;
    let address = preferences(&kept.link);
    let stopped = (kept.state != SubscriberState::Confirmed)
        .then(|| view! { <p class="by-link__said">{letters.stopped}</p> });
    let saved = kept.saved.then(|| {
        view! {
            <p class="by-link__said" role="status">
                {letters.saved}
            </p>
        }
    });
    let choice = if kept.offers.is_empty() {
        view! { <p class="by-link__text">{letters.no_letters}</p> }.into_any()
    } else {
        view! { <Choice offers=kept.offers.clone() chosen=kept.chosen.clone() legend=letters.letters form=FORM /> }
            .into_any()
    };
    let [every, weekly] = letters.frequencies;
    let rhythm = [(Frequency::Every, every), (Frequency::Weekly, weekly)].map(|(frequency, name)| {
        view! {
            <label class="letter-choice__letter">
                <input type="radio" name="frequency" value=frequency.word() checked=kept.frequency == frequency />
                <span class="letter-choice__name">{name}</span>
            </label>
        }
    });
    view! {
        {stopped}
        {saved}
        <form class="by-link__form" id=FORM method="post" action=address.clone()>
            {choice}
            <fieldset class="letter-choice">
                <legend class="letter-choice__legend">{letters.frequency}</legend>
                {rhythm.collect_view()}
            </fieldset>
            <Pause kept=kept.clone() />
            <button class="by-link__button" type="submit">
                {letters.save}
            </button>
        </form>
        <section class="by-link__stored" aria-labelledby="stored">
            <h2 class="page__heading" id="stored">
                {letters.about_you}
            </h2>
            <p class="by-link__way">
                <a href=format!("{address}/export") download="letters.json">
                    {letters.export}
                </a>
            </p>
            <Way href=format!("{address}/erase") name=letters.erase />
        </section>
    }
}

/// A pause that goes on is one of the choices, so that saving something else does not end it.
#[component]
fn Pause(kept: Preferences) -> impl IntoView {
    let letters = words().letters;
    let [none, week, four_weeks, open] = letters.pauses;
    let is_open = kept.paused_until == Some(UNTIL_FURTHER_NOTICE);
    let goes_on = kept.paused_until.filter(|_| !is_open).map(|until| {
        let day = date_of(until, &expect_context::<Calendar>().zone());
        let name = (letters.paused_until)(&(words().date)(day));
        view! {
            <option value="as-it-is" selected=true>
                {name}
            </option>
        }
    });
    view! {
        <label class="by-link__pause">
            <span class="letter-choice__legend">{letters.pause}</span>
            <select name="pause">
                <option value="none">{none}</option>
                {goes_on}
                <option value="week">{week}</option>
                <option value="four-weeks">{four_weeks}</option>
                <option value="open" selected=is_open>
                    {open}
                </option>
            </select>
        </label>
    }
}
