//! What somebody saw of a front before they arranged it, and what others arranged since: that is not overwritten unseen.

use domain::Moment;

use super::{Arrangement, ArrangementNumber, FrontOf};
use crate::store::{StoreError, Writing};

/// What a page showed of a front when somebody chose what is to stand there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    /// The arrangement that readers had; none before the first.
    pub in_force: Option<ArrangementNumber>,
    /// The newest of those that waited for their time.
    pub scheduled: Option<ArrangementNumber>,
}

/// What somebody else arranged meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meanwhile {
    /// Readers have it.
    Out(Arrangement),
    /// It waits for its time.
    Scheduled(Arrangement),
}

impl Seen {
    /// What would be lost unseen if an arrangement went out now, or were scheduled. One that waits is lost to nothing that goes out
    /// now: it has its own time.
    pub(super) async fn missed(
        self,
        writing: &mut Writing,
        of: &FrontOf,
        in_force: Option<Arrangement>,
        is_for_now: bool,
    ) -> Result<Option<Meanwhile>, StoreError> {
        if let Some(arrangement) = in_force
            && Some(arrangement.number) != self.in_force
        {
            return Ok(Some(Meanwhile::Out(arrangement)));
        }
        if is_for_now {
            return Ok(None);
        }
        let waiting = writing.fronts_due(Moment::from_micros(i64::MAX)).await?;
        let waiting = waiting.into_iter().filter(|it| it.of == *of);
        let newest = waiting.max_by_key(|it| it.number);
        let newest = newest.filter(|it| Some(it.number) > self.scheduled);
        Ok(newest.map(Meanwhile::Scheduled))
    }
}
