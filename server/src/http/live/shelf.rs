//! What was told lately, for those who come back.

use std::collections::VecDeque;

use axum::body::Bytes;
use domain::ArticleId;
use newsroom::events::EventNumber;

use super::asked::After;
use super::telling::{Told, tells_what_stands};

/// How many events back somebody may have been away. Who was away for longer starts anew.
pub(super) const KEPT: i64 = 1000;
/// How much is sent at a time to somebody who missed a lot.
const AT_A_TIME: usize = 32 * 1024;

/// The newest messages, in order.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    told: VecDeque<Told>,
    /// From after this event on, nothing is missing.
    complete_after: EventNumber,
    /// The newest event of the log that was looked at, told or not.
    newest: EventNumber,
}

/// What comes after an event.
pub(super) enum Next {
    /// Nothing yet.
    Nothing,
    /// These messages; the last has that number.
    Messages(Bytes, EventNumber),
    /// It is too long ago, or never was.
    Lost,
}

impl Shelf {
    pub(super) fn starting_after(number: EventNumber) -> Self {
        Self {
            told: VecDeque::new(),
            complete_after: number,
            newest: number,
        }
    }

    pub(super) fn newest(&self) -> EventNumber {
        self.newest
    }

    /// Puts messages on the shelf that tell of the log up to `newest`, and takes off what is too old.
    pub(super) fn put(&mut self, told: impl IntoIterator<Item = Told>, newest: EventNumber) {
        self.told.extend(told);
        self.newest = newest;
        self.complete_after.0 = self.complete_after.0.max(newest.0 - KEPT);
        while self
            .told
            .front()
            .is_some_and(|first| first.event.number <= self.complete_after)
        {
            self.told.pop_front();
        }
    }

    /// Tells anew of what has changed since it was told: of these articles, of what lists them, of the weather.
    pub(super) fn retell(&mut self, articles: &[ArticleId], tell: impl Fn(&Told) -> Option<Told>) {
        for told in &mut self.told {
            let is_about = told
                .event
                .article
                .is_some_and(|article| articles.contains(&article));
            if (is_about || tells_what_stands(told.event.kind))
                && let Some(anew) = tell(told)
            {
                *told = anew;
            }
        }
    }

    /// Where somebody begins who asks for what comes after that; `None` if that is not known.
    pub(super) fn begin(&self, after: After) -> Option<EventNumber> {
        match after {
            After::Now => Some(self.newest),
            After::Event(number) => self.knows(number).then_some(number),
            After::Nonsense => None,
        }
    }

    fn knows(&self, number: EventNumber) -> bool {
        (self.complete_after..=self.newest).contains(&number)
    }

    /// What comes after `number`, as much as is sent at a time.
    pub(super) fn next(&self, number: EventNumber) -> Next {
        if !self.knows(number) {
            return Next::Lost;
        }
        let first = self.first_after(number);
        let mut rest = self.told.range(first..);
        let (Some(one), last) = (rest.next(), self.told.back()) else {
            return Next::Nothing;
        };
        if last.is_some_and(|last| last.event.number == one.event.number) {
            return Next::Messages(one.frame.clone(), one.event.number);
        }
        let mut messages = one.frame.to_vec();
        let mut upto = one.event.number;
        for told in rest {
            if messages.len() + told.frame.len() > AT_A_TIME {
                break;
            }
            messages.extend_from_slice(&told.frame);
            upto = told.event.number;
        }
        Next::Messages(messages.into(), upto)
    }

    /// The messages after one event and up to another; `None` if some of them are not known.
    pub(super) fn between(
        &self,
        after: EventNumber,
        upto: EventNumber,
    ) -> Option<impl Iterator<Item = &Told>> {
        self.knows(after).then(|| {
            let rest = self.told.range(self.first_after(after)..);
            rest.take_while(move |told| told.event.number <= upto)
        })
    }

    fn first_after(&self, number: EventNumber) -> usize {
        self.told
            .partition_point(|told| told.event.number <= number)
    }
}
