//! The page of a live story: its state, a form for what is next, and what was sent so far.

use domain::{CoverageState, EntryNumber, EntryText};
use maud::{Markup, html};
use newsroom::desk::covering::{Covered, Part, Typed};
use newsroom::events::EventNumber;
use newsroom::store::EntryStanding;

use super::entry::entry;
use crate::guard::Signed;
use crate::{Desk, once};

/// What somebody typed that was not taken, and where the cursor begins.
#[derive(Default)]
pub(crate) struct Draft {
    /// A new entry, and whether it is to be pinned.
    pub(crate) new: Option<(Typed, bool)>,
    /// Whether they go on writing.
    pub(crate) is_next: bool,
    /// An entry that they want to be another.
    pub(crate) edited: Option<(EntryNumber, Typed)>,
    /// Whether the gate warns of something in it.
    pub(crate) is_warned: bool,
}

/// What the page shows.
pub(crate) struct Shown<'a> {
    pub(crate) covered: &'a Covered,
    pub(crate) entries: &'a [EntryStanding],
    /// After which event it was made.
    pub(crate) event: EventNumber,
    /// Whether there are newer entries than these.
    pub(crate) is_past: bool,
    pub(crate) has_older: bool,
    pub(crate) said: Option<&'a str>,
    pub(crate) problem: Option<&'a str>,
    pub(crate) draft: &'a Draft,
}

pub(crate) fn coverage_page(desk: &Desk, signed: &Signed, shown: &Shown<'_>) -> Markup {
    let covered = shown.covered;
    let article = &covered.article;
    let path = format!("/desk/coverage/{}", article.slug);
    html! {
        div id="coverage" class="desk-live" data-event=(shown.event.0) data-article=(article.id.0) data-account=(signed.account.id.0)
            data-past[shown.is_past] {
            p class="desk-back" { a href="/desk/coverage" { "Live stories" } }
            div class="desk-bar" {
                h1 { (article.version.headline) }
                (standing(covered, &path))
            }
            p id="announcer" class="visually-hidden" role="status" {}
            div id="told" {
                @if let Some(said) = shown.said {
                    p class="desk-said" role="status" { (said) }
                }
                @if let Some(problem) = shown.problem {
                    p class="desk-problem" role="alert" { (problem) }
                }
            }
            @if !shown.is_past {
                (new_entry(signed, shown, &path))
            }
            section aria-labelledby="entries-name" {
                div class="desk-live__bar" {
                    h2 id="entries-name" { "Entries" }
                    // Opened by the script, which knows the keys.
                    button id="keys-button" type="button" class="desk-button desk-button--quiet" aria-haspopup="dialog" hidden {
                        "Keys"
                    }
                }
                @if shown.is_past {
                    p { a href=(path) { "The newest entries" } }
                }
                p id="no-entries" class="desk-empty" hidden[!shown.entries.is_empty()] { "Nothing was sent yet." }
                ol id="entries" class="desk-entries" role="list" {
                    @for standing in shown.entries {
                        (entry(desk, signed, covered, standing, shown.draft))
                    }
                }
                p id="older" {
                    @if let Some(last) = shown.entries.last().filter(|_| shown.has_older) {
                        a href={ (path) "?before=" (last.entry.number) } { "Older entries" }
                    }
                }
            }
            (keys(covered.part))
        }
    }
}

/// The state of a live story, in words.
pub(crate) fn state(state: CoverageState) -> Markup {
    let (mark, words) = match state {
        CoverageState::Open => ("review", "Open"),
        CoverageState::Paused => ("draft", "Paused"),
        CoverageState::Closed => ("withdrawn", "Closed"),
    };
    html! { span class={ "desk-stage desk-stage--" (mark) } { (words) } }
}

fn standing(covered: &Covered, path: &str) -> Markup {
    let article = &covered.article;
    html! {
        div id="standing" class="desk-live__standing" {
            (state(covered.state))
            @if covered.part == Part::Decides {
                form method="post" action={ (path) "/state" } class="desk-live__states" {
                    @for other in CoverageState::ALL.into_iter().filter(|it| *it != covered.state) {
                        button class="desk-button desk-button--quiet" name="state" value=(other.as_str()) {
                            @match other {
                                CoverageState::Open => "Open it",
                                CoverageState::Paused => "Pause it",
                                CoverageState::Closed => "Close it",
                            }
                        }
                    }
                }
            }
            @if article.publication.is_public() {
                a href=(article.path()) { "See it as readers do" }
            } @else {
                span class="desk-stage desk-stage--withdrawn" { "Readers cannot open it now" }
            }
            @if let Some(story) = covered.story {
                a href={ "/desk/stories/" (story.0) } { "The story itself" }
            }
        }
    }
}

