//! Keeping what can be found in step with what is published: the search and the lists of an article.
//!
//! They say again what stands in articles and versions, in the order in which pages ask for it. Everything
//! here happens inside the transaction that changes the article.

use domain::{ArticleId, Moment};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::database::rows;
use super::searching::search_row;
use super::{Store, StoreError};
use crate::search::{parted, section};

impl Store {
    /// Fills the search of a paper that is older than the search.
    pub(super) async fn complete_search(&self) -> Result<(), StoreError> {
        let missing: bool = sqlx::query_scalar(
            "select exists (select 1 from articles where state = 'published')
                and not exists (select 1 from search)",
        )
        .fetch_one(&self.writer)
        .await?;
        if !missing {
            return Ok(());
        }
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        let articles: Vec<i64> =
            sqlx::query_scalar("select id from articles where state = 'published'")
                .fetch_all(&mut *transaction)
                .await?;
        for article in articles {
            follow(&mut transaction, ArticleId(article)).await?;
        }
        Ok(transaction.commit().await?)
    }
}

/// When an article changed last in the eyes of a reader; the same as [`domain::Article::updated_at`], else
/// its publication. A row of a version is as long as its text, so it is not read for each of all articles.
const CHANGED: &str = "update articles
    set changed_at = (select case when v.number > 1 and v.saved_at > articles.published_at
                                  then v.saved_at else articles.published_at end
                        from versions v where v.id = articles.version_id)
  where id = $1";

/// The same of coverage, which readers see change with every entry.
const CHANGED_BY_ENTRY: &str = "update articles
    set changed_at = (select live.changed_at from coverages live where live.article_id = articles.id)
  where id = $1
    and changed_at < (select live.changed_at
                        from coverages live join versions v on v.id = articles.version_id
                       where live.article_id = articles.id and v.kind = 'coverage')";

/// The entries that readers get of an article, if it is coverage; to be followed by what is wanted of each.
macro_rules! from_entries {
    ($wanted:literal, $rest:literal) => {
        concat!(
            $wanted,
            " from articles a
              join versions v on v.id = a.version_id and v.kind = 'coverage'
              join entries e on e.article_id = a.id and e.removed_at is null
              join entry_versions ev on ev.id = e.version_id ",
            $rest
        )
    };
}

const WORDS_OF_ENTRIES: &str = from_entries!(
    "select ev.headline, ev.text",
    "where a.id = $1 order by e.number desc"
);
const NAMES_OF_ENTRIES: &str = from_entries!(
    "select distinct n.name",
    "join entry_version_authors l on l.version_id = ev.id
     join authors n on n.id = l.author_id
    where a.id = $1"
);
const LIST_AUTHORS_OF_ENTRIES: &str = from_entries!(
    "insert into article_authors (author_id, published_at, article_id)
     select distinct l.author_id, a.published_at, a.id",
    "join entry_version_authors l on l.version_id = ev.id
    where a.id = $1
       on conflict (author_id, published_at, article_id) do nothing"
);

/// Makes an article found by what readers can see of it: all of it while it is published, nothing
/// otherwise.
pub(super) async fn follow(
    connection: &mut SqliteConnection,
    article: ArticleId,
) -> Result<(), StoreError> {
    for forget in [
        "delete from search where rowid = (select search_row from article_search where article_id = $1)",
        "delete from search_heads where rowid = (select search_row from article_search where article_id = $1)",
        "delete from article_search where article_id = $1",
        "delete from article_topics where article_id = $1",
        "delete from article_authors where article_id = $1",
        "delete from article_corrections where article_id = $1",
    ] {
        sqlx::query(forget)
            .bind(article.0)
            .execute(&mut *connection)
            .await?;
    }
    let published = sqlx::query(
        "select v.id as version_id, v.headline, v.standfirst, v.body, a.published_at, a.section_id,
                s.name || coalesce((select ' ' || group_concat(n.name, ' ')
                                      from version_authors l join authors n on n.id = l.author_id
                                     where l.version_id = v.id), '')
                       || coalesce((select ' ' || group_concat(n.name, ' ')
                                      from version_topics l join topics n on n.id = l.topic_id
                                     where l.version_id = v.id), '') as names
           from articles a
           join sections s on s.id = a.section_id
           join versions v on v.id = a.version_id
          where a.id = $1 and a.state = 'published'",
    )
    .bind(article.0)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = published else {
        return Ok(());
    };
    for changed in [CHANGED, CHANGED_BY_ENTRY] {
        sqlx::query(changed)
            .bind(article.0)
            .execute(&mut *connection)
            .await?;
    }
    add_to_search(connection, article, &row).await?;
    add_to_lists(connection, article, row.try_get("version_id")?).await
}

