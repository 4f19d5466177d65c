//! Keeping what can be found in step with what is published: the search and the lists of an article.
//!
//! They say again what stands in articles and versions, in the order in which pages ask for it. Everything
//! here happens inside the transaction that changes the article.

use domain::{ArticleId, Markdown, Moment};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::searching::search_row;
use super::{Store, StoreError, rows};
use crate::search::{parted, section};

impl Store {
    /// Fills the search of a paper that is older than the search.
    pub(super) async fn complete_search(&self) -> Result<(), StoreError> {
        let missing: bool = sqlx::query_scalar(
            "select exists (select 1 from articles where state = 'published')
                and not exists (select 1 from search)",
        )
        .fetch_one(&self.readers)
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

/// Makes an article found by what readers can see of it: all of it while it is published, nothing
/// otherwise.
pub(super) async fn follow(
    connection: &mut SqliteConnection,
    article: ArticleId,
) -> Result<(), StoreError> {
    for forget in [
        "delete from search where rowid = (select search_row from article_search where article_id = $1)",
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
    sqlx::query(CHANGED)
        .bind(article.0)
        .execute(&mut *connection)
        .await?;
    add_to_search(connection, article, &row).await?;
    add_to_lists(connection, article, row.try_get("version_id")?).await
}

async fn add_to_search(
    connection: &mut SqliteConnection,
    article: ArticleId,
    row: &SqliteRow,
) -> Result<(), StoreError> {
    let body: Markdown = rows::text(row, "body")?;
    let at = Moment::from_micros(row.try_get("published_at")?);
    let row_of_search = search_row(at, article.0);
    sqlx::query("insert into article_search (article_id, search_row) values ($1, $2)")
        .bind(article.0)
        .bind(row_of_search)
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "insert into search (rowid, headline, standfirst, body, names, scope)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(row_of_search)
    .bind(parted(row.try_get("headline")?))
    .bind(row.try_get::<Option<&str>, _>("standfirst")?.map(parted))
    .bind(parted(&body.words()))
    .bind(parted(row.try_get("names")?))
    .bind(section(row.try_get("section_id")?))
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
    Ok(())
}
