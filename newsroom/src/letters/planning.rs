//! What the next issue of a letter would be: what somebody composed, or else what there is to tell of.

use domain::Moment;

use super::composing::{PaperFacts, compose, compose_by_hand};
use super::{Contents, IssueId, Letter, Schedule};
use crate::clock::Clock;
use crate::store::{Store, StoreError, Writing};

const DAY: i64 = 24 * 3600 * 1_000_000;

/// An issue as it would be if it was made now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What it would have.
    pub contents: Contents,
    /// The number of the newest issue of the letter, 0 if there is none.
    pub after: i64,
    /// What stands above its stories, if somebody composed it.
    introduction: Option<String>,
    /// Which draft there was, and whether it is the next issue.
    draft: Option<(i64, bool)>,
    /// Up to when everything there was to tell of is told with it.
    until: Moment,
}

/// Which issue is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// What goes out by the schedule: what somebody composed if that is to be the next issue.
    Next,
    /// What somebody composed, be it the next issue or one more.
    Composed,
}

impl Plan {
    /// Whether somebody composed it.
    #[must_use]
    pub fn is_by_hand(&self) -> bool {
        self.introduction.is_some()
    }

    /// What it is known by: another one says another thing.
    #[must_use]
    pub fn mark(&self) -> String {
        let Contents {
            subject,
            preheader,
            plain,
            ..
        } = &self.contents;
        let mut hasher = blake3::Hasher::new();
        for text in [subject, preheader, plain] {
            hasher.update(text.as_bytes());
            hasher.update(&[0]);
        }
        hasher.finalize().to_hex().as_str()[..16].to_owned()
    }

    /// Makes the issue, as part of a change, with everybody who is to get it. What was composed for it is used up. None if
    /// there is one for that slot already, or somebody composed something else meanwhile; then the change is to be left.
    pub(super) async fn make(
        &self,
        writing: &mut Writing,
        letter: &Letter,
        slot: &str,
        now: Moment,
    ) -> Result<Option<(IssueId, u64)>, StoreError> {
        let draft = writing.draft_of(letter.id).await?;
        let next = |draft: Option<(i64, bool)>| draft.filter(|(_, is_next)| *is_next);
        let is_as_planned = match &self.introduction {
            Some(_) => draft == self.draft,
            None => next(draft) == next(self.draft),
        };
        if !is_as_planned {
            return Ok(None);
        }
        let added = writing
            .add_issue(letter.id, slot, &self.contents, self.until, now)
            .await?;
        if let (Some((issue, _)), Some(introduction)) = (added, &self.introduction) {
            writing.keep_introduction(issue, introduction).await?;
            writing.drop_draft(letter.id).await?;
        }
        Ok(added)
    }
}

/// What an issue of that letter would be if it was made now. None when there is too little to tell of. What somebody
/// composed counts as long as readers have one of its stories.
///
/// # Errors
/// Any [`StoreError`].
pub async fn plan(
    store: &Store,
    clock: &Clock,
    facts: &PaperFacts,
    letter: &Letter,
    which: Which,
) -> Result<Option<Plan>, StoreError> {
    let now = clock.now();
    let told_until = store.told_until(letter.id, now).await?;
    let since = told_until.unwrap_or_else(|| first_since(letter, now));
    let newest = store.issues_of(letter.id, None, 1).await?;
    let after = newest.first().map_or(0, |issue| issue.number);
    let draft = store.letter_draft(letter.id).await?;
    let known = draft
        .as_ref()
        .map(|draft| (draft.number, draft.made.is_next));
    let draft = draft.filter(|draft| match which {
        Which::Next => draft.made.is_next,
        Which::Composed => true,
    });
    if let Some(draft) = draft
        && let Some(contents) = compose_by_hand(store, letter, facts, &draft.made, now).await?
    {
        return Ok(Some(Plan {
            contents,
            after,
            introduction: Some(draft.made.introduction),
            draft: known,
            // One more takes nothing from the next.
            until: if draft.made.is_next { now } else { since },
        }));
    }
    let contents = compose(store, letter, facts, since, now).await?;
    Ok(contents.map(|contents| Plan {
        contents,
        after,
        introduction: None,
        draft: known,
        until: now,
    }))
}

/// What the next issue of that letter would have if it were made now. None when there is too little to tell of.
///
/// # Errors
/// Any [`StoreError`].
pub async fn next_issue(
    store: &Store,
    clock: &Clock,
    facts: &PaperFacts,
    letter: &Letter,
) -> Result<Option<Contents>, StoreError> {
    let plan = plan(store, clock, facts, letter, Which::Next).await?;
    Ok(plan.map(|plan| plan.contents))
}

/// Since when a first issue tells of what came out: about as long as lies between two issues. Where a slot passed for want
/// of news, since that one, so that looking a little late loses nothing.
fn first_since(letter: &Letter, now: Moment) -> Moment {
    let period = match &letter.definition.schedule {
        Schedule::Weekly { days, .. } => {
            DAY * 7 / i64::try_from(days.len()).unwrap_or(1).clamp(1, 7)
        }
        Schedule::Breaking => DAY,
        Schedule::ByHand => 7 * DAY,
    };
    let usual = now.shifted(-period);
    match letter.decided_until > letter.since {
        true => letter.decided_until.clamp(now.shifted(-2 * period), usual),
        false => usual,
    }
}
