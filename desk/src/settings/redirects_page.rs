//! What the page of old addresses shows.

use maud::{Markup, html};
use newsroom::desk::redirecting::LeftOut;
use newsroom::redirects::Target;
use newsroom::store::RedirectLine;

use super::redirects::PATH;
use crate::{Desk, clock_time};

/// Rows of a file that were left out and are told of one by one.
const TOLD: usize = 100;

/// What is shown.
#[derive(Default)]
pub(super) struct Shown<'a> {
    pub(super) lines: &'a [RedirectLine],
    /// Whether there are more of them.
    pub(super) more: bool,
    /// How many there are in all.
    pub(super) count: i64,
    /// What was looked for.
    pub(super) words: &'a str,
    /// What was typed.
    pub(super) from: &'a str,
    pub(super) to: &'a str,
    /// Rows of a file that were left out.
    pub(super) refused: &'a [LeftOut],
}

pub(super) fn body(desk: &Desk, shown: &Shown<'_>) -> Markup {
    html! {
        (refused(shown.refused))
        div class="desk-columns" {
            section aria-labelledby="lead" {
                h2 id="lead" { "Lead an old address on" }
                form method="post" action=(PATH) class="settings-form" novalidate {
                    label for="from" { "Old address" }
                    p class="desk-hint" id="from-hint" {
                        "As it stands behind the paper’s name, such as /2019/05/old-story.html. It is used where the paper has nothing itself."
                    }
                    input id="from" name="from" value=(shown.from) autocomplete="off" aria-describedby="from-hint";
                    label for="to" { "Leads to" }
                    p class="desk-hint" id="to-hint" {
                        "An address of the paper, one that begins with https://, or the word gone: then readers and search engines are told \
                         that it is gone for good."
                    }
                    input id="to" name="to" value=(shown.to) autocomplete="off" aria-describedby="to-hint";
                    button class="desk-button" { "Lead it there" }
                }
            }
            section aria-labelledby="file-name" {
                h2 id="file-name" { "As a file" }
                form method="post" action={ (PATH) "/file" } class="settings-form" {
                    label for="file" { "Rows of a table" }
                    p class="desk-hint" id="file-hint" {
                        "Each with an old address and where it leads, with commas, semicolons or tabs between. Rows that cannot be used are \
                         told of and left out."
                    }
                    textarea id="file" name="file" rows="6" spellcheck="false" dir="ltr" aria-describedby="file-hint" placeholder="/old-story.html,/news/new-story" {
                        @for left_out in shown.refused { (left_out.row) "\n" }
                    }
                    button class="desk-button" { "Take them in" }
                }
                p class="settings-below" { a href={ (PATH) "/file" } download { "Save all as a file (CSV)" } }
            }
        }
        h2 { "Old addresses (" (shown.count) ")" }
        form method="get" action=(PATH) class="desk-begin" role="search" {
            label for="words" { "Letters in them" }
            input id="words" name="words" type="search" value=(shown.words);
            button class="desk-button desk-button--quiet" { "Find" }
        }
        (list(desk, shown))
    }
}

fn refused(refused: &[LeftOut]) -> Markup {
    html! {
        @if !refused.is_empty() {
            section class="desk-problem" aria-labelledby="left-out" {
                h2 id="left-out" { "Left out; they stand below again, to be mended" }
                ul {
                    @for left_out in refused.iter().take(TOLD) {
                        li { "Line " (left_out.line) ": " (left_out.why) }
                    }
                }
                @if refused.len() > TOLD {
                    p { "And " (refused.len() - TOLD) " more." }
                }
            }
        }
    }
}

fn list(desk: &Desk, shown: &Shown<'_>) -> Markup {
    html! {
        @if shown.lines.is_empty() {
            p class="desk-empty" {
                @if shown.words.is_empty() { "No old address leads anywhere yet." } @else { "No old address is like that." }
            }
        } @else {
            ul class="desk-list" {
                @for line in shown.lines {
                    li class="desk-list__line" { (one(desk, line)) }
                }
            }
        }
        @if let Some(last) = shown.lines.last().filter(|_| shown.more) {
            @let mut next = form_urlencoded::Serializer::new(String::new());
            @let query = next.append_pair("words", shown.words).append_pair("after", &last.from).finish();
            p { a href={ (PATH) "?" (query) } { "More" } }
        }
    }
}

fn one(desk: &Desk, line: &RedirectLine) -> Markup {
    html! {
        div {
            a href=(line.from) { (line.from) } " → " (to(&line.to))
            p class="desk-hint" {
                (line.by.as_deref().unwrap_or("Somebody")) ", "
                time datetime=(clock_time::machine(line.made_at)) { (clock_time::told(line.made_at, &desk.facts.time_zone)) }
            }
        }
        form method="post" action={ (PATH) "/forget" } {
            input type="hidden" name="from" value=(line.from);
            button class="desk-button desk-button--quiet" aria-label={ "Forget " (line.from) } { "Forget" }
        }
    }
}

fn to(target: &Target) -> Markup {
    html! {
        @match target {
            Target::Moved(address) => (address),
            Target::Gone => span class="desk-stage desk-stage--withdrawn" { "gone" },
        }
    }
}
