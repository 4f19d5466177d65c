//! On what terms a story goes out: what it had wrong, not before when, and until when. They stand in the form of the story, so
//! that every step takes along what was typed there.

use jiff::tz::TimeZone;
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::desk::flow::{self, Terms};
use newsroom::desk::story::{Story, StoryId};

use super::editor::seen;
use super::editor_page::Said;
use crate::form::value;
use crate::guard::Signed;
use crate::{Desk, clock_time};

#[derive(Clone, Copy)]
enum Term {
    Correction,
    Embargo,
    End,
}

impl Term {
    const ALL: [Self; 3] = [Self::Correction, Self::Embargo, Self::End];

    fn name(self) -> &'static str {
        match self {
            Self::Correction => "correction",
            Self::Embargo => "embargo_until",
            Self::End => "expires_at",
        }
    }

    /// The field that says what the page came with, so that what somebody else kept since is not taken for typed over.
    fn name_before(self) -> &'static str {
        match self {
            Self::Correction => "correction_before",
            Self::Embargo => "embargo_until_before",
            Self::End => "expires_at_before",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Correction => "What it had wrong",
            Self::Embargo => "Not before",
            Self::End => "Readers have it until",
        }
    }

    /// What is kept, as its field has it.
    fn kept(self, story: &Story, zone: &TimeZone) -> String {
        match self {
            Self::Correction => text(story.correction.as_deref().unwrap_or_default()),
            Self::Embargo => clock_time::field(story.embargo_until, zone),
            Self::End => clock_time::field(story.expires_at, zone),
        }
    }

    fn before(self, pairs: &[(String, String)]) -> String {
        text(value(pairs, self.name_before()).unwrap_or_default())
    }

    /// What somebody typed; nothing where it is what the page came with.
    fn typed(self, pairs: &[(String, String)]) -> Option<String> {
        let typed = text(value(pairs, self.name())?);
        (typed != self.before(pairs)).then_some(typed)
    }
}

/// A text as it is compared: browsers send other ends of lines than they show.
fn text(raw: &str) -> String {
    raw.trim().replace("\r\n", "\n")
}

/// Whether somebody typed any.
pub(crate) fn are_typed(pairs: &[(String, String)]) -> bool {
    Term::ALL.iter().any(|term| term.typed(pairs).is_some())
}

/// The correction that goes out next: as it was typed, else as it is kept.
pub(crate) fn correction(story: &Story, pairs: &[(String, String)]) -> Option<String> {
    let typed = Term::Correction.typed(pairs);
    let correction = typed.or_else(|| story.correction.clone())?;
    Some(correction).filter(|text| !text.is_empty())
}

/// Keeps what was typed, if anything was.
///
/// # Errors
/// As [`flow::set_terms()`]; [`DeskError::Refused`] for what is no time, and for what somebody else has changed meanwhile.
pub(crate) async fn keep(
    desk: &Desk,
    signed: &Signed,
    id: StoryId,
    pairs: &[(String, String)],
) -> Result<(), DeskError> {
    if !are_typed(pairs) {
        return Ok(());
    }
    let (story, _) = seen(desk, signed, id).await?;
    match changed(&story, &desk.facts.time_zone, pairs)? {
        Some(terms) => flow::set_terms(&desk.store, &desk.clock, &signed.account, id, terms).await,
        None => Ok(()),
    }
}

fn changed(
    story: &Story,
    zone: &TimeZone,
    pairs: &[(String, String)],
) -> Result<Option<Terms>, DeskError> {
    let mut terms = Terms {
        embargo_until: story.embargo_until,
        expires_at: story.expires_at,
        correction: story.correction.clone(),
    };
    let mut is_changed = false;
    for term in Term::ALL {
        let kept = term.kept(story, zone);
        let Some(typed) = term.typed(pairs).filter(|typed| *typed != kept) else {
            continue;
        };
        if term.before(pairs) != kept {
            let now = if kept.is_empty() { "nothing" } else { &kept };
            return Err(DeskError::Refused(format!(
                "Somebody else changed “{}” meanwhile: it says {now}. What you typed stands there and is not kept. Press again if it is to.",
                term.label()
            )));
        }
        is_changed = true;
        let time = || clock_time::chosen(&typed, zone).map_err(DeskError::Refused);
        match term {
            Term::Embargo => terms.embargo_until = time()?,
            Term::End => terms.expires_at = time()?,
            Term::Correction => terms.correction = Some(typed).filter(|text| !text.is_empty()),
        }
    }
    Ok(is_changed.then_some(terms))
}

/// Their fields, as a part of the form of the story. Each says what is kept, so that a script knows what is not.
pub(crate) fn fields(desk: &Desk, story: &Story, said: &Said<'_>) -> Markup {
    let zone = &desk.facts.time_zone;
    let kept = |term: Term| term.kept(story, zone);
    let shown = |term: Term| {
        let typed = term.typed(said.typed).filter(|_| !said.are_terms_kept);
        typed.unwrap_or_else(|| kept(term))
    };
    let is_open = Term::ALL.into_iter().any(|term| !shown(term).is_empty());
    let time = |term: Term| {
        html! {
            label for=(term.name()) { (term.label()) }
            input id=(term.name()) form="manuscript" name=(term.name()) type="datetime-local" value=(shown(term)) data-kept=(kept(term));
        }
    };
    html! {
        details id="beside-terms" class="desk-terms" open[is_open || said.is_of_terms] {
            summary { "Correction, embargo, end" }
            @if let Some(problem) = said.problem.filter(|_| said.is_of_terms) {
                p id="terms-problem" class="desk-problem" { (problem) }
            }
            @for term in Term::ALL {
                input form="manuscript" type="hidden" name=(term.name_before()) value=(kept(term));
            }
            label for="correction" { (Term::Correction.label()) }
            textarea id="correction" form="manuscript" name="correction" rows="3" maxlength="1000" data-kept=(kept(Term::Correction)) {
                "\n" (shown(Term::Correction))
            }
            p class="desk-hint" { "Told to readers with the next update, or alone where they have that already: below the story, on the page of corrections, and in feeds." }
            @if story.is_public() {
                p { a href={ "/desk/stories/" (story.id.0) "/corrections" } { "Corrections that readers have, to mend their words" } }
            }
            (time(Term::Embargo))
            (time(Term::End))
            p class="desk-hint" { "Every step takes along what stands here." }
            button form="manuscript" class="desk-button desk-button--quiet" name="do" value="terms" { "Keep" }
        }
    }
}
