//! Notes to colleagues beside a story: what is open, what was settled, and a field for another one.

use maud::{Markup, html};
use newsroom::desk::notes::Passage;
use newsroom::desk::story::Story;
use newsroom::store::Note;

use super::editor_page::Said;
use crate::form::value;
use crate::guard::Signed;
use crate::{Desk, clock_time};

/// Their part of what stands beside a story, as fields of the form of that name.
pub(crate) fn fields(
    desk: &Desk,
    signed: &Signed,
    (story, form): (&Story, &str),
    notes: &[(Note, Passage)],
    said: &Said<'_>,
) -> Markup {
    let (settled, open): (Vec<_>, Vec<_>) =
        notes.iter().partition(|(note, _)| note.resolved.is_some());
    let typed = |name| value(said.typed, name).unwrap_or_default();
    html! {
        section aria-labelledby="beside-notes" {
            h2 id="beside-notes" { "Notes" }
            ul class="desk-notes" {
                @for (note, passage) in open { (one_note(desk, form, note, passage)) }
            }
            @if !settled.is_empty() {
                details {
                    summary { "Settled notes (" (settled.len()) ")" }
                    ul class="desk-notes" {
                        @for (note, passage) in settled { (one_note(desk, form, note, passage)) }
                    }
                }
            }
            details class="desk-step" open[!typed("note_text").trim().is_empty()] {
                summary { "Write a note" }
                label for="note-passage" { "About these words (leave empty for the whole story)" }
                input id="note-passage" form=(form) name="note_passage" autocomplete="off" value=(typed("note_passage"));
                label for="note-text" { "Note" }
                textarea id="note-text" form=(form) name="note_text" rows="3" data-required
                    data-copies={ (signed.account.id.0) "/" (story.id.0) } { "\n" (typed("note_text")) }
                button form=(form) class="desk-button desk-button--quiet" name="do" value="note" { "Leave the note" }
            }
        }
    }
}

fn one_note(desk: &Desk, form: &str, note: &Note, passage: &Passage) -> Markup {
    let (step, label) = match note.resolved {
        Some(_) => ("reopen", "Open again"),
        None => ("settle", "Settle"),
    };
    html! {
        li class="desk-note" {
            p class="desk-hint" {
                (note.by) ", " (clock_time::told(note.at, &desk.facts.time_zone))
                @if let Some((_, by)) = &note.resolved { " · settled by " (by) }
            }
            @if !note.passage.is_empty() {
                blockquote { (note.passage) }
            }
            @match passage {
                Passage::Whole | Passage::Here | Passage::Settled => {}
                Passage::Now(words) => {
                    p class="desk-hint" { "These words read now:" }
                    blockquote { (words) }
                }
                Passage::Gone => p class="desk-hint" { "These words are not in the story any more." },
            }
            p class="desk-note__text" { (note.text) }
            button form=(form) class="desk-button desk-button--quiet" name="do" value={ (step) " " (note.id) } { (label) }
        }
    }
}
