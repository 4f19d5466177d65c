//! An entry of a live story as the desk shows it: what readers have, and what can be done to it.

use domain::{Entry, Rendering};
use maud::{Markup, PreEscaped, html};
use newsroom::desk::covering::{Covered, Part, Typed};
use newsroom::store::EntryStanding;

use super::view::{Draft, fields, in_spite};
use crate::guard::Signed;
use crate::{Desk, clock_time};

pub(crate) fn entry(
    desk: &Desk,
    signed: &Signed,
    covered: &Covered,
    standing: &EntryStanding,
    draft: &Draft,
) -> Markup {
    let EntryStanding {
        entry,
        version,
        is_removed,
    } = standing;
    let number = entry.number;
    let pinned = if entry.is_pinned { "pinned" } else { "" };
    let removed = if *is_removed { "removed" } else { "" };
    html! {
        // What it stands for, so that the script sees whether another page shows the same.
        li id=(entry.anchor()) class="desk-entry" data-entry=(number) data-stands={ (version) (pinned) (removed) } {
            article aria-labelledby={ (entry.anchor()) "-name" } {
                (facts(desk, entry, *is_removed))
                @if *is_removed {
                    details {
                        summary { "What entry " (number) " said" }
                        (text(desk, covered, entry))
                    }
                } @else {
                    (text(desk, covered, entry))
                    (acts(signed, covered, standing, draft))
                }
            }
        }
    }
}

fn facts(desk: &Desk, entry: &Entry, is_removed: bool) -> Markup {
    let zone = &desk.facts.time_zone;
    let names: Vec<&str> = entry
        .version
        .byline
        .authors()
        .iter()
        .map(|author| author.name())
        .collect();
    html! {
        h3 class="desk-entry__facts" id={ (entry.anchor()) "-name" } {
            span { "Entry " (entry.number) }
            " " time datetime=(clock_time::machine(entry.at)) { (clock_time::told(entry.at, zone)) }
            @if !names.is_empty() {
                " " span { (names.join(", ")) }
            }
            @if entry.is_pinned && !is_removed {
                " " span class="desk-stage desk-stage--review" { "Pinned" }
            }
            @if entry.version.is_key {
                " " span class="desk-stage desk-stage--out" { "Key event" }
            }
            @if is_removed {
                " " span class="desk-stage desk-stage--withdrawn" { "Removed" }
            } @else if let Some(at) = entry.edited_at {
                " " span { "edited " time datetime=(clock_time::machine(at)) { (clock_time::of_day(at, zone)) } }
            }
        }
    }
}

fn text(desk: &Desk, covered: &Covered, entry: &Entry) -> Markup {
    let own = covered.article.version.language.as_ref();
    let language = own.unwrap_or(&desk.facts.language);
    let mark = format!("e{}", entry.number);
    let rendering = Rendering::page(language).among_others(&mark);
    let html = entry.version.text.markdown().render_as(&rendering);
    html! {
        div lang=(language.as_str()) dir="auto" class="desk-entry__text" {
            @if let Some(headline) = &entry.version.headline {
                p class="desk-entry__headline" { (headline) }
            }
            div class="article__body" { (PreEscaped(html.as_str())) }
        }
    }
}

fn acts(signed: &Signed, covered: &Covered, standing: &EntryStanding, draft: &Draft) -> Markup {
    let EntryStanding { entry, version, .. } = standing;
    let number = entry.number;
    let path = format!("/desk/coverage/{}/entries/{number}", covered.article.slug);
    let step = |step: &str, label: &str| {
        html! {
            button class="desk-button desk-button--quiet" name="do" value=(step) aria-label={ (label) ": entry " (number) } {
                (label)
            }
        }
    };
    let kept = draft
        .edited
        .as_ref()
        .filter(|(edited, _)| *edited == number);
    let current = Typed::of(&entry.version);
    let typed = kept.map_or(&current, |(_, typed)| typed);
    let id = entry.anchor();
    html! {
        div class="desk-entry__acts" {
            form method="post" action=(path) {
                @if covered.part == Part::Decides {
                    @if entry.is_pinned { (step("unpin", "Unpin")) } @else { (step("pin", "Pin")) }
                }
                @if covered.is_changed_by(&signed.account, entry) {
                    @if entry.version.is_key { (step("unkey", "No key event")) } @else { (step("key", "Key event")) }
                }
                (step("promote", "Make it an article"))
            }
            @if covered.is_changed_by(&signed.account, entry) {
                details class="desk-entry__edit" open[kept.is_some()] {
                    summary { "Edit" span class="visually-hidden" { " entry " (number) } }
                    form method="post" action=(path) class="desk-entry-form" data-unsaved[kept.is_some()] {
                        input type="hidden" name="seen" value=(version);
                        (fields(&id, covered.part, typed, kept.is_some()))
                        div class="desk-live__bar" {
                            div class="desk-check" {
                                input type="checkbox" id={ (id) "-key" } name="key" checked[typed.is_key];
                                label for={ (id) "-key" } { "Key event" }
                                @if kept.is_some() && draft.is_warned { (in_spite(&id)) }
                            }
                            button class="desk-button" name="do" value="save" { "Change it" }
                        }
                    }
                }
                details class="desk-entry__remove" {
                    summary { "Remove" span class="visually-hidden" { " entry " (number) } }
                    form method="post" action=(path) {
                        p class="desk-hint" { "Readers lose it at once, and it cannot be brought back." }
                        button class="desk-button desk-button--grave" name="do" value="remove" { "Remove it" }
                    }
                }
            }
        }
    }
}
