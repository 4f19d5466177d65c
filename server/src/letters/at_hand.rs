//! The copies that were taken from the store and are not sent yet, in the order in which they go out.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use newsroom::letters::{DeliveryId, Due, IssueId};

use super::attempt::Issued;

/// What was taken from the store.
#[derive(Default)]
pub(super) struct AtHand {
    pub(super) waiting: VecDeque<Due>,
    /// Waiting or under way.
    pub(super) known: HashSet<DeliveryId>,
    /// Copies that have their place in the row of their domain.
    pub(super) placed: HashSet<DeliveryId>,
    pub(super) issues: HashMap<IssueId, Arc<Issued>>,
    pub(super) refused_in_a_row: u32,
}

impl AtHand {
    /// How many copies go before another of that issue. Letters about subscriptions, which are of none, go before every issue
    /// however much of it waits.
    pub(super) fn ahead_of(&self, issue: Option<IssueId>) -> usize {
        let waiting = self.waiting.iter();
        match issue {
            Some(_) => waiting.count(),
            None => waiting.take_while(|due| due.issue.is_none()).count(),
        }
    }

    /// Puts copies behind so many that wait. Those that are known are not put there again.
    pub(super) fn put(&mut self, due: Vec<Due>, behind: usize) {
        let mut place = behind;
        for due in due {
            if self.known.insert(due.id) {
                self.waiting.insert(place, due);
                place += 1;
            }
        }
    }

    /// Leaves only what is of these issues, and what is of none.
    pub(super) fn forget_others(&mut self, going: &[IssueId]) {
        let stays = |issue: &IssueId| going.contains(issue);
        let known = &mut self.known;
        self.waiting.retain(|due| {
            let stay = due.issue.as_ref().is_none_or(stays);
            if !stay {
                known.remove(&due.id);
            }
            stay
        });
        self.issues.retain(|issue, _| stays(issue));
    }

    pub(super) fn forget(&mut self, issue: IssueId) {
        let others: Vec<IssueId> = self
            .issues
            .keys()
            .copied()
            .filter(|it| *it != issue)
            .collect();
        self.forget_others(&others);
    }
}
