//! What stands beside a story: where it is on its way, the steps from there, notes, links, and its past.

use std::cmp::Reverse;

use domain::ArticleKind;
use maud::{Markup, html};
use newsroom::desk::gate::{Finding, Severity};
use newsroom::desk::story::{Save, Stage, Story};

use super::editor_page::{Around, Said};
use super::sharing::DAYS;
use super::steps::is_at_once;
use super::{beside_notes, lists, terms};
use crate::form::value;
use crate::guard::Signed;
use crate::{Desk, clock_time};

pub(crate) fn beside(
    desk: &Desk,
    signed: &Signed,
    (story, save): (&Story, &Save),
    around: &Around,
    said: &Said<'_>,
) -> Markup {
    let path = format!("/desk/stories/{}", story.id.0);
    let form = if story.is_changed_by(&signed.account) {
        "manuscript"
    } else {
        "notes"
    };
    html! {
        aside class="desk-beside" aria-label="About this story" {
            @if form == "notes" {
                form id="notes" method="post" action=(path) {}
            }
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
                @if let Some(why) = &story.missed {
                    p class="desk-problem" { "It did not go out at its time. " (why) }
                }
                (steps(desk, signed, (story, save, form), around, said))
            }
            @if story.is_published_by(&signed.account) {
                (terms::fields(desk, story, said))
            }
            (beside_notes::fields(desk, signed, (story, form), &around.notes, said))
            section aria-labelledby="beside-past" {
                h2 id="beside-past" { "Saves" }
                p { a href={ (path) "/saves" } { "Every save of this story" } }
                p { a href={ (path) "/preview" } { "Preview" } }
            }
            @if story.is_changed_by(&signed.account) {
                (shares(desk, &path, around, said))
                (bin(story, signed))
            }
        }
    }
}

fn is_live(save: &Save) -> bool {
    save.manuscript.kind.parse() == Ok(ArticleKind::Coverage)
}

/// A step as a button of the form of the story, which so takes along what is written.
fn button(step: &str, label: &str, is_first: bool) -> Markup {
    button_of("manuscript", step, label, is_first)
}

