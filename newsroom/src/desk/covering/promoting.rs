//! Promoting: an entry that turns out to be a story.

use domain::{Entry, EntryNumber, Slug};

use super::{Covered, Typed, covered};
use crate::clock::Clock;
use crate::desk::account::Account;
use crate::desk::doing::DeskError;
use crate::desk::manuscript::Manuscript;
use crate::desk::once::OnceKey;
use crate::desk::saving;
use crate::desk::story::StoryId;
use crate::store::Store;

/// Begins a story of its own with what an entry says, and a link back to it. A form that began one already leads to that.
///
/// # Errors
/// [`DeskError::Unknown`] for an entry that is not there or was removed; as [`saving::begin`].
pub async fn promote(
    store: &Store,
    clock: &Clock,
    by: &Account,
    slug: &Slug,
    number: EntryNumber,
    once: Option<OnceKey>,
) -> Result<StoryId, DeskError> {
    let Covered { article, .. } = covered(store, by, slug).await?;
    let next = EntryNumber(number.0.saturating_add(1));
    let found = store.entry_standings(article.id, Some(next), 1).await?;
    let found = found.into_iter().next();
    let found = found.filter(|it| it.entry.number == number && !it.is_removed);
    let typed = Typed::of(&found.ok_or(DeskError::Unknown)?.entry.version);
    let topics = article.version.topics.iter().map(|topic| topic.name());
    let language = article.version.language.as_ref();
    let manuscript = Manuscript {
        section: article.section.slug().to_string(),
        headline: typed.headline,
        body: format!(
            "{}\n\n[{}]({}{})\n",
            typed.text,
            escaped(article.version.headline.as_str()),
            article.path(),
            Entry::link(number)
        ),
        byline: match typed.byline.as_str() {
            "" => by.name.clone(),
            names => names.to_owned(),
        },
        topics: topics.collect::<Vec<_>>().join(", "),
        language: language
            .map(|it| it.as_str().to_owned())
            .unwrap_or_default(),
        ..Manuscript::default()
    };
    saving::begin(store, clock, by, &manuscript, once).await
}

/// A text in which nothing is a sign of Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        if character.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
