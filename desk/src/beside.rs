//! What stands beside a story: where it is on its way, the steps from there, notes, links, and its past.

use std::cmp::Reverse;

use domain::ArticleKind;
use maud::{Markup, html};
use newsroom::desk::gate::{Finding, Severity};
use newsroom::desk::notes::Passage;
use newsroom::desk::story::{Save, Stage, Story};
use newsroom::store::Note;

use crate::editor_page::Around;
use crate::guard::Signed;
use crate::{Desk, clock_time, lists};

pub(crate) fn beside(
    desk: &Desk,
    signed: &Signed,
    (story, save): (&Story, &Save),
    around: &Around,
) -> Markup {
    let path = format!("/desk/stories/{}", story.id.0);
    html! {
        aside class="desk-beside" aria-label="About this story" {
            section aria-labelledby="beside-stage" {
                h2 id="beside-stage" { "Where it stands" }
                p { (lists::stage(desk, story)) }
                @if let Some(article) = story.article.as_ref().filter(|it| it.publication.is_public()) {
                    p { a href={ "/" (article.section) "/" (article.slug) } { "See it as readers do" } }
                }
                (gate(around))
                @if let Some(article) = story.article.as_ref().filter(|_| is_live(save)) {
                    p { a class="desk-button" href={ "/desk/coverage/" (article.slug) } { "Cover it live" } }
                }
                (steps(desk, signed, (story, save), around))
            }
            @if story.is_published_by(&signed.account) {
                (terms(desk, story))
            }
            (notes(desk, &path, &around.notes))
            section aria-labelledby="beside-past" {
                h2 id="beside-past" { "Saves" }
                p { a href={ (path) "/saves" } { "Every save of this story" } }
                p { a href={ (path) "/preview" } { "Preview" } }
            }
            @if story.is_changed_by(&signed.account) {
                (shares(desk, &path, around))
                (bin(story, &path))
            }
        }
    }
}

fn is_live(save: &Save) -> bool {
    save.manuscript.kind.parse() == Ok(ArticleKind::Coverage)
}

/// A step as a button of a form of its own.
fn button(path: &str, save: &Save, step: &str, label: &str, is_first: bool) -> Markup {
    let quiet = if is_first { "" } else { " desk-button--quiet" };
    html! {
        form method="post" action={ (path) "/step" } class="desk-step" {
            input type="hidden" name="seen" value=(save.number.0);
            button class={ "desk-button" (quiet) } name="do" value=(step) { (label) }
        }
    }
}

/// What the gate says, the worst first.
fn gate(around: &Around) -> Markup {
    let mut findings: Vec<&Finding> = around.findings.iter().collect();
    findings.sort_by_key(|finding| Reverse(finding.severity));
    html! {
        @if !findings.is_empty() {
            details class="desk-gate" open {
                summary { "Before it goes out (" (findings.len()) ")" }
                ul {
                    @for finding in findings {
                        @let (mark, word) = match finding.severity {
                            Severity::Block => ("withdrawn", "Must"),
                            Severity::Warn | Severity::Off => ("review", "Should"),
                        };
                        li {
                            span class={ "desk-stage desk-stage--" (mark) } { (word) }
                            " " (finding.sentence)
                        }
                    }
                }
            }
        }
    }
}

/// What somebody ticks who has read the warnings.
fn in_spite(around: &Around, id: &str) -> Markup {
    let warns = around
        .findings
        .iter()
        .any(|it| it.severity == Severity::Warn);
    html! {
        @if warns {
            div class="desk-check" {
                input type="checkbox" name="in_spite" id=(id) value="yes" required;
                label for=(id) { "In spite of the warnings" }
            }
        }
    }
}

fn steps(desk: &Desk, signed: &Signed, (story, save): (&Story, &Save), around: &Around) -> Markup {
    let path = format!("/desk/stories/{}", story.id.0);
    let account = &signed.account;
    let publishes = story.is_published_by(account);
    let stage = story.stage();
    html! {
        @if story.is_changed_by(account) && stage == Stage::Draft {
            (button(&path, save, "review", "Ask for a review", !publishes))
        }
        @if stage == Stage::InReview {
            (button(&path, save, "back", if publishes { "Send back" } else { "Take back" }, false))
        }
        @if publishes {
            @if matches!(stage, Stage::Draft | Stage::InReview) {
                (button(&path, save, "approve", "Approve", false))
            }
            @if let Stage::Scheduled { .. } = stage {
                (button(&path, save, "unschedule", "Do not let it go out", false))
                @if story.approved_save != Some(story.save) {
                    p class="desk-problem" { "It was changed since. What was approved goes out, without those changes." }
                    form method="post" action={ (path) "/step" } class="desk-step" {
                        input type="hidden" name="seen" value=(save.number.0);
                        (in_spite(around, "approve-in-spite"))
                        button class="desk-button desk-button--quiet" name="do" value="approve" { "Approve the changes, too" }
                    }
                }
            }
            @if stage != Stage::Out {
                @let label = if story.is_public() { "Publish the update" } else { "Publish now" };
                form method="post" action={ (path) "/step" } class="desk-step" {
                    input type="hidden" name="seen" value=(save.number.0);
                    (in_spite(around, "publish-in-spite"))
                    button class="desk-button" name="do" value="publish" { (label) }
                }
            }
            @if !matches!(stage, Stage::Out | Stage::Scheduled { .. }) {
                form method="post" action={ (path) "/step" } class="desk-step" {
                    input type="hidden" name="seen" value=(save.number.0);
                    label for="at" { "Or let it go out at" }
                    input id="at" name="at" type="datetime-local" required;
                    p class="desk-hint" { "On the paper’s clock: now " (clock_time::told(desk.clock.now(), &desk.facts.time_zone)) }
                    (in_spite(around, "schedule-in-spite"))
                    button class="desk-button desk-button--quiet" name="do" value="schedule" { "Schedule" }
                }
            }
            @if story.is_public() {
                details class="desk-step" {
                    summary { "Recall it" }
                    form method="post" action={ (path) "/step" } {
                        p class="desk-hint" { "Readers, feeds, search and lists lose it at once. Its address says why." }
                        label for="reason" { "What readers are told" }
                        textarea id="reason" name="reason" rows="3" required maxlength="500" {}
                        button class="desk-button desk-button--grave" name="do" value="recall" { "Recall" }
                    }
                }
            }
        }
    }
}

