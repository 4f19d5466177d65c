//! What a manuscript has to pass before it goes out: what cannot be published at all, and the gate.

use domain::PictureId;

use super::{allow, is_newest};
use crate::comparing::Wording;
use crate::desk::account::Account;
use crate::desk::checking::{self, FieldProblem, Ready};
use crate::desk::doing::DeskError;
use crate::desk::gate::{self, Finding, OtherSites, Rule, Severity, Strictness};
use crate::desk::manuscript::{Field, Manuscript};
use crate::desk::story::{SaveNumber, Story, StoryId};
use crate::store::{Store, StoreError};

/// What the gate is told besides the story.
#[derive(Debug, Clone, Copy)]
pub struct Gate<'a> {
    /// How strict the paper is.
    pub strictness: &'a Strictness,
    /// Where readers reach it.
    pub url: &'a str,
    /// Where links to other sites are asked for; none where nobody does that.
    pub other_sites: Option<OtherSites<'a>>,
    /// Whether the story is to go out in spite of what the gate only warns of.
    pub in_spite: bool,
}

/// What the gate finds in a manuscript of a story.
///
/// # Errors
/// Any [`StoreError`].
pub async fn findings(
    store: &Store,
    story: &Story,
    manuscript: &Manuscript,
    gate: Gate<'_>,
) -> Result<Vec<Finding>, StoreError> {
    let itself = checking::slug(manuscript, story.slug()).ok();
    let mut facts = gate::look_up(store, manuscript, gate.url, itself.as_ref()).await?;
    if let Some(others) = gate.other_sites
        && gate.strictness.of(Rule::LinksToOtherSites) != Severity::Off
    {
        let saved_at = story.saved_at;
        let known = gate::look_elsewhere(store, manuscript, gate.url, saved_at, others).await;
        facts.elsewhere = known?;
    }
    let before = match (&story.article, story.is_public()) {
        (Some(article), true) => store.article(&article.slug).await?.map(|article| {
            let version = &article.version;
            Wording::of(
                &version.headline,
                version.standfirst.as_ref(),
                &version.body,
            )
        }),
        (_, false) | (None, true) => None,
    };
    let correction = story.correction.as_deref();
    Ok(gate::check(
        manuscript,
        before.as_ref(),
        correction,
        &facts,
        gate.strictness,
    ))
}

/// What keeps a manuscript of a story from being read as an article.
///
/// # Errors
/// Any [`StoreError`].
pub async fn problems(
    store: &Store,
    story: &Story,
    manuscript: &Manuscript,
) -> Result<Vec<FieldProblem>, StoreError> {
    let checked = check(store, story, manuscript).await?;
    Ok(checked.err().unwrap_or_default())
}

/// What keeps a manuscript of a story from coming out at its address: readers find another one there, or are about to.
///
/// # Errors
/// Any [`StoreError`].
pub async fn address_taken(
    store: &Store,
    story: &Story,
    manuscript: &Manuscript,
) -> Result<Option<FieldProblem>, StoreError> {
    let Ok(slug) = checking::slug(manuscript, story.slug()) else {
        return Ok(None);
    };
    let problem = |whose: String| FieldProblem {
        field: Field::Slug,
        sentence: format!("The address `{slug}` is {whose}. Choose another one."),
    };
    if story.slug() != Some(&slug) && store.has_article(&slug).await? {
        return Ok(Some(problem("that of another story".to_owned())));
    }
    if let Some(article) = store.slug_since(&slug).await?
        && story.slug() != Some(&article)
    {
        return Ok(Some(problem(format!(
            "a former address of `{article}`, and readers who kept it are sent there"
        ))));
    }
    let waiting = store.stories_waiting().await?;
    let same = waiting.into_iter().find(|(other, manuscript)| {
        let theirs = checking::slug(manuscript, other.slug()).ok();
        other.id != story.id && theirs.as_ref() == Some(&slug)
    });
    Ok(same.map(|(other, _)| {
        problem(format!(
            "that of “{}”, which waits for its time",
            other.title()
        ))
    }))
}

/// What a manuscript of a story would come out as.
///
/// # Errors
/// [`DeskError::Refused`] with all that keeps it from coming out.
pub async fn proof(
    store: &Store,
    story: &Story,
    manuscript: &Manuscript,
) -> Result<Ready, DeskError> {
    ready(store, story, manuscript).await
}

/// The same as one refusal, or what goes out.
pub(super) async fn ready(
    store: &Store,
    story: &Story,
    manuscript: &Manuscript,
) -> Result<Ready, DeskError> {
    check(store, story, manuscript).await?.map_err(|problems| {
        let sentences: Vec<&str> = problems.iter().map(|it| it.sentence.as_str()).collect();
        DeskError::Refused(sentences.join(" "))
    })
}

/// What goes out of the save that somebody saw, if it is the newest still and if the gate lets it out.
/// Nobody else is told what stands in it.
pub(super) async fn ready_save(
    store: &Store,
    by: &Account,
    id: StoryId,
    seen: SaveNumber,
    gate: Gate<'_>,
) -> Result<Ready, DeskError> {
    let story = store.story(id).await?.ok_or(DeskError::Unknown)?;
    allow(story.is_published_by(by))?;
    is_newest(&story, seen)?;
    let save = store.save(id, seen).await?.ok_or(DeskError::Unknown)?;
    let ready = ready(store, &story, &save.manuscript).await?;
    if let Some(taken) = address_taken(store, &story, &save.manuscript).await? {
        return Err(DeskError::Refused(taken.sentence));
    }
    let findings = findings(store, &story, &save.manuscript, gate).await?;
    match sentences_of(&findings, gate) {
        None => Ok(ready),
        Some(sentences) => Err(DeskError::Refused(sentences)),
    }
}

/// What is said of the findings with which nothing goes out, if there are any.
pub(in crate::desk) fn sentences_of(findings: &[Finding], gate: Gate<'_>) -> Option<String> {
    let stops = |severity: Severity| match severity {
        Severity::Off => false,
        Severity::Warn => !gate.in_spite,
        Severity::Block => true,
    };
    let found = findings.iter().filter(|finding| stops(finding.severity));
    let sentences: Vec<&str> = found.map(|finding| finding.sentence.as_str()).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

async fn check(
    store: &Store,
    story: &Story,
    manuscript: &Manuscript,
) -> Result<Result<Ready, Vec<FieldProblem>>, StoreError> {
    let id = picture_id(&manuscript.picture);
    let pictures = store.pictures(id.as_slice()).await?;
    let sections = store.all_sections().await?;
    Ok(checking::ready(
        manuscript,
        story.slug(),
        &sections,
        &pictures,
    ))
}

/// The picture that an address of the paper's own leads to.
fn picture_id(address: &str) -> Option<PictureId> {
    let name = address.trim().strip_prefix("/media/")?;
    name.split('.').next()?.parse().ok()
}
