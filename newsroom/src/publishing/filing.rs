//! Filing: an article as somebody says it should stand from now on, held against what is there.

use domain::{Moment, Publication, Section, Slug, Version, VersionNumber};

use crate::breaking;
use crate::clock::Clock;
use crate::events::EventKind;
use crate::publishing::PublishingError;
use crate::store::{Held, Store, StoreError, Writing};

/// What somebody files: an article as it should stand from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// Which article.
    pub slug: Slug,
    /// Where it lives.
    pub section: Section,
    /// What it says.
    pub version: Version,
    /// Whether the editors picked it.
    pub dont_miss: bool,
    /// When it comes, or came, out.
    pub when: When,
    /// The file it comes from, if it is imported.
    pub source: Option<String>,
}

/// When a filed article comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Not yet: it is a draft.
    Draft,
    /// Now, or, if it is out already, when it came out.
    Now,
    /// At that time: at once with that date if it has passed, by itself if it lies ahead.
    At(Moment),
}

/// What filing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filed {
    /// The article is new.
    Added,
    /// The article has a new version.
    Updated(VersionNumber),
    /// Only its address, place, date or state changed.
    Moved,
    /// It stood like that already: nothing but the file it comes from was written.
    Unchanged,
}

/// Files an article: adds it, adds a version to it, or leaves it alone if nothing changed.
///
/// A file that has an article already and now names a slug that nobody has renames it.
///
/// # Errors
/// [`PublishingError::FormerAddress`] for a slug that leads to another article since that was renamed,
/// or a [`StoreError`]; nothing is written then.
pub async fn file(store: &Store, clock: &Clock, filing: &Filing) -> Result<Filed, PublishingError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let filed = match held(&mut writing, filing).await? {
        None => add(&mut writing, filing, now).await?,
        Some(held) => change(&mut writing, filing, &held, now).await?,
    };
    writing.commit().await?;
    Ok(filed)
}

/// Brings an article out as it is filed, in a transaction with whatever else belongs to that: `held` is the one that it is, or
/// none for a new one. One that was withdrawn comes back, in one step with what it says now.
///
/// # Errors
/// [`PublishingError::FormerAddress`] for a slug that leads to another article, or a [`StoreError`].
pub(crate) async fn bring_out_as(
    writing: &mut Writing,
    filing: &Filing,
    held: Option<&Held>,
    now: Moment,
) -> Result<(), PublishingError> {
    if let Some(article) = writing.slug_since(&filing.slug).await?
        && held.is_none_or(|held| held.slug != article)
    {
        return Err(PublishingError::FormerAddress {
            former: filing.slug.clone(),
            article,
        });
    }
    match held {
        None => add(writing, filing, now).await?,
        Some(held) => {
            let is_withdrawn = matches!(held.publication, Publication::Withdrawn { .. });
            let back = Held {
                publication: Publication::Draft,
                ..held.clone()
            };
            change(
                writing,
                filing,
                if is_withdrawn { &back } else { held },
                now,
            )
            .await?
        }
    };
    Ok(())
}

/// The article that a filing is about: the one of its slug, else the one of its file.
async fn held(writing: &mut Writing, filing: &Filing) -> Result<Option<Held>, PublishingError> {
    if let Some(held) = writing.held(&filing.slug).await? {
        return Ok(Some(held));
    }
    let held = match &filing.source {
        Some(source) => writing.held_from(source).await?,
        None => None,
    };
    match writing.slug_since(&filing.slug).await? {
        Some(article) if held.as_ref().is_none_or(|held| held.slug != article) => {
            Err(PublishingError::FormerAddress {
                former: filing.slug.clone(),
                article,
            })
        }
        Some(_) | None => Ok(held),
    }
}

async fn add(writing: &mut Writing, filing: &Filing, now: Moment) -> Result<Filed, StoreError> {
    let article = writing
        .add_article(&filing.slug, &filing.section, now)
        .await?;
    writing
        .add_version(article, VersionNumber(1), &filing.version, now)
        .await?;
    let publication = filing.when.publication(None, now);
    writing.set_publication(article, &publication, now).await?;
    writing.set_dont_miss(article, filing.dont_miss).await?;
    if let Some(source) = &filing.source {
        writing.set_source(article, source).await?;
    }
    if publication.is_public() {
        writing
            .log(EventKind::ArticlePublished, Some(article), now)
            .await?;
        if filing.dont_miss {
            writing
                .log(EventKind::PicksChanged, Some(article), now)
                .await?;
        }
    }
    Ok(Filed::Added)
}

