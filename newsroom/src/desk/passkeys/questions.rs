//! What browsers were asked and have five minutes to answer.
//!
//! It is kept in memory and not in the store, since anybody may have a question asked, signed in or not; who waits for an answer
//! when the server starts anew presses once more.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::Moment;
use serde_json::Value;
use webauthn_rs::prelude::{DiscoverableAuthentication, PasskeyRegistration};

use crate::desk::account::AccountId;
use crate::desk::secret::Secret;
use crate::store::StoreError;

/// How long a question may be answered: five minutes, in microseconds.
const LASTS: i64 = 300 * 1_000_000;
/// Questions that wait for an answer at most, some 10 MB of them; then the oldest is forgotten.
const MOST: usize = 10_000;

/// What a browser is asked.
#[derive(Debug)]
pub struct Question {
    /// Says which question is answered.
    pub id: Secret,
    /// What the browser's `navigator.credentials` takes, with bytes in base64url.
    pub options: Value,
}

/// What a question is about, with what is needed to check the answer.
pub(super) enum About {
    New(AccountId, Box<PasskeyRegistration>),
    SignIn(Box<DiscoverableAuthentication>),
}

/// Questions that wait for an answer, the oldest first.
#[derive(Default)]
pub(super) struct Questions(Mutex<VecDeque<Waiting>>);

struct Waiting {
    id: [u8; 32],
    until: Moment,
    about: About,
}

impl Questions {
    /// Asks one.
    pub(super) fn ask(
        &self,
        options: Value,
        about: About,
        now: Moment,
    ) -> Result<Question, StoreError> {
        let id = Secret::new()?;
        let mut waiting = self.waiting();
        while waiting.len() >= MOST || waiting.front().is_some_and(|it| it.until <= now) {
            waiting.pop_front();
        }
        waiting.push_back(Waiting {
            id: id.hash().0,
            until: now.shifted(LASTS),
            about,
        });
        Ok(Question { id, options })
    }

    /// What a question was about. It is answered once.
    pub(super) fn answered(&self, id: &str, now: Moment) -> Option<About> {
        let id = Secret::read(id)?.hash().0;
        let mut waiting = self.waiting();
        let place = waiting.iter().position(|it| it.id == id)?;
        let question = waiting.remove(place)?;
        (question.until > now).then_some(question.about)
    }

    fn waiting(&self) -> MutexGuard<'_, VecDeque<Waiting>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
