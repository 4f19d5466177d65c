//! What is known of one reader, and what can be done about it.

use axum::extract::{Extension, Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{Moment, Slug};
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::desk::readers::{self, Reader};
use newsroom::letters::{Consent, Frequency, StoredDelivery, SubscriberId, SubscriberState};
use serde::Deserialize;

use crate::came_back::how;
use crate::frame::dressed;
use crate::guard::Signed;
use crate::readers::{LOOKS, told};
use crate::{Desk, answer, clock_time};

/// Copies that are shown; the file with everything has all of them.
const SHOWN: usize = 30;

#[derive(Deserialize)]
pub(crate) struct Done {
    done: Option<String>,
}

/// `GET /desk/readers/{id}`
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
    Query(Done { done }): Query<Done>,
) -> Response {
    let said = match done.as_deref() {
        Some("enabled") => Some("Letters go there again."),
        Some(_) | None => None,
    };
    page(&desk, &signed, SubscriberId(id), StatusCode::OK, said, None).await
}

async fn page(
    desk: &Desk,
    signed: &Signed,
    id: SubscriberId,
    status: StatusCode,
    said: Option<&str>,
    problem: Option<&str>,
) -> Response {
    let reader = readers::look_at(&desk.store, &desk.clock, &signed.account, id).await;
    let reader = match reader {
        Ok(reader) => reader,
        Err(error) => return answer::not_done(desk, signed, &error),
    };
    let address = &reader.subscriber.address;
    let path = format!("/desk/readers/{}", id.0);
    let body = html! {
        p { a href="/desk/readers" { "Readers" } }
        h1 class="desk-address" { bdi { (address) } }
        @if let Some(said) = said {
            p class="desk-said" role="status" { (said) }
        }
        @if let Some(problem) = problem {
            p class="desk-problem" role="alert" { (problem) }
        }
        (standing(desk, &reader, &path))
        (letters(desk, &reader.letters))
        (consents(desk, &reader.consents))
        (deliveries(desk, &reader.deliveries))
        h2 { "Their data" }
        form method="post" action={ (path) "/export" } class="desk-step desk-narrow" {
            p class="desk-hint" { "Everything that is stored about them, as they get it themselves by the link in every letter." }
            button class="desk-button desk-button--quiet" { "Download as JSON" }
        }
        p { a href={ (path) "/erase" } { "Erase them" } }
    };
    let page = dressed(desk, Some(signed), address.as_str(), LOOKS, &body);
    answer::page(status, &page)
}

/// Whether letters go there, since when, and what can be done if not.
fn standing(desk: &Desk, reader: &Reader, path: &str) -> Markup {
    let zone = &desk.facts.time_zone;
    let subscriber = &reader.subscriber;
    let time = |at: Moment| html! { time datetime=(clock_time::machine(at)) { (clock_time::told(at, zone)) } };
    html! {
        dl class="desk-facts" {
            dt { "State" }
            dd { (told(subscriber.state)) (why(desk, reader)) }
            dt { "First known" }
            dd { (time(subscriber.created_at)) }
            dt { "Confirmed" }
            dd {
                @match subscriber.confirmed_at {
                    Some(at) => (time(at)),
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
                dt { "Wants none until" }
                dd { (time(until)) }
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

fn letters(desk: &Desk, letters: &[(Slug, Moment)]) -> Markup {
    html! {
        h2 { "Letters they get" }
        @if letters.is_empty() {
            p { "None." }
        } @else {
            ul class="desk-list" {
                @for (slug, since) in letters {
                    li { strong { (slug) } ", since " (clock_time::told(*since, &desk.facts.time_zone)) }
                }
            }
        }
    }
}

fn consents(desk: &Desk, consents: &[Consent]) -> Markup {
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
                                td { (clock_time::told(consent.asked_at, zone)) }
                                td {
                                    @match consent.confirmed_at {
                                        Some(at) => (clock_time::told(at, zone)),
                                        None => "Never",
                                    }
                                }
                                td { (place(&consent.form)) }
                                td { (slugs(&consent.letters)) }
                                td class="desk-wording" { (consent.wording) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn slugs(slugs: &[Slug]) -> String {
    let slugs: Vec<&str> = slugs.iter().map(Slug::as_str).collect();
    slugs.join(", ")
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

fn deliveries(desk: &Desk, deliveries: &[StoredDelivery]) -> Markup {
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
                                        Some((letter, number)) => { (letter) ", issue " (number) },
                                        None => "About their subscription",
                                    }
                                }
                                td { (clock_time::told(delivery.ended_at.unwrap_or(delivery.due_at), zone)) }
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

/// `POST /desk/readers/{id}/export`
pub(crate) async fn export(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
) -> Response {
    let id = SubscriberId(id);
    match readers::export(&desk.store, &desk.clock, &signed.account, id).await {
        Ok(everything) => {
            let headers = [
                (header::CONTENT_TYPE, "application/json"),
                (
                    header::CONTENT_DISPOSITION,
                    "attachment; filename=\"letters.json\"",
                ),
            ];
            (headers, format!("{everything:#}\n")).into_response()
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// `GET /desk/readers/{id}/erase`: asks whether that is what is wanted.
pub(crate) async fn ask_to_erase(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
) -> Response {
    let reader = readers::look_at(&desk.store, &desk.clock, &signed.account, SubscriberId(id));
    let reader = match reader.await {
        Ok(reader) => reader,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let path = format!("/desk/readers/{id}");
    let body = html! {
        p { a href=(path) { "Back to what is known of them" } }
        h1 class="desk-address" { "Erase " bdi { (reader.subscriber.address) } "?" }
        p { "Their address goes, with what they agreed to and every trace of which letters went to them. What is on its way to them is not sent. Nobody can undo it." }
        p { "A fingerprint of the address stays, from which it cannot be read, so that a list that somebody imports later does not bring it back. They can sign up again themselves." }
        form method="post" action={ (path) "/erase" } class="desk-form" {
            button class="desk-button desk-button--grave" { "Erase them for good" }
        }
    };
    let page = dressed(&desk, Some(&signed), "Erase a reader", LOOKS, &body);
    answer::page(StatusCode::OK, &page)
}

/// `POST /desk/readers/{id}/erase`
pub(crate) async fn erase(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
) -> Response {
    let id = SubscriberId(id);
    match readers::erase(&desk.store, &desk.clock, &signed.account, id).await {
        Ok(()) => answer::on_to("/desk/readers?done=erased"),
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// `POST /desk/readers/{id}/enable`
pub(crate) async fn enable(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
) -> Response {
    let id = SubscriberId(id);
    match readers::enable(&desk.store, &desk.clock, &signed.account, id).await {
        Ok(()) => answer::on_to(&format!("/desk/readers/{}?done=enabled", id.0)),
        Err(DeskError::Refused(sentence)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page(&desk, &signed, id, status, None, Some(&sentence)).await
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}