fn terms(desk: &Desk, story: &Story) -> Markup {
    let zone = &desk.facts.time_zone;
    html! {
        details class="desk-terms" open[story.correction.is_some() || story.embargo_until.is_some() || story.expires_at.is_some()] {
            summary { "Correction, embargo, end" }
            form method="post" action={ "/desk/stories/" (story.id.0) "/step" } {
                label for="correction" { "What it had wrong" }
                textarea id="correction" name="correction" rows="3" maxlength="1000" {
                    "\n" (story.correction.as_deref().unwrap_or_default())
                }
                p class="desk-hint" { "Told to readers with the next update: below the story, on the page of corrections, and in feeds." }
                label for="embargo_until" { "Not before" }
                input id="embargo_until" name="embargo_until" type="datetime-local" value=(clock_time::field(story.embargo_until, zone));
                label for="expires_at" { "Readers have it until" }
                input id="expires_at" name="expires_at" type="datetime-local" value=(clock_time::field(story.expires_at, zone));
                button class="desk-button desk-button--quiet" name="do" value="terms" { "Keep" }
            }
        }
    }
}

fn notes(desk: &Desk, path: &str, notes: &[(Note, Passage)]) -> Markup {
    let (settled, open): (Vec<_>, Vec<_>) =
        notes.iter().partition(|(note, _)| note.resolved.is_some());
    html! {
        section aria-labelledby="beside-notes" {
            h2 id="beside-notes" { "Notes" }
            ul class="desk-notes" {
                @for (note, passage) in open { (one_note(desk, path, note, passage)) }
            }
            @if !settled.is_empty() {
                details {
                    summary { "Settled notes (" (settled.len()) ")" }
                    ul class="desk-notes" {
                        @for (note, passage) in settled { (one_note(desk, path, note, passage)) }
                    }
                }
            }
            details {
                summary { "Write a note" }
                form method="post" action={ (path) "/notes" } {
                    label for="note-passage" { "About these words (leave empty for the whole story)" }
                    input id="note-passage" name="passage" autocomplete="off";
                    label for="note-text" { "Note" }
                    textarea id="note-text" name="text" rows="3" required {}
                    button class="desk-button desk-button--quiet" { "Leave the note" }
                }
            }
        }
    }
}

fn one_note(desk: &Desk, path: &str, note: &Note, passage: &Passage) -> Markup {
    let (value, label) = match note.resolved {
        Some(_) => ("open", "Open again"),
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
            p { (note.text) }
            form method="post" action={ (path) "/notes/" (note.id) } {
                button class="desk-button desk-button--quiet" name="do" value=(value) { (label) }
            }
        }
    }
}

fn shares(desk: &Desk, path: &str, around: &Around) -> Markup {
    html! {
        details class="desk-shares" open[!around.shares.is_empty()] {
            summary { "Show the draft to somebody" }
            ul {
                @for share in &around.shares {
                    li {
                        "A link by " (share.by) ", until " (clock_time::told(share.expires_at, &desk.facts.time_zone)) " "
                        form method="post" action={ (path) "/shares/" (share.id) "/end" } {
                            button class="desk-button desk-button--quiet" { "End it" }
                        }
                    }
                }
            }
            form method="post" action={ (path) "/shares" } {
                label for="days" { "A secret link for how many days" }
                input id="days" name="days" type="number" min="1" max="30" value="7" required;
                button class="desk-button desk-button--quiet" { "Make a link" }
            }
        }
    }
}

fn bin(story: &Story, path: &str) -> Markup {
    let (step, label) = match story.binned_at {
        Some(_) => ("unbin", "Take it out of the bin"),
        None => ("bin", "Throw it away"),
    };
    html! {
        @if !story.is_public() {
            form method="post" action={ (path) "/step" } class="desk-step" {
                button class="desk-button desk-button--quiet" name="do" value=(step) { (label) }
            }
        }
    }
}