/// The same of another form, for whoever may not write in that one.
fn button_of(form: &str, step: &str, label: &str, is_first: bool) -> Markup {
    let quiet = if is_first { "" } else { " desk-button--quiet" };
    html! {
        div class="desk-step" {
            button form=(form) class={ "desk-button" (quiet) } name="do" value=(step) data-at-once[is_at_once(step)] { (label) }
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

/// What somebody ticks who has read the warnings. The script has the browser ask for it, where its step is taken: of a form that
/// has other steps, too, a browser would always ask.
fn in_spite(around: &Around, step: &str) -> Markup {
    let warns = around
        .findings
        .iter()
        .any(|it| it.severity == Severity::Warn);
    let id = format!("{step}-in-spite");
    html! {
        @if warns {
            div class="desk-check" {
                input form="manuscript" type="checkbox" name="in_spite" id=(id) value=(step) data-required;
                label for=(id) { "In spite of the warnings" }
            }
        }
    }
}

fn steps(
    desk: &Desk,
    signed: &Signed,
    (story, save, form): (&Story, &Save, &str),
    around: &Around,
    said: &Said<'_>,
) -> Markup {
    let account = &signed.account;
    let changes = story.is_changed_by(account);
    let publishes = story.is_published_by(account);
    let stage = story.stage();
    let is_changed_since =
        matches!(stage, Stage::Scheduled { .. }) && story.approved_save != Some(story.save);
    let is_binned = story.binned_at.is_some();
    let is_corrected = stage == Stage::Out && story.correction.is_some();
    let typed = |name| value(said.typed, name).unwrap_or_default();
    html! {
        @if changes {
            input form="manuscript" type="hidden" name="seen" value=(save.number.0);
        }
        @if changes && stage == Stage::Draft && !is_binned {
            (button("review", "Ask for a review", !publishes))
        }
        @if changes && stage == Stage::InReview {
            (button("back", if publishes { "Send back" } else { "Take back" }, false))
        }
        @if is_changed_since && !publishes {
            p class="desk-problem" { "It was changed since it was scheduled. What was approved goes out, without those changes, unless an editor approves them, too." }
        }
        @if matches!(stage, Stage::Scheduled { .. }) && story.is_held_back_by(account) {
            (button_of(form, "unschedule", "Do not let it go out", false))
        }
        @if publishes {
            @if matches!(stage, Stage::Draft | Stage::InReview) && !is_binned {
                (button("approve", "Approve", false))
            }
            @if let Stage::Scheduled { .. } = stage {
                @if is_changed_since {
                    p class="desk-problem" { "It was changed since. What was approved goes out, without those changes." }
                    div class="desk-step" {
                        (in_spite(around, "approve"))
                        button form="manuscript" class="desk-button desk-button--quiet" name="do" value="approve" { "Approve the changes, too" }
                    }
                }
            }
            @if stage != Stage::Out || !story.is_public() || is_corrected {
                @let label = match (story.is_public(), is_corrected) {
                    (true, true) => "Publish the correction",
                    (true, false) => "Publish the update",
                    (false, _) => "Publish now",
                };
                div class="desk-step" {
                    (in_spite(around, "publish"))
                    button form="manuscript" class="desk-button" name="do" value="publish" { (label) }
                }
            }
            @if !matches!(stage, Stage::Scheduled { .. }) && (stage != Stage::Out || !story.is_public()) && !is_binned {
                div class="desk-step" {
                    label for="at" { "Or let it go out at" }
                    input id="at" form="manuscript" name="at" type="datetime-local" value=(typed("at")) data-required data-kept="";
                    p class="desk-hint" { "On the paper’s clock: now " (clock_time::told(desk.clock.now(), &desk.facts.time_zone)) }
                    (in_spite(around, "schedule"))
                    button form="manuscript" class="desk-button desk-button--quiet" name="do" value="schedule" { "Schedule" }
                }
            }
        }
        @if story.is_public() && story.is_recalled_by(account) {
            details class="desk-step" open[!typed("reason").is_empty()] {
                summary { "Recall it" }
                p class="desk-hint" { "Readers, feeds, search and lists lose it at once. Its address says why." }
                label for="reason" { "What readers are told" }
                textarea id="reason" form=(form) name="reason" rows="3" maxlength="500" data-required data-kept="" { "\n" (typed("reason")) }
                button form=(form) class="desk-button desk-button--grave" name="do" value="recall" data-at-once[is_at_once("recall")] { "Recall" }
            }
        }
    }
}

fn shares(desk: &Desk, path: &str, around: &Around, said: &Said<'_>) -> Markup {
    let days = value(said.typed, "days").unwrap_or(DAYS);
    html! {
        details class="desk-shares" open[!around.shares.is_empty() || days != DAYS] {
            summary { "Show the draft to somebody" }
            ul {
                @for share in &around.shares {
                    li {
                        "A link by " (share.by) ", until " (clock_time::told(share.expires_at, &desk.facts.time_zone)) " "
                        button form="manuscript" formaction={ (path) "/shares/" (share.id) "/end" } class="desk-button desk-button--quiet" { "End it" }
                    }
                }
            }
            div class="desk-step" {
                label for="days" { "A secret link for how many days" }
                // Of a number with limits a browser would say at every other step, too, that it is none.
                input id="days" form="manuscript" name="days" inputmode="numeric" autocomplete="off" value=(days) data-kept=(DAYS);
                button form="manuscript" formaction={ (path) "/shares" } class="desk-button desk-button--quiet" name="do" value="share" { "Make a link" }
            }
        }
    }
}

fn bin(story: &Story, signed: &Signed) -> Markup {
    let (step, label) = match story.binned_at {
        Some(_) => ("unbin", "Take it out of the bin"),
        None => ("bin", "Throw it away"),
    };
    let may =
        story.binned_at.is_some() || !story.is_approved() || story.is_published_by(&signed.account);
    html! {
        @if may && !story.is_public() {
            (button(step, label, false))
        }
    }
}
