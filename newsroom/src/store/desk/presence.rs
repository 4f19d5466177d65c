//! Who has a story open.

use domain::Moment;

use crate::desk::account::AccountId;
use crate::desk::story::StoryId;
use crate::store::{Store, StoreError, Writing};

impl Store {
    /// The names of those who had a story open since then, but for one.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn also_at(
        &self,
        story: StoryId,
        besides: AccountId,
        since: Moment,
    ) -> Result<Vec<String>, StoreError> {
        let names = sqlx::query_scalar(
            "select c.name from desk_presence p join accounts c on c.id = p.account_id
              where p.story_id = $1 and p.account_id <> $2 and p.seen_at > $3 order by c.name, c.id",
        );
        let names = names.bind(story.0).bind(besides.0).bind(since.micros());
        Ok(names.fetch_all(&self.readers).await?)
    }
}

impl Writing {
    /// Keeps that somebody has a story open.
    pub(crate) async fn see_at(
        &mut self,
        story: StoryId,
        account: AccountId,
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into desk_presence (story_id, account_id, seen_at) values ($1, $2, $3)
             on conflict (story_id, account_id) do update set seen_at = excluded.seen_at",
        )
        .bind(story.0)
        .bind(account.0)
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        Ok(())
    }
}
