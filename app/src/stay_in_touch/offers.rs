//! The letters that readers can choose from.

use domain::Slug;
use leptos::prelude::*;
use newsroom::letters::{Definition, LetterState};
use newsroom::store::{Store, StoreError};

use crate::words::Words;

/// A letter that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its name in addresses.
    pub slug: Slug,
    /// Its name for readers.
    pub name: String,
    /// What they are promised.
    pub promise: String,
}

impl Offer {
    /// All letters that are offered, the one that comes first first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn all(store: &Store) -> Result<Vec<Self>, StoreError> {
        let letters = store.letters().await?.into_iter();
        Ok(letters
            .filter(|letter| letter.state != LetterState::Retired)
            .map(|letter| {
                let Definition {
                    slug,
                    name,
                    promise,
                    ..
                } = letter.definition;
                Self {
                    slug,
                    name,
                    promise,
                }
            })
            .collect())
    }
}

/// What somebody read who chose these letters: the promise above the form, and that of each letter.
pub(super) fn wording(words: &Words, offers: &[Offer], chosen: &[Slug]) -> String {
    let mut wording = words.promise.to_owned();
    for offer in offers.iter().filter(|offer| chosen.contains(&offer.slug)) {
        wording.push_str(&format!("\n{}: {}", offer.name, offer.promise));
    }
    wording
}

/// A box to tick for each letter. They belong to the form of that id, wherever that stands.
#[component]
pub(super) fn Choice(
    offers: Vec<Offer>,
    chosen: Vec<Slug>,
    legend: &'static str,
    form: &'static str,
) -> impl IntoView {
    view! {
        <fieldset class="letter-choice">
            <legend class="letter-choice__legend">{legend}</legend>
            {offers
                .into_iter()
                .map(|offer| {
                    let checked = chosen.contains(&offer.slug);
                    view! {
                        <label class="letter-choice__letter">
                            <input
                                type="checkbox"
                                name="letter"
                                value=offer.slug.to_string()
                                checked=checked
                                form=form
                            />
                            <span class="letter-choice__name">{offer.name}</span>
                            <span class="letter-choice__promise">{offer.promise}</span>
                        </label>
                    }
                })
                .collect_view()}
        </fieldset>
    }
}
