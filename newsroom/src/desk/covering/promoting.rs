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

/// Begins a story of its own with what an entry says, and a link back to it. Whoever does so after somebody else is led to that one.
///
/// # Errors
/// [`DeskError::Unknown`] for an entry that is not there or was removed; [`DeskError::Refused`] where that story is not for `by` to
/// open; as [`saving::begin`].
pub async fn promote(
    store: &Store,
    clock: &Clock,
    by: &Account,
    slug: &Slug,
    number: EntryNumber,
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
    let which = [
        ("article".to_owned(), article.id.0.to_string()),
        ("entry".to_owned(), number.to_string()),
    ];
    let once = OnceKey::of("promoted", &which);
    let id = saving::begin(store, clock, by, &manuscript, Some(once)).await?;
    let story = store.story(id).await?.ok_or(DeskError::Unknown)?;
    if !story.is_seen_by(by) {
        let sentence = "Somebody else has made an article of this entry. It is not among the stories that you can open.";
        return Err(DeskError::Refused(sentence.to_owned()));
    }
    Ok(id)
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
