//! The log of the desk: who did what.

use domain::Moment;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::desk::account::AccountId;
use crate::desk::doing::Action;
use crate::desk::log::{About, Line, LogAsked, LogCursor, LogEntry, LoggedBy};
use crate::desk::story::StoryId;
use crate::front::FrontOf;
use crate::letters::SubscriberId;
use crate::store::{Store, StoreError, Writing};

impl Store {
    /// What was done at the desk, as far as it is asked for, the latest first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn desk_log(
        &self,
        asked: &LogAsked,
        after: Option<LogCursor>,
        limit: u32,
    ) -> Result<Vec<LogEntry>, StoreError> {
        let by = asked.by.map(|by| match by {
            LoggedBy::Account(account) => account.0,
            LoggedBy::Nobody => 0,
        });
        let actions: Vec<&str> = asked.actions.iter().map(|it| it.as_str()).collect();
        let actions = (!actions.is_empty()).then(|| serde_json::json!(actions).to_string());
        // One bound from above, where reading begins.
        let until = (asked.until.map_or(i64::MAX, Moment::micros), i64::MIN);
        let after = after.map_or(until, |after| (after.at.micros(), after.number));
        let (at, number) = after.min(until);
        let rows = sqlx::query(
            "select l.number, l.at, l.account_id, l.action, l.subject, l.is_refused, l.about,
                    (select name from accounts where id = l.account_id) as name,
                    case l.about
                        when 'story' then (select cast(id as text) from stories where id = cast(l.about_key as integer))
                        when 'coverage' then (select slug from articles where id = cast(l.about_key as integer))
                        when 'picture' then (select hash from pictures where hash = l.about_key)
                        when 'letter' then (select slug from letters where slug = l.about_key)
                        when 'person' then (select cast(id as text) from accounts where id = cast(l.about_key as integer))
                        when 'reader' then (select cast(id as text) from subscribers where id = cast(l.about_key as integer))
                        when 'section' then (select slug from sections where id = cast(l.about_key as integer))
                        when 'front' then ''
                        else l.about_key end as about_key
               from desk_log l
              where (l.at, l.number) < ($1, $2) and l.at >= $3
                and ($4 is null or ifnull(l.account_id, 0) = $4)
                and ($5 is null or l.action in (select value from json_each($5)))
              order by l.at desc, l.number desc limit $6",
        )
        .bind(at)
        .bind(number)
        .bind(asked.from.map_or(i64::MIN, Moment::micros))
        .bind(by)
        .bind(actions)
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(entry).collect()
    }
}

impl Writing {
    /// Adds a line to the log of the desk.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn log_desk(
        &mut self,
        account: Option<AccountId>,
        line: impl Into<Line<'_>>,
        is_refused: bool,
        now: Moment,
    ) -> Result<(), StoreError> {
        let Line {
            action,
            subject,
            about,
        } = line.into();
        let about = about.map(stored);
        sqlx::query(
            "insert into desk_log (at, account_id, action, subject, is_refused, about, about_key)
             values ($1, $2, $3, $4, $5, $6,
                     case $6 when 'coverage' then (select cast(id as text) from articles where slug = $7)
                             when 'section' then (select cast(id as text) from sections where slug = $7)
                             else $7 end)",
        )
        .bind(now.micros())
        .bind(account.map(|account| account.0))
        .bind(action.as_str())
        .bind(subject)
        .bind(i64::from(is_refused))
        .bind(about.as_ref().map(|(kind, _)| *kind))
        .bind(about.as_ref().and_then(|(_, key)| key.as_deref()))
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

fn stored(about: About) -> (&'static str, Option<String>) {
    let (kind, key) = match about {
        About::Story(id) => ("story", id.0.to_string()),
        About::Coverage(slug) => ("coverage", slug.to_string()),
        About::Picture(id) => ("picture", id.to_string()),
        About::Letter(slug) => ("letter", slug.to_string()),
        About::Issue(slug, number) => ("issue", format!("{slug}/{number}")),
        About::Person(id) => ("person", id.0.to_string()),
        About::Reader(id) => ("reader", id.0.to_string()),
        About::Front(FrontOf::Section(slug)) => ("section", slug.to_string()),
        About::Front(FrontOf::Paper) => return ("front", None),
    };
    (kind, Some(key))
}

/// What a line is about, by its key as it is now: none where that is gone.
fn about(kind: &str, key: &str) -> Option<About> {
    Some(match kind {
        "story" => About::Story(StoryId(key.parse().ok()?)),
        "coverage" => About::Coverage(key.parse().ok()?),
        "picture" => About::Picture(key.parse().ok()?),
        "letter" => About::Letter(key.parse().ok()?),
        "issue" => {
            let (letter, number) = key.split_once('/')?;
            About::Issue(letter.parse().ok()?, number.parse().ok()?)
        }
        "person" => About::Person(AccountId(key.parse().ok()?)),
        "reader" => About::Reader(SubscriberId(key.parse().ok()?)),
        "front" => About::Front(FrontOf::Paper),
        "section" => About::Front(FrontOf::Section(key.parse().ok()?)),
        _ => return None,
    })
}

fn entry(row: &SqliteRow) -> Result<LogEntry, StoreError> {
    let words: &str = row.try_get("action")?;
    let action = Action::from_words(words).ok_or_else(|| {
        StoreError::Damaged(format!("the desk's log has the unknown action `{words}`"))
    })?;
    let account: Option<i64> = row.try_get("account_id")?;
    let name: Option<String> = row.try_get("name")?;
    let kind: Option<&str> = row.try_get("about")?;
    let key: Option<&str> = row.try_get("about_key")?;
    Ok(LogEntry {
        number: row.try_get("number")?,
        at: Moment::from_micros(row.try_get("at")?),
        account: account.map(AccountId).zip(name),
        action,
        subject: row.try_get("subject")?,
        about: kind.zip(key).and_then(|(kind, key)| about(kind, key)),
        is_refused: row.try_get("is_refused")?,
    })
}
