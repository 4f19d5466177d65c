//! What the page of one reader tells.

use domain::{Moment, Slug};
use jiff::tz::TimeZone;
use maud::{Markup, html};
use newsroom::desk::readers::Reader;
use newsroom::letters::{
    Consent, Frequency, Letter, StoredDelivery, SubscriberState, UNTIL_FURTHER_NOTICE,
};

use super::came_back::how;
use crate::{Desk, clock_time, readers};

/// Copies that are shown; the file with everything has all of them.
const SHOWN: usize = 30;

/// Everything that is known of a reader whose page is at `path`. `known` are the letters of the paper.
pub(crate) fn told(desk: &Desk, known: &[Letter], reader: &Reader, path: &str) -> Markup {
    html! {
        (standing(desk, reader, path))
        (letters(desk, known, &reader.letters))
        (consents(desk, known, &reader.consents))
        (deliveries(desk, known, &reader.deliveries))
    }
}

/// Whether letters go there, since when, and what can be done if not.
fn standing(desk: &Desk, reader: &Reader, path: &str) -> Markup {
    let zone = &desk.facts.time_zone;
    let subscriber = &reader.subscriber;
    html! {
        dl class="desk-facts" {
            dt { "State" }
            dd { (readers::told(subscriber.state)) (why(desk, reader)) }
            dt { "First known" }
            dd { (time(subscriber.created_at, zone)) }
            dt { "Confirmed" }
            dd {
                @match subscriber.confirmed_at {
                    Some(at) => (time(at, zone)),
                    None => "Never",
                }
            }
            dt { "How often" }
            dd {
                @match subscriber.frequency {
                    Frequency::Every => "Every issue",
                    Frequency::Weekly => "At most one a week of each letter",
                }
            }
            @if let Some(until) = subscriber.paused_until.filter(|until| *until > desk.clock.now()) {
                dt { "Wants none" }
                dd {
                    @if until == UNTIL_FURTHER_NOTICE {
                        "Until they end the pause"
                    } @else {
                        "Until " (time(until, zone))
                    }
                }
            }
        }
        @if subscriber.state == SubscriberState::Bounced && subscriber.confirmed_at.is_some() {
            form method="post" action={ (path) "/enable" } class="desk-step desk-narrow" {
                p class="desk-hint" { "If the mailbox works again, letters can go there again. What they agreed to still holds." }
                button class="desk-button" { "Let letters go there again" }
            }
        }
        @if subscriber.state == SubscriberState::Complained {
            p class="desk-hint" { "Only they can have letters again, by signing up anew." }
        }
    }
}

/// What ended the letters, if anything did.
fn why(desk: &Desk, reader: &Reader) -> Markup {
    let ended = matches!(
        reader.subscriber.state,
        SubscriberState::Bounced | SubscriberState::Complained
    );
    let last = reader.deliveries.iter().rev().find_map(|delivery| {
        let at = match delivery.returned {
            Some((_, at)) => Some(at),
            None if delivery.state == "failed" => delivery.ended_at,
            None => None,
        };
        Some((delivery, at?))
    });
    html! {
        @if let Some((delivery, at)) = last.filter(|_| ended) {
            " since " (clock_time::told(at, &desk.facts.time_zone)) ". "
            @if let Some(answer) = &delivery.answer {
                span class="desk-hint desk-reason" { (answer) }
            }
        }
    }
}

/// What readers call a letter.
fn name<'a>(known: &'a [Letter], slug: &'a str) -> &'a str {
    let letter = known
        .iter()
        .find(|letter| letter.definition.slug.as_str() == slug);
    letter.map_or(slug, |letter| letter.definition.name.as_str())
}

fn letters(desk: &Desk, known: &[Letter], letters: &[(Slug, Moment)]) -> Markup {
    html! {
        h2 { "Subscriptions" }
        @if letters.is_empty() {
            p { "None." }
        } @else {
            ul class="desk-list" {
                @for (slug, since) in letters {
                    li { strong { (name(known, slug.as_str())) } ", since " (clock_time::told(*since, &desk.facts.time_zone)) }
                }
            }
        }
    }
}

fn consents(desk: &Desk, known: &[Letter], consents: &[Consent]) -> Markup {
    let zone = &desk.facts.time_zone;
    html! {
        h2 id="consents" { "What they agreed to" }
        @if consents.is_empty() {
            p { "Nothing is kept of it." }
        } @else {
            div class="desk-scroll" tabindex="0" role="region" aria-labelledby="consents" {
                table class="desk-table" {
                    caption class="visually-hidden" { "What they agreed to, the oldest first" }
                    thead {
                        tr {
                            th scope="col" { "Asked" }
                            th scope="col" { "Confirmed" }
                            th scope="col" { "Where" }
                            th scope="col" { "Letters" }
                            th scope="col" { "The words that stood there" }
                        }
                    }
                    tbody {
                        @for consent in consents {
                            tr {
                                td { (time(consent.asked_at, zone)) }
                                td {
                                    @match consent.confirmed_at {
                                        Some(at) => (time(at, zone)),
                                        None => "Never",
                                    }
                                }
                                td { (place(&consent.form)) }
                                td { (names(known, &consent.letters)) }
                                td class="desk-wording" { (consent.wording) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn names(known: &[Letter], slugs: &[Slug]) -> String {
    let names: Vec<&str> = slugs.iter().map(|it| name(known, it.as_str())).collect();
    names.join(", ")
}

fn time(at: Moment, zone: &TimeZone) -> Markup {
    html! { time datetime=(clock_time::machine(at)) { (clock_time::told(at, zone)) } }
}

/// Where somebody agreed; another place is the file of an import.
fn place(form: &str) -> &str {
    match form {
        "box" => "The box on other pages",
        "page" => "The page of letters",
        "preferences" => "Their preferences",
        other => other,
    }
}

fn deliveries(desk: &Desk, known: &[Letter], deliveries: &[StoredDelivery]) -> Markup {
    let zone = &desk.facts.time_zone;
    html! {
        h2 id="deliveries" { "Letters to them" }
        @if deliveries.is_empty() {
            p { "None went out yet." }
        } @else {
            @if deliveries.len() > SHOWN {
                p class="desk-hint" { "The last " (SHOWN) " of " (deliveries.len()) "." }
            }
            div class="desk-scroll" tabindex="0" role="region" aria-labelledby="deliveries" {
                table class="desk-table" {
                    caption class="visually-hidden" { "Letters to them, the newest first" }
                    thead {
                        tr {
                            th scope="col" { "Letter" }
                            th scope="col" { "When" }
                            th scope="col" { "How it went" }
                            th scope="col" { "What the other mail server said" }
                        }
                    }
                    tbody {
                        @for delivery in deliveries.iter().rev().take(SHOWN) {
                            tr {
                                th scope="row" {
                                    @match &delivery.issue {
                                        Some((letter, number)) => { (name(known, letter)) ", issue " (number) },
                                        None => "About their subscription",
                                    }
                                }
                                td { (time(delivery.ended_at.unwrap_or(delivery.due_at), zone)) }
                                td { (outcome(delivery)) }
                                td class="desk-reason" { (delivery.answer.as_deref().unwrap_or_default()) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn outcome(delivery: &StoredDelivery) -> String {
    let went = match (&delivery.returned, delivery.state.as_str()) {
        (Some((kind, _)), _) => how(Some(*kind)),
        (None, "sent") => "Sent",
        (None, "failed") => how(None),
        (None, "waiting") => "Waits",
        (None, _) => "Not sent",
    };
    match delivery.left_at {
        Some(_) => format!("{went}. They left the letter after it"),
        None => went.to_owned(),
    }
}
