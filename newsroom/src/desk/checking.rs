//! From what stands in the editor's fields to what readers get, or all that is wrong with it at once.

use std::str::FromStr;

use domain::{
    Author, Byline, Caption, Credit, Kicker, Language, Picture, Refusal, Section, Slug, Standfirst,
    Topic, Version,
};

use super::manuscript::{Field, Manuscript};
use crate::importing::slug_of;

/// What a story comes out as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// The last part of its address.
    pub slug: Slug,
    /// The section it lives in.
    pub section: Section,
    /// What it says; corrections are of the article, not of a manuscript.
    pub version: Version,
}

/// Why a field keeps a story from coming out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// Which.
    pub field: Field,
    /// What is wrong, for whoever has to mend it.
    pub sentence: String,
}

/// What a manuscript comes out as. `current` is the slug that it came out under before, if it did, `sections` are those there are,
/// `pictures` what the store knows of its picture.
///
/// # Errors
/// Everything that is wrong with it, in the order of the editor's fields.
pub fn ready(
    manuscript: &Manuscript,
    current: Option<&Slug>,
    sections: &[Section],
    pictures: &[Picture],
) -> Result<Ready, Vec<FieldProblem>> {
    let mut problems = Problems(Vec::new());
    let kind = problems.optional(manuscript, Field::Kind);
    let section = problems.take(Field::Section, section(manuscript, sections));
    let slug = problems.take(Field::Slug, slug(manuscript, current));
    let kicker: Option<Option<Kicker>> = problems.optional(manuscript, Field::Kicker);
    let headline = problems.take(Field::Headline, manuscript.headline.parse());
    let standfirst: Option<Option<Standfirst>> = problems.optional(manuscript, Field::Standfirst);
    let body = problems.take(Field::Body, body(manuscript));
    let byline = problems.take(Field::Byline, byline(&manuscript.byline));
    let topics = problems.take(Field::Topics, topics(&manuscript.topics));
    let language: Option<Option<Language>> = problems.optional(manuscript, Field::Language);
    let picture = picture(manuscript, pictures, &mut problems);
    let ready = (|| {
        Some(Ready {
            slug: slug?,
            section: section?,
            version: Version {
                kind: kind?.unwrap_or_default(),
                kicker: kicker?,
                headline: headline?,
                standfirst: standfirst?,
                body: body?,
                byline: byline?,
                topics: topics?,
                picture: picture?,
                language: language?,
                corrections: Vec::new(),
            },
        })
    })();
    ready.ok_or(problems.0)
}

/// What was found wrong so far.
struct Problems(Vec<FieldProblem>);

impl Problems {
    fn take<T>(&mut self, field: Field, read: Result<T, Refusal>) -> Option<T> {
        let problem = |refusal: Refusal| FieldProblem {
            field,
            sentence: refusal.to_string(),
        };
        read.map_err(|refusal| self.0.push(problem(refusal))).ok()
    }

    /// What stands in a field; nothing where it is empty.
    fn optional<T>(&mut self, manuscript: &Manuscript, field: Field) -> Option<Option<T>>
    where
        T: FromStr<Err = Refusal>,
    {
        match manuscript.get(field).trim() {
            "" => Some(None),
            text => self.take(field, text.parse()).map(Some),
        }
    }
}

fn section(manuscript: &Manuscript, sections: &[Section]) -> Result<Section, Refusal> {
    let wanted = manuscript.section.trim();
    if wanted.is_empty() {
        return Err(Refusal::new(
            "The story is in no section. Choose the one it lives in.",
        ));
    }
    let known = sections.iter().find(|it| it.slug().as_str() == wanted);
    known
        .cloned()
        .ok_or_else(|| Refusal::new(format!("There is no section `{wanted}`.")))
}

/// The last part of the address of a manuscript. One that nobody typed is made from the headline once, and stays where readers
/// found it when the headline changes.
pub(super) fn slug(manuscript: &Manuscript, current: Option<&Slug>) -> Result<Slug, Refusal> {
    match (manuscript.slug.trim(), current) {
        ("", Some(current)) => Ok(current.clone()),
        ("", None) => slug_of(&manuscript.headline)
            .ok_or_else(|| Refusal::new("No address can be made from the headline. Write one.")),
        (slug, _) => slug.parse(),
    }
}

fn body(manuscript: &Manuscript) -> Result<domain::Markdown, Refusal> {
    if manuscript.body.trim().is_empty() {
        return Err(Refusal::new("The story has no text."));
    }
    manuscript.body.parse()
}

/// Names with commas between them; nothing between two commas is nobody.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
}

fn named(name: &str) -> Result<Slug, Refusal> {
    slug_of(name)
        .ok_or_else(|| Refusal::new(format!("No address can be made from the name `{name}`.")))
}

/// The authors that a text names, with commas between them.
pub(super) fn byline(text: &str) -> Result<Byline, Refusal> {
    let authors = names(text).map(|name| Author::new(named(name)?, name));
    Byline::try_from(authors.collect::<Result<Vec<_>, _>>()?)
}

/// One that is named twice, in whatever spelling, counts once.
pub(super) fn topics(text: &str) -> Result<Vec<Topic>, Refusal> {
    let mut topics: Vec<Topic> = Vec::new();
    for name in names(text) {
        let topic = Topic::new(named(name)?, name)?;
        if topics.iter().all(|known| known.slug() != topic.slug()) {
            topics.push(topic);
        }
    }
    Ok(topics)
}

/// None is wrong, `Some(None)` is none.
fn picture(
    manuscript: &Manuscript,
    pictures: &[Picture],
    problems: &mut Problems,
) -> Option<Option<Picture>> {
    let alt = problems.optional(manuscript, Field::PictureAlt);
    let caption: Option<Option<Caption>> = problems.optional(manuscript, Field::PictureCaption);
    let credit: Option<Option<Credit>> = problems.optional(manuscript, Field::PictureCredit);
    let address = manuscript.picture.trim();
    if address.is_empty() {
        return Some(None);
    }
    let known = pictures.iter().find(|picture| picture.path() == address);
    let known = known.cloned().ok_or_else(|| {
        Refusal::new(format!(
            "`{address}` is no picture that the paper keeps. Bring the file in."
        ))
    });
    let known = problems.take(Field::Picture, known)?;
    Some(Some(Picture {
        alt: alt?.unwrap_or_default(),
        caption: caption?,
        credit: credit?,
        ..known
    }))
}
