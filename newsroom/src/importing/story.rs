//! What a front matter says, as the domain's types.

use any_ascii::any_ascii;
use domain::{
    AltText, ArticleKind, Author, Byline, Caption, Correction, Credit, Headline, Kicker, Language,
    Refusal, Section, Slug, Standfirst, Topic,
};
use jiff::tz::TimeZone;

use super::date;
use super::front_matter::{FrontMatter, Placed};
use super::report::Flaw;
use crate::publishing::When;

/// All of an article but its body and the picture's file.
#[derive(Debug)]
pub(super) struct Story {
    pub(super) slug: Slug,
    /// Where the slug comes from: its key, or the start of the front matter.
    pub(super) slug_line: usize,
    pub(super) section: Section,
    pub(super) kind: ArticleKind,
    pub(super) kicker: Option<Kicker>,
    pub(super) headline: Headline,
    pub(super) standfirst: Option<Standfirst>,
    pub(super) byline: Byline,
    pub(super) topics: Vec<Topic>,
    pub(super) language: Option<Language>,
    pub(super) picture: Option<PictureWords>,
    pub(super) corrections: Vec<Correction>,
    pub(super) dont_miss: bool,
    pub(super) when: When,
}

/// The picture above the story: where its file is, and what is said about it.
#[derive(Debug)]
pub(super) struct PictureWords {
    pub(super) address: Placed<String>,
    pub(super) alt: AltText,
    pub(super) caption: Option<Caption>,
    pub(super) credit: Option<Credit>,
}

impl Story {
    /// Checks every value. `stem` is the file's name without its ending, which becomes the slug of
    /// an article that names none.
    pub(super) fn check(
        front: &FrontMatter,
        stem: &str,
        time_zone: &TimeZone,
    ) -> Result<Self, Flaw> {
        let headline = parsed(front.required("title")?)?;
        let section = section(front.required("section")?)?;
        let (slug, slug_line) = slug(front, stem, &headline)?;
        Ok(Self {
            slug,
            slug_line,
            section,
            kind: front
                .text("type")
                .map(parsed)
                .transpose()?
                .unwrap_or_default(),
            kicker: front.text("kicker").map(parsed).transpose()?,
            headline,
            standfirst: front.text("summary").map(parsed).transpose()?,
            byline: byline(front)?,
            topics: topics(front)?,
            language: front.text("lang").map(parsed).transpose()?,
            picture: picture(front)?,
            corrections: corrections(front, time_zone)?,
            dont_miss: front.says_yes("dont_miss")?,
            when: when(front, time_zone)?,
        })
    }
}

pub(super) fn parsed<T: std::str::FromStr<Err = Refusal>>(
    text: &Placed<String>,
) -> Result<T, Flaw> {
    text.value
        .trim()
        .parse()
        .map_err(|refusal| Flaw::refused(text.line, &refusal))
}

/// What is said about a picture is checked even where none is named, so that a slip is not found late.
pub(super) fn picture(front: &FrontMatter) -> Result<Option<PictureWords>, Flaw> {
    let alt = front.text("image_alt").map(parsed).transpose()?;
    let caption = front.text("image_caption").map(parsed).transpose()?;
    let credit = front.text("image_credit").map(parsed).transpose()?;
    Ok(front.text("image").map(|address| PictureWords {
        address: address.clone(),
        alt: alt.unwrap_or_default(),
        caption,
        credit,
    }))
}

fn slug(front: &FrontMatter, stem: &str, headline: &Headline) -> Result<(Slug, usize), Flaw> {
    if let Some(written) = front.text("slug") {
        return Ok((parsed(written)?, written.line));
    }
    slug_of(stem)
        .or_else(|| slug_of(headline.as_str()))
        .map(|slug| (slug, 1))
        .ok_or_else(|| {
            Flaw::at(
                1,
                "no address can be made from the file's name or the title; add a `slug`",
            )
        })
}

/// The slug that a name or a headline has, in whatever script it is written. None where nothing of it can be in an address.
#[must_use]
pub fn slug_of(words: &str) -> Option<Slug> {
    Slug::from_words(&any_ascii(words))
}

/// The slug of a name readers see; the name itself is what is wrong when there is none.
fn slug_of_name(name: &str, line: usize) -> Result<Slug, Flaw> {
    slug_of(name).ok_or_else(|| {
        Flaw::at(
            line,
            format!("no address can be made from the name `{name}`"),
        )
    })
}

fn section(name: &Placed<String>) -> Result<Section, Flaw> {
    let slug = slug_of_name(&name.value, name.line)?;
    Section::new(slug, &name.value).map_err(|refusal| Flaw::refused(name.line, &refusal))
}

pub(super) fn author(name: &str, line: usize) -> Result<Author, Flaw> {
    Author::new(slug_of_name(name, line)?, name).map_err(|refusal| Flaw::refused(line, &refusal))
}

pub(super) fn byline(front: &FrontMatter) -> Result<Byline, Flaw> {
    let Some(names) = front.list("byline") else {
        return Ok(Byline::default());
    };
    let authors = names
        .value
        .iter()
        .map(|name| author(name, names.line))
        .collect::<Result<Vec<_>, _>>()?;
    Byline::try_from(authors).map_err(|refusal| Flaw::refused(names.line, &refusal))
}

/// The topics in order; one that is named twice, in whatever spelling, counts once.
fn topics(front: &FrontMatter) -> Result<Vec<Topic>, Flaw> {
    let mut topics: Vec<Topic> = Vec::new();
    let Some(names) = front.list("topics") else {
        return Ok(topics);
    };
    for name in &names.value {
        let slug = slug_of_name(name, names.line)?;
        let topic =
            Topic::new(slug, name).map_err(|refusal| Flaw::refused(names.line, &refusal))?;
        if topics.iter().all(|known| known.slug() != topic.slug()) {
            topics.push(topic);
        }
    }
    Ok(topics)
}

/// Each is a day or a time, a colon and a space, and what was wrong: `2023-02-06: The bridge is 312 m long.`
fn corrections(front: &FrontMatter, time_zone: &TimeZone) -> Result<Vec<Correction>, Flaw> {
    let Some(notes) = front.list("corrections") else {
        return Ok(Vec::new());
    };
    let correction = |note: &String| {
        let (date, text) = note.split_once(": ").ok_or_else(|| {
            let reason = "a correction starts with its day and a colon, like `2023-02-06: It is 312 m long.`";
            Flaw::at(notes.line, reason)
        })?;
        let at = date::moment(date, time_zone).map_err(|reason| Flaw::at(notes.line, reason))?;
        Correction::new(at, text).map_err(|refusal| Flaw::refused(notes.line, &refusal))
    };
    notes.value.iter().map(correction).collect()
}

fn when(front: &FrontMatter, time_zone: &TimeZone) -> Result<When, Flaw> {
    let date = front
        .text("date")
        .map(|date| {
            date::moment(&date.value, time_zone).map_err(|reason| Flaw::at(date.line, reason))
        })
        .transpose()?;
    Ok(match (front.says_yes("draft")?, date) {
        (true, _) => When::Draft,
        (false, Some(at)) => When::At(at),
        (false, None) => When::Now,
    })
}
