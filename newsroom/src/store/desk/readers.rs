//! Readers, for those at the desk who look after them: who is found, and whose letters came back.

use domain::{EmailAddress, Moment, Slug};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::letters::returned::Kind;
use crate::letters::{DeliveryId, Subscriber, SubscriberId, SubscriberState};
use crate::store::database::rows;
use crate::store::letters::subscribers::{select_subscribers, subscriber};
use crate::store::{Store, StoreError};

/// Which subscribers are meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Among {
    /// Those who get that letter.
    pub letter: Option<Slug>,
    /// Those in that state.
    pub state: Option<SubscriberState>,
}

/// Where the letters of an address stand that are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It begins with them. An index finds these, however many subscribers there are.
    Beginning,
    /// They are somewhere in it. Every address is looked at.
    Anywhere,
}

/// A copy that came back, or that a mail server refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameBack {
    /// Which.
    pub id: DeliveryId,
    /// When that was heard.
    pub at: Moment,
    /// How it came back; none where it was refused at once.
    pub kind: Option<Kind>,
    /// Why, in the words of the other mail server.
    pub reason: Option<String>,
    /// Who was to get it, where they are, and whether letters go there now; none if they were erased since.
    pub reader: Option<(SubscriberId, EmailAddress, SubscriberState)>,
    /// The name of the letter and the number of its issue; none where it was about the subscription itself.
    pub issue: Option<(String, i64)>,
}

/// A place in the list of what came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CameBackCursor {
    /// When the last one shown was heard of.
    pub at: Moment,
    /// Which it was.
    pub id: DeliveryId,
}

impl Store {
    /// Subscribers, the newest first, with a number before that one, at most `limit`.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn newest_subscribers(
        &self,
        among: &Among,
        before: Option<SubscriberId>,
        limit: u32,
    ) -> Result<Vec<Subscriber>, StoreError> {
        const ALL: &str = select_subscribers!(
            "where s.id < $1 and $3 is null and $4 is null order by s.id desc limit $2"
        );
        const IN_STATE: &str = select_subscribers!(
            "where s.state = $3 and s.id < $1
               and ($4 is null
                    or exists (select 1 from subscriptions w join letters x on x.id = w.letter_id
                                where w.subscriber_id = s.id and x.slug = $4))
             order by s.id desc limit $2"
        );
        const OF_LETTER: &str = select_subscribers!(
            "join subscriptions w on w.subscriber_id = s.id
              where w.letter_id = (select id from letters where slug = $4) and w.subscriber_id < $1
                and ($3 is null or s.state = $3)
              order by w.subscriber_id desc limit $2"
        );
        // Nearly all readers of a letter are confirmed, and few are in any other state.
        let sql = match (among.state, &among.letter) {
            (None, None) => ALL,
            (None | Some(SubscriberState::Confirmed), Some(_)) => OF_LETTER,
            (
                Some(
                    SubscriberState::Confirmed
                    | SubscriberState::Unconfirmed
                    | SubscriberState::Bounced
                    | SubscriberState::Complained,
                ),
                _,
            ) => IN_STATE,
        };
        let rows = sqlx::query(sql)
            .bind(before.map_or(i64::MAX, |before| before.0))
            .bind(limit)
            .bind(among.state.map(SubscriberState::word))
            .bind(among.letter.as_ref().map(Slug::as_str))
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(subscriber).collect()
    }

    /// Subscribers with `letters` in their address, in whatever case, in the order of the alphabet, after the one with that
    /// address, at most `limit`.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn subscribers_like(
        &self,
        (letters, place): (&str, Place),
        among: &Among,
        after: Option<&EmailAddress>,
        limit: u32,
    ) -> Result<Vec<Subscriber>, StoreError> {
        const BEGINNING: &str = select_subscribers!(
            "where s.key >= $1 and s.key < $2 and s.key <> $3
               and ($5 is null or s.state = $5)
               and ($6 is null
                    or exists (select 1 from subscriptions w join letters x on x.id = w.letter_id
                                where w.subscriber_id = s.id and x.slug = $6))
             order by s.key limit $4"
        );
        const ANYWHERE: &str = select_subscribers!(
            "where s.key >= $1 and s.key like $2 escape '\\' and s.key <> $3
               and ($5 is null or s.state = $5)
               and ($6 is null
                    or exists (select 1 from subscriptions w join letters x on x.id = w.letter_id
                                where w.subscriber_id = s.id and x.slug = $6))
             order by s.key limit $4"
        );
        let letters = letters.to_lowercase();
        let after = after.map(EmailAddress::key).unwrap_or_default();
        let (sql, first, bound) = match place {
            // Nothing that begins with them comes after them and the last character there is.
            Place::Beginning => (
                BEGINNING,
                letters.clone().max(after.clone()),
                format!("{letters}{}", char::MAX),
            ),
            Place::Anywhere => (
                ANYWHERE,
                after.clone(),
                format!("%{}%", literally(&letters)),
            ),
        };
        let rows = sqlx::query(sql)
            .bind(first)
            .bind(bound)
            .bind(after)
            .bind(limit)
            .bind(among.state.map(SubscriberState::word))
            .bind(among.letter.as_ref().map(Slug::as_str))
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(subscriber).collect()
    }

    /// What came back or was refused, the latest first, before that one, at most `limit`.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn came_back(
        &self,
        before: Option<CameBackCursor>,
        limit: u32,
    ) -> Result<Vec<CameBack>, StoreError> {
        let (at, id) = before.map_or((i64::MAX, i64::MAX), |it| (it.at.micros(), it.id.0));
        let rows = sqlx::query(
            "select d.id, coalesce(d.returned_at, d.ended_at) as at, d.returned, d.answer, d.subscriber_id,
                    s.address, s.state, l.name, i.number
               from letter_deliveries d
               left join subscribers s on s.id = d.subscriber_id
               left join letter_issues i on i.id = d.issue_id
               left join letters l on l.id = i.letter_id
              where (d.returned is not null or d.state = 'failed')
                and coalesce(d.returned_at, d.ended_at) <= $1
                and (coalesce(d.returned_at, d.ended_at) < $1 or d.id < $2)
              order by coalesce(d.returned_at, d.ended_at) desc, d.id desc limit $3",
        )
        .bind(at)
        .bind(id)
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(came_back).collect()
    }
}

/// Letters for a pattern in which nothing stands for anything else.
fn literally(letters: &str) -> String {
    let mut pattern = String::with_capacity(letters.len());
    for letter in letters.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}

fn came_back(row: &SqliteRow) -> Result<CameBack, StoreError> {
    let reader: Option<i64> = row.try_get("subscriber_id")?;
    let reader = match reader {
        Some(id) => Some((
            SubscriberId(id),
            rows::text(row, "address")?,
            rows::text(row, "state")?,
        )),
        None => None,
    };
    let name: Option<String> = row.try_get("name")?;
    Ok(CameBack {
        id: DeliveryId(row.try_get("id")?),
        at: Moment::from_micros(row.try_get("at")?),
        kind: rows::optional_text(row, "returned")?,
        reason: row.try_get("answer")?,
        reader,
        issue: name.zip(row.try_get("number")?),
    })
}
