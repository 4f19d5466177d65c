//! Looking articles up by their words.
//!
//! SQLite only: PostgreSQL has its own full-text search, which will stand here beside this one.

use domain::{Moment, Slug, Summary};
use sqlx::Row;

use super::database::rows;
use super::database::rows::select_summaries;
use super::{Store, StoreError};
use crate::search::{ALL, Finder, HEADS, Passage, Search};

/// The newest stories that have the words in their heads: headline, standfirst, and the names of authors,
/// section and topics. Their text is read only if it is to be looked at.
const IN_HEADS: &str = "
    select found.row, words.body
    from (select rowid as row from search_heads
           where search_heads match $1 and rowid >= $2 and rowid < $3
           order by rowid desc limit $4) found
    left join search words on $5 and words.rowid = found.row
    order by found.row desc";

/// The newest that have them anywhere.
const ANYWHERE: &str = "
    select rowid as row, case when $5 then body end as body from search
    where search match $1 and rowid >= $2 and rowid < $3
    order by rowid desc limit $4";

/// The same with every word of them.
const WHOLE: &str = "
    select rowid as row, concat_ws(' ', headline, standfirst, body, names) as whole from search
    where search match $1 and rowid >= $2 and rowid < $3
    order by rowid desc limit $4";

/// So few stories are read through for the beginning of a word, as that would gather every story of the paper that has a
/// word with it.
const FEW: i64 = 40;

/// What is shown of those that were found, in their order.
const SHOWN: &str = select_summaries!(
    also "words.body",
    "join (select key as place, value as row from json_each($1)) found
          on found.row & 268435455 = a.id
     join search words on words.rowid = found.row
     where a.state = 'published'
     order by found.place"
);

/// Where all words have to be for a story to come first, second and so on. Within each the newest comes
/// first: readers of a newspaper look for what it said last. Weighing words against each other (bm25)
/// would count each word through the whole paper for every search; and a word that many stories have,
/// but few in their headlines, would be looked for in all of them if heads had no index of their own.
const RANKS: [Rank; 4] = [
    Rank {
        query: IN_HEADS,
        columns: "headline",
        any: HEADS,
        whole_words: false,
        reads_few: false,
    },
    Rank {
        query: IN_HEADS,
        columns: HEADS,
        any: HEADS,
        whole_words: false,
        reads_few: false,
    },
    // The beginning of a word gathers all stories that have a word with it: only if whole words are too few.
    Rank {
        query: ANYWHERE,
        columns: ALL,
        any: ALL,
        whole_words: true,
        reads_few: false,
    },
    Rank {
        query: ANYWHERE,
        columns: ALL,
        any: ALL,
        whole_words: false,
        reads_few: true,
    },
];

/// Where words have to be.
struct Rank {
    query: &'static str,
    /// All that are wanted.
    columns: &'static str,
    /// None that are not.
    any: &'static str,
    whole_words: bool,
    /// Whether it is better to read stories through, if they are few.
    reads_few: bool,
}

/// How many times as many stories are looked at where words in their text may keep them out.
const SPARE: i64 = 2;

/// How many bits of a row of the search are the article's number; those above are the second it came out.
const NUMBER_BITS: u32 = 28;

const MICROS_A_SECOND: i64 = 1_000_000;

/// The row of an article in the search; with number 0, the first that can have come out at `at`.
pub(super) fn search_row(at: Moment, article: i64) -> i64 {
    let second = at.micros().div_euclid(MICROS_A_SECOND);
    second
        .saturating_mul(1 << NUMBER_BITS)
        .saturating_add(article)
}

/// Among which articles to look.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope<'a> {
    /// Those of this section only.
    pub section: Option<&'a Slug>,
    /// Those published at that time or later.
    pub from: Option<Moment>,
    /// Those published before that time.
    pub before: Option<Moment>,
}

/// A story that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The story.
    pub article: Summary,
    /// Where in it the words stand.
    pub passage: Vec<Passage>,
}

impl Store {
    /// The articles that `search` fits best, the best first, at most `limit` of them.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn search(
        &self,
        search: &Search,
        scope: Scope<'_>,
        limit: u32,
    ) -> Result<Vec<Hit>, StoreError> {
        let section = match scope.section {
            None => None,
            Some(slug) => {
                let id = sqlx::query_scalar("select id from sections where slug = $1");
                let Some(id) = id.bind(slug.as_str()).fetch_optional(&self.readers).await? else {
                    return Ok(Vec::new());
                };
                Some(id)
            }
        };
        let first = scope.from.map_or(i64::MIN, |from| search_row(from, 0));
        let end = scope
            .before
            .map_or(i64::MAX, |before| search_row(before, 0));
        let finder = Finder::of(search);
        let mut found: Vec<i64> = Vec::new();
        let of_whole_words = search.of_whole_words();
        for rank in RANKS {
            if rank.reads_few
                && let Some(others) = search.without_beginning()
                && let Some(few) = self.few_with(&others, section, first, end).await?
            {
                let fitting = few.iter().filter(|(_, whole)| finder.has_last(whole));
                for (row, _) in fitting {
                    if !found.contains(row) && found.len() < limit as usize {
                        found.push(*row);
                    }
                }
                break;
            }
            let search = match (&of_whole_words, rank.whole_words) {
                (Some(whole), true) => whole,
                (None, true) => continue,
                (_, false) => search,
            };
            // As many more as there are already: those can be found again.
            let more = i64::try_from(found.len()).unwrap_or(i64::MAX);
            let wanted = i64::from(limit).saturating_add(more);
            let spare = if search.excludes() { SPARE } else { 1 };
            let rows = sqlx::query(rank.query)
                .bind(search.fts5(rank.columns, rank.any, section))
                .bind(first)
                .bind(end)
                .bind(wanted.saturating_mul(spare))
                .bind(search.excludes())
                .fetch_all(&self.readers)
                .await?;
            for row in &rows {
                let body: Option<&str> = row.try_get("body")?;
                let row = row.try_get("row")?;
                let is_unwanted = body.is_some_and(|body| finder.is_unwanted(body));
                if !is_unwanted && !found.contains(&row) && found.len() < limit as usize {
                    found.push(row);
                }
            }
            if found.len() >= limit as usize {
                break;
            }
        }
        let shown = sqlx::query(SHOWN).bind(serde_json::json!(found).to_string());
        let shown = shown.fetch_all(&self.readers).await?;
        let hits = shown.iter().map(|row| {
            let body = row.try_get("body")?;
            Ok(Hit {
                article: rows::summary(row)?,
                passage: finder.passage(body),
            })
        });
        hits.collect()
    }

    /// All stories that have these words, with every word of them, the newest first; `None` if they are not few.
    async fn few_with(
        &self,
        search: &Search,
        section: Option<i64>,
        first: i64,
        end: i64,
    ) -> Result<Option<Vec<(i64, String)>>, StoreError> {
        let rows = sqlx::query(WHOLE)
            .bind(search.fts5(ALL, ALL, section))
            .bind(first)
            .bind(end)
            .bind(FEW + 1)
            .fetch_all(&self.readers)
            .await?;
        if i64::try_from(rows.len()).unwrap_or(i64::MAX) > FEW {
            return Ok(None);
        }
        let few = rows
            .iter()
            .map(|row| Ok((row.try_get("row")?, row.try_get("whole")?)));
        few.collect::<Result<_, StoreError>>().map(Some)
    }
}
