//! The form of a reader's preferences, as it is sent.

use app::paper::Paper;
use app::stay_in_touch::{Offer, agreed};
use domain::{Moment, Slug};
use newsroom::letters::{
    Frequency, SubscriberId, SubscriberState, UNTIL_FURTHER_NOTICE, Wishes, set_preferences,
};
use newsroom::store::StoreError;

const WEEK: i64 = 7 * 24 * 3_600_000_000;

/// What was chosen. What is not known is as if it were not there.
#[derive(Default)]
pub(in crate::http) struct Fields {
    letters: Vec<Slug>,
    frequency: Frequency,
    pause: Pause,
}

#[derive(Default)]
enum Pause {
    #[default]
    None,
    Weeks(i64),
    Open,
    AsItIs,
}

impl Fields {
    pub(in crate::http) fn read(pairs: Vec<(String, String)>) -> Self {
        let mut fields = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "letter" => fields.letters.extend(value.parse::<Slug>()),
                "frequency" => fields.frequency = value.parse().unwrap_or_default(),
                "pause" => {
                    fields.pause = match value.as_str() {
                        "week" => Pause::Weeks(1),
                        "four-weeks" => Pause::Weeks(4),
                        "open" => Pause::Open,
                        "as-it-is" => Pause::AsItIs,
                        _ => Pause::None,
                    }
                }
                _ => {}
            }
        }
        fields
    }

    /// Keeps it. `false` if the reader is not known any more.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub(in crate::http) async fn save(
        &self,
        paper: &Paper,
        id: SubscriberId,
    ) -> Result<bool, StoreError> {
        let Some(before) = paper.store.subscriber(id).await? else {
            return Ok(false);
        };
        let offers = Offer::all(&paper.store).await?;
        let is_offered = |slug: &Slug| offers.iter().any(|offer| offer.slug == *slug);
        let mut letters: Vec<Slug> = offers
            .iter()
            .map(|offer| offer.slug.clone())
            .filter(|slug| self.letters.contains(slug))
            .collect();
        // What is not offered at present is not on the page, and may be again: only who leaves all leaves that.
        if !letters.is_empty() && before.state == SubscriberState::Confirmed {
            let others = before.letters.iter().filter(|slug| !is_offered(slug));
            letters.extend(others.cloned());
        }
        let now = paper.clock.now();
        let wishes = Wishes {
            letters: &letters,
            frequency: self.frequency,
            paused_until: self.paused_until(now, before.paused_until),
            wording: &agreed(&paper.masthead.language, &offers, &letters),
        };
        set_preferences(&paper.store, &paper.clock, id, wishes).await
    }

    fn paused_until(&self, now: Moment, before: Option<Moment>) -> Option<Moment> {
        match self.pause {
            Pause::None => None,
            Pause::Weeks(weeks) => Some(now.shifted(weeks * WEEK)),
            Pause::Open => Some(UNTIL_FURTHER_NOTICE),
            Pause::AsItIs => before,
        }
    }
}