async fn change(
    writing: &mut Writing,
    filing: &Filing,
    held: &Held,
    now: Moment,
) -> Result<Filed, StoreError> {
    let newest = writing
        .article(&held.slug)
        .await?
        .map(|article| article.version);
    let rewritten = newest.is_none_or(|newest| !says_the_same(&newest, &filing.version));
    let publication = filing.when.publication(Some(held), now);
    let renamed = held.slug != filing.slug;
    let moved = renamed || held.section.slug() != filing.section.slug();
    let picked = held.dont_miss != filing.dont_miss;
    let restated = publication != held.publication;
    let resourced = filing.source.is_some() && filing.source != held.source;
    if !(rewritten || moved || picked || restated || resourced) {
        return Ok(Filed::Unchanged);
    }

    let article = held.id;
    let number = VersionNumber(held.number.0 + 1);
    if rewritten {
        writing
            .add_version(article, number, &filing.version, now)
            .await?;
    }
    if renamed {
        // An address that no reader was ever given needs no way on from it.
        let was_seen = held.published_at.is_some();
        writing.set_slug(article, &filing.slug, was_seen).await?;
    }
    if moved {
        writing.set_section(article, &filing.section).await?;
    }
    if picked {
        writing.set_dont_miss(article, filing.dont_miss).await?;
    }
    if restated {
        writing.set_publication(article, &publication, now).await?;
    }
    if let Some(source) = &filing.source {
        writing.set_source(article, source).await?;
    }

    let was_public = held.publication.is_public();
    let is_public = publication.is_public();
    let happened = [
        (EventKind::ArticlePublished, is_public && !was_public),
        (
            EventKind::ArticleUpdated,
            is_public && was_public && (rewritten || restated),
        ),
        (EventKind::ArticleMoved, is_public && was_public && moved),
        (EventKind::ArticleWithdrawn, was_public && !is_public),
        (
            EventKind::PicksChanged,
            (picked && is_public) || (filing.dont_miss && is_public != was_public),
        ),
    ];
    for (kind, _) in happened.into_iter().filter(|(_, happened)| *happened) {
        writing.log(kind, Some(article), now).await?;
    }
    if was_public && !is_public {
        breaking::follow_withdrawal(writing, article, now).await?;
    }
    Ok(if rewritten {
        Filed::Updated(number)
    } else if moved || picked || restated {
        Filed::Moved
    } else {
        Filed::Unchanged
    })
}

/// Whether two versions differ in nothing that a new version would change. An author's or a topic's
/// name is the one that came first, so that another spelling of it is no difference; nor is what the
/// paper made of a picture, or knows of its file.
fn says_the_same(held: &Version, filed: &Version) -> bool {
    let authors = |version: &Version| -> Vec<Slug> {
        let authors = version.byline.authors().iter();
        authors.map(|author| author.slug().clone()).collect()
    };
    let topics = |version: &Version| -> Vec<Slug> {
        let topics = version.topics.iter();
        topics.map(|topic| topic.slug().clone()).collect()
    };
    let mut filed_with_held_names = Version {
        byline: held.byline.clone(),
        topics: held.topics.clone(),
        ..filed.clone()
    };
    if let (Some(filed), Some(held)) = (&mut filed_with_held_names.picture, &held.picture) {
        filed.prepared.clone_from(&held.prepared);
        filed.focus = held.focus;
    }
    authors(held) == authors(filed)
        && topics(held) == topics(filed)
        && *held == filed_with_held_names
}

impl When {
    /// The state an article gets, from the state it is in.
    ///
    /// What was withdrawn stays withdrawn, whatever a file says: bringing it back is a decision of
    /// its own ([`publish`](super::publish)). What is out is not hidden again by a date ahead: an editor brought it
    /// out early, and readers have seen it.
    fn publication(self, held: Option<&Held>, now: Moment) -> Publication {
        match (held.map(|held| &held.publication), self) {
            (Some(withdrawn @ Publication::Withdrawn { .. }), _) => withdrawn.clone(),
            (_, Self::Draft) => Publication::Draft,
            (Some(published @ Publication::Published { .. }), Self::Now) => published.clone(),
            (Some(published @ Publication::Published { .. }), Self::At(at)) if at > now => {
                published.clone()
            }
            (_, Self::At(at)) => Publication::dated(at, now),
            (Some(Publication::Draft | Publication::Scheduled { .. }) | None, Self::Now) => {
                Publication::Published {
                    at: held.and_then(|held| held.published_at).unwrap_or(now),
                }
            }
        }
    }
}
