//! From rows to the domain's types. A value that breaks a rule is reported as damage, not shown.

use domain::{
    ArticleId, ArticleKind, Author, Byline, Correction, CoverageState, Language, Markdown,
    MediaType, Moment, Picture, Prepared, Publication, Section, Summary, Topic,
};

use super::columns::Columns;
use crate::store::StoreError;

/// The columns of a [`Summary`], to be followed by a condition. `a` is the article, `v` the version
/// readers get, `s` its section, `p` its picture, `live` how its entries stand. `also` names a column more.
///
/// The plus keeps SQLite from beginning with the few sections and sorting all of their articles, which takes half a second of a
/// hundred thousand: with it, a list is read in its order and ends where it is long enough.
macro_rules! select_summaries {
    ($($rest:literal),+) => {
        select_summaries!(also "null", $($rest),+)
    };
    (also $column:literal, $($rest:literal),+) => {
        concat!(
            "select a.id, a.slug, a.published_at,
                    s.slug as section_slug, s.name as section_name,
                    v.kind, v.kicker, v.headline, v.standfirst, v.language,
                    p.hash, p.media_type, p.width, p.height, p.prepared_at, p.variants, p.tone, p.focus,
                    v.picture_alt, v.picture_caption, v.picture_credit, live.state as coverage_state, ",
            $column,
            " from articles a
               join sections s on s.id = +a.section_id
               join versions v on v.id = a.version_id
               left join pictures p on p.id = v.picture_id
               left join coverages live on live.article_id = a.id ",
            $($rest),+
        )
    };
}
pub(in crate::store) use select_summaries;

pub(in crate::store) fn summary(row: &impl Columns) -> Result<Summary, StoreError> {
    Ok(Summary {
        id: ArticleId(row.number("id")?),
        slug: text(row, "slug")?,
        section: section(row)?,
        kind: text(row, "kind")?,
        kicker: optional_text(row, "kicker")?,
        headline: text(row, "headline")?,
        standfirst: optional_text(row, "standfirst")?,
        published_at: Moment::from_micros(row.number("published_at")?),
        picture: picture(row)?,
        language: optional_text::<Language>(row, "language")?,
        coverage: coverage_state(row)?,
    })
}

/// Whether more is to come of coverage; none of any other article. It is open until somebody says otherwise.
pub(in crate::store) fn coverage_state(
    row: &impl Columns,
) -> Result<Option<CoverageState>, StoreError> {
    let kind: ArticleKind = text(row, "kind")?;
    let state = optional_text(row, "coverage_state")?;
    Ok((kind == ArticleKind::Coverage).then(|| state.unwrap_or_default()))
}

pub(in crate::store) fn section(row: &impl Columns) -> Result<Section, StoreError> {
    Ok(Section::new(
        text(row, "section_slug")?,
        row.words("section_name")?,
    )?)
}

pub(in crate::store) fn topic(row: &impl Columns) -> Result<Topic, StoreError> {
    Ok(Topic::new(text(row, "slug")?, row.words("name")?)?)
}

pub(in crate::store) fn author(row: &impl Columns) -> Result<Author, StoreError> {
    Ok(Author::new(text(row, "slug")?, row.words("name")?)?)
}

pub(in crate::store) fn correction(row: &impl Columns) -> Result<Correction, StoreError> {
    let at = Moment::from_micros(row.number("at")?);
    Ok(Correction::new(at, row.words("text")?)?)
}

pub(in crate::store) fn byline(rows: &[impl Columns]) -> Result<Byline, StoreError> {
    let authors: Vec<Author> = rows.iter().map(author).collect::<Result<_, _>>()?;
    Ok(Byline::try_from(authors)?)
}

pub(in crate::store) fn publication(row: &impl Columns) -> Result<Publication, StoreError> {
    let state = row.words("state")?;
    let at = Moment::from_micros(row.number("state_at")?);
    match state {
        "draft" => Ok(Publication::Draft),
        "scheduled" => Ok(Publication::Scheduled { at }),
        "published" => Ok(Publication::Published {
            at: Moment::from_micros(row.number("published_at")?),
        }),
        "withdrawn" => Ok(Publication::Withdrawn {
            at,
            reason: text(row, "withdrawn_reason")?,
        }),
        other => Err(StoreError::Damaged(format!(
            "an article is in the unknown state `{other}`"
        ))),
    }
}

pub(in crate::store) fn picture(row: &impl Columns) -> Result<Option<Picture>, StoreError> {
    let Some(hash) = row.maybe_text("hash")? else {
        return Ok(None);
    };
    Ok(Some(Picture {
        id: hash.parse()?,
        media_type: media_type(row)?,
        width: row.count("width")?,
        height: row.count("height")?,
        prepared: prepared(row)?,
        focus: optional_text(row, "focus")?,
        alt: optional_text(row, "picture_alt")?.unwrap_or_default(),
        caption: optional_text(row, "picture_caption")?,
        credit: optional_text(row, "picture_credit")?,
    }))
}

pub(in crate::store) fn media_type(row: &impl Columns) -> Result<MediaType, StoreError> {
    let extension = row.words("media_type")?;
    MediaType::from_extension(extension).ok_or_else(|| {
        StoreError::Damaged(format!("a picture is of the unknown type `{extension}`"))
    })
}

/// What was made of a picture, if it was looked into.
pub(in crate::store) fn prepared(row: &impl Columns) -> Result<Option<Prepared>, StoreError> {
    let Some(_) = row.maybe_number("prepared_at")? else {
        return Ok(None);
    };
    Ok(Some(Prepared {
        variants: optional_text(row, "variants")?,
        tone: optional_text(row, "tone")?,
    }))
}

pub(in crate::store) fn text<T>(row: &impl Columns, column: &str) -> Result<T, StoreError>
where
    T: std::str::FromStr<Err = domain::Refusal>,
{
    Ok(row.words(column)?.parse()?)
}

/// A body, however deep it nests: it may have come in before that was checked.
pub(in crate::store) fn body(row: &impl Columns, column: &str) -> Result<Markdown, StoreError> {
    Ok(Markdown::stored(row.words(column)?)?)
}

pub(in crate::store) fn optional_text<T>(
    row: &impl Columns,
    column: &str,
) -> Result<Option<T>, StoreError>
where
    T: std::str::FromStr<Err = domain::Refusal>,
{
    row.maybe_text(column)?
        .map(|text| text.parse().map_err(StoreError::from))
        .transpose()
}