fn new_entry(signed: &Signed, shown: &Shown<'_>, path: &str) -> Markup {
    let covered = shown.covered;
    let own = Typed {
        byline: signed.account.name.clone(),
        ..Typed::default()
    };
    let kept = shown.draft.new.as_ref();
    let (typed, is_pinned) = kept.map_or((&own, false), |(typed, is_pinned)| (typed, *is_pinned));
    let is_open = covered.state != CoverageState::Closed;
    html! {
        section id="new" aria-labelledby="new-name" {
            h2 id="new-name" { "New entry" }
            @if covered.part == Part::Reads {
                p { "You can read this. Editors write here, and the reporter who began the story." }
            } @else if !is_open && kept.is_none() {
                p { "It is closed. Nothing can be added until it is open again." }
            } @else {
                form id="new-entry" method="post" action=(path) class="desk-entry-form" data-unsaved[kept.is_some()] {
                    (once::field())
                    (fields("new", covered.part, typed, shown.draft.is_next))
                    div class="desk-live__bar" {
                        div class="desk-check" {
                            input type="checkbox" id="new-key" name="key" checked[typed.is_key];
                            label for="new-key" { "Key event" }
                            @if covered.part == Part::Decides {
                                input type="checkbox" id="new-pinned" name="pinned" checked[is_pinned];
                                label for="new-pinned" { "Pinned above the others" }
                            }
                        }
                        // The script takes it from the answer to what was sent.
                        div id="new-in-spite" class="desk-check" {
                            @if kept.is_some() && shown.draft.is_warned { (in_spite("new")) }
                        }
                        p id="send-hint" class="desk-hint" hidden { "Ctrl + Enter sends it" }
                        button class="desk-button" { "Send to readers" }
                    }
                }
            }
        }
    }
}

/// What somebody ticks who has read the warnings; `id` tells that of one form from that of another.
pub(crate) fn in_spite(id: &str) -> Markup {
    html! {
        input type="checkbox" id={ (id) "-spite" } name="in_spite";
        label for={ (id) "-spite" } { "In spite of the warnings" }
    }
}

/// The fields of an entry; `id` tells those of one form from those of another.
pub(crate) fn fields(id: &str, part: Part, typed: &Typed, is_first: bool) -> Markup {
    html! {
        label for={ (id) "-text" } { "What happens" }
        textarea id={ (id) "-text" } name="text" rows="4" required maxlength=(EntryText::LONGEST) dir="auto" spellcheck="true"
            autofocus[is_first] {
            // A browser drops a line feed that a text area begins with.
            "\n" (typed.text)
        }
        div class="manuscript__grid" {
            div {
                label for={ (id) "-headline" } { "Headline, if it has one" }
                input id={ (id) "-headline" } name="headline" value=(typed.headline) dir="auto" autocomplete="off";
            }
            @if part == Part::Decides {
                div {
                    label for={ (id) "-byline" } { "By, with commas between names" }
                    input id={ (id) "-byline" } name="byline" value=(typed.byline) dir="auto" autocomplete="off";
                }
            }
        }
    }
}

/// What the keys do, in a dialog that the script opens.
fn keys(part: Part) -> Markup {
    let key = |key: &str, what: &str| html! { dt { kbd { (key) } } dd { (what) } };
    html! {
        dialog id="keys" aria-labelledby="keys-name" class="desk-keys" {
            h2 id="keys-name" { "Keys" }
            p { "Single letters work only while an entry of the list has the focus." }
            dl {
                (key("Ctrl Enter", "Send what stands in the form, from any of its fields"))
                (key("Esc", "From the form to the list"))
                (key("j", "To the next entry"))
                (key("k", "To the one before"))
                (key("n", "To the form of a new entry"))
                (key("e", "Edit the entry"))
                @if part == Part::Decides {
                    (key("p", "Pin it, or unpin it"))
                }
                (key("?", "Show this"))
            }
            form method="dialog" { button class="desk-button" { "Close" } }
        }
    }
}
