//! What an entry has to pass before it goes out: the rules of the gate that are about what readers can open and see.

use domain::Article;

use super::Typed;
use crate::desk::flow::{Gate, sentences_of};
use crate::desk::gate::{self, Finding, OF_ENTRIES};
use crate::desk::manuscript::Manuscript;
use crate::store::{Store, StoreError};

/// What the gate finds in an entry of that coverage.
///
/// # Errors
/// Any [`StoreError`].
pub async fn findings(
    store: &Store,
    coverage: &Article,
    typed: &Typed,
    gate: Gate<'_>,
) -> Result<Vec<Finding>, StoreError> {
    let topics = coverage.version.topics.iter().map(|topic| topic.name());
    let manuscript = Manuscript {
        body: typed.text.replace("\r\n", "\n"),
        byline: typed.byline.clone(),
        topics: topics.collect::<Vec<_>>().join(", "),
        ..Manuscript::default()
    };
    let mut facts = gate::look_up(store, &manuscript, gate.url, Some(&coverage.slug)).await?;
    facts.is_entry = true;
    let mut found = gate::check(&manuscript, None, None, &facts, gate.strictness);
    found.retain(|finding| OF_ENTRIES.contains(&finding.rule));
    Ok(found)
}

/// Why an entry does not go out as it is, if it does not.
pub(super) async fn stopped(
    store: &Store,
    coverage: &Article,
    typed: &Typed,
    gate: Gate<'_>,
) -> Result<Option<String>, StoreError> {
    let found = findings(store, coverage, typed, gate).await?;
    Ok(sentences_of(&found, gate))
}
