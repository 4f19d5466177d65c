//! An entry that was not taken: the page again, with what was typed and why.

use axum::http::StatusCode;
use axum::response::Response;
use domain::EntryNumber;
use newsroom::desk::covering::{self, Typed};
use newsroom::desk::gate::Severity;

use super::Live;
use super::view::Draft;
use crate::answer;

impl Live<'_> {
    /// What was typed into an entry that cannot be changed so: in its form still, or, if the entry is gone, in that of a new
    /// one.
    pub(crate) async fn edit_again(
        &self,
        number: EntryNumber,
        typed: Typed,
        sentence: &str,
    ) -> Response {
        let (desk, article) = (self.desk, self.covered.article.id);
        let next = EntryNumber(number.0.saturating_add(1));
        let found = desk.store.entry_standings(article, Some(next), 1).await;
        let is_there = match found {
            Ok(found) => found
                .iter()
                .any(|it| it.entry.number == number && !it.is_removed),
            Err(error) => return answer::broken(desk, Some(self.signed), &error),
        };
        let is_warned = self.is_warned(&typed).await;
        let (draft, problem, before) = if is_there {
            let draft = Draft {
                is_warned,
                edited: Some((number, typed)),
                ..Draft::default()
            };
            (draft, sentence.to_owned(), Some(next))
        } else {
            let draft = Draft {
                is_warned,
                new: Some((typed, false)),
                ..Draft::default()
            };
            let problem = format!("{sentence} What you typed stands in the form of a new entry.");
            (draft, problem, None)
        };
        self.refused(before, &problem, &draft).await
    }

    pub(crate) async fn refused(
        &self,
        before: Option<EntryNumber>,
        sentence: &str,
        draft: &Draft,
    ) -> Response {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        self.page(status, before, (None, Some(sentence)), draft)
            .await
    }

    /// Whether the gate warns of something in what was typed, so that it may go out all the same.
    pub(crate) async fn is_warned(&self, typed: &Typed) -> bool {
        let (store, gate) = (&self.desk.store, self.desk.gate(false));
        let found = covering::findings(store, &self.covered.article, typed, gate).await;
        // Without an answer it is as if nobody had asked: the next try asks again.
        let found = found.unwrap_or_default();
        found.iter().any(|it| it.severity == Severity::Warn)
    }
}