/// What the entries of an article say, and who wrote them.
async fn words_of_entries(
    connection: &mut SqliteConnection,
    article: ArticleId,
) -> Result<(String, String), StoreError> {
    let mut words = String::new();
    let entries = sqlx::query(WORDS_OF_ENTRIES)
        .bind(article.0)
        .fetch_all(&mut *connection)
        .await?;
    for entry in &entries {
        let text = rows::body(entry, "text")?;
        words.push('\n');
        if let Some(headline) = entry.try_get::<Option<&str>, _>("headline")? {
            words.push_str(headline);
            words.push('\n');
        }
        words.push_str(&text.words());
    }
    let names: Vec<String> = sqlx::query_scalar(NAMES_OF_ENTRIES)
        .bind(article.0)
        .fetch_all(connection)
        .await?;
    Ok((words, names.join(" ")))
}

async fn add_to_search(
    connection: &mut SqliteConnection,
    article: ArticleId,
    row: &SqliteRow,
) -> Result<(), StoreError> {
    let body = rows::body(row, "body")?;
    let (entries, their_names) = words_of_entries(connection, article).await?;
    let names = format!("{} {their_names}", row.try_get::<&str, _>("names")?);
    let at = Moment::from_micros(row.try_get("published_at")?);
    let row_of_search = search_row(at, article.0);
    sqlx::query("insert into article_search (article_id, search_row) values ($1, $2)")
        .bind(article.0)
        .bind(row_of_search)
        .execute(&mut *connection)
        .await?;
    let headline = parted(row.try_get("headline")?);
    let standfirst = row.try_get::<Option<&str>, _>("standfirst")?.map(parted);
    let names = parted(names.trim_end());
    let scope = section(row.try_get("section_id")?);
    sqlx::query(
        "insert into search_heads (rowid, headline, standfirst, names, scope) values ($1, $2, $3, $4, $5)",
    )
    .bind(row_of_search)
    .bind(&headline)
    .bind(&standfirst)
    .bind(&names)
    .bind(&scope)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "insert into search (rowid, headline, standfirst, body, names, scope)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(row_of_search)
    .bind(headline)
    .bind(standfirst)
    .bind(parted(&(body.words() + &entries)))
    .bind(names)
    .bind(scope)
    .execute(connection)
    .await?;
    Ok(())
}

async fn add_to_lists(
    connection: &mut SqliteConnection,
    article: ArticleId,
    version: i64,
) -> Result<(), StoreError> {
    for add in [
        "insert into article_topics (topic_id, published_at, article_id)
         select distinct l.topic_id, a.published_at, a.id
           from version_topics l join articles a on a.id = $2 where l.version_id = $1",
        "insert into article_authors (author_id, published_at, article_id)
         select distinct l.author_id, a.published_at, a.id
           from version_authors l join articles a on a.id = $2 where l.version_id = $1",
        "insert into article_corrections (at, article_id, position, text)
         select at, $2, position, text from version_corrections where version_id = $1",
    ] {
        sqlx::query(add)
            .bind(version)
            .bind(article.0)
            .execute(&mut *connection)
            .await?;
    }
    sqlx::query(LIST_AUTHORS_OF_ENTRIES)
        .bind(article.0)
        .execute(connection)
        .await?;
    Ok(())
}
