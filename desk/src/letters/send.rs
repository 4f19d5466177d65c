//! Sending an issue to everybody: once it was seen what and to how many, and once.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::html;
use newsroom::desk::doing::DeskError;
use newsroom::desk::letters as acts;
use newsroom::letters::{Seen, Sent};

use super::letter::unknown_step;
use super::next::{Planned, origin, planned};
use super::proof::listed;
use super::{next, path_of};
use crate::address::Path;
use crate::form::{Pairs, value};
use crate::frame::dressed;
use crate::guard::Signed;
use crate::readers::LOOKS;
use crate::{Desk, answer, clock_time};

/// `GET /desk/letters/{slug}/send`: asks whether that is what is wanted.
pub(crate) async fn ask(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(slug): Path<String>,
) -> Response {
    page(&desk, &signed, &slug, StatusCode::OK, None).await
}

async fn page(
    desk: &Desk,
    signed: &Signed,
    slug: &str,
    status: StatusCode,
    problem: Option<&str>,
) -> Response {
    let loaded = async {
        let planned = planned(desk, slug).await?;
        let now = desk.clock.now();
        let readers = desk.store.readers_now(planned.letter.id, now).await?;
        Ok::<_, DeskError>((planned, readers))
    };
    let (planned, readers) = match loaded.await {
        Ok(loaded) => loaded,
        Err(error) => return answer::not_done(desk, signed, &error),
    };
    let Planned { letter, plan, .. } = &planned;
    let path = path_of(letter, None);
    let title = format!("Send {} now?", letter.definition.name);
    let readers = match readers {
        1 => "1 reader".to_owned(),
        readers => format!("{readers} readers"),
    };
    let body = html! {
        p class="desk-back" { a href=(path) { (letter.definition.name) } }
        h1 { (title) }
        @if let Some(problem) = problem {
            p class="desk-problem" role="alert" { (problem) }
        }
        (origin(desk, &planned))
        @if let Some(plan) = plan {
            (listed(desk, &plan.contents))
            p class="desk-apart" { a href={ (path) "/next" } { "See all of it" } }
            p class="desk-apart" { "It goes to " strong { (readers) } " at once. Those who have it already cannot be made to forget it: pausing or cancelling is for the rest." }
            @if let Some(at) = next(desk, letter) {
                p class="desk-hint" {
                    "The issue of " (clock_time::told(at, &desk.facts.time_zone)) " goes out all the same, if there is enough news by then."
                }
            }
            form method="post" action={ (path) "/send" } class="desk-form" {
                input type="hidden" name="after" value=(plan.after);
                input type="hidden" name="mark" value=(plan.mark());
                button class="desk-button desk-button--grave" { "Send it to " (readers) }
            }
            p class="desk-apart" { a href=(path) { "Not now" } }
        }
    };
    let page = dressed(desk, Some(signed), &title, LOOKS, &body);
    answer::page(status, &page)
}

/// `POST /desk/letters/{slug}/send`
pub(crate) async fn send(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(slug): Path<String>,
    Pairs(pairs): Pairs,
) -> Response {
    let sent = async {
        let name = slug.parse().map_err(|_| DeskError::Unknown)?;
        let seen = seen(&pairs).ok_or_else(unknown_step)?;
        let facts = desk.paper_facts();
        let by = &signed.account;
        acts::send(&desk.store, &desk.clock, &facts, by, &name, &seen).await
    };
    let problem = match sent.await {
        Ok(Sent::Now(number, _)) => {
            return answer::on_to(&format!("/desk/letters/{slug}/issues/{number}?done=sent"));
        }
        Ok(Sent::Before(number)) => {
            return answer::on_to(&format!("/desk/letters/{slug}/issues/{number}?done=before"));
        }
        Ok(Sent::Changed) => {
            "What would go out is not what you saw: a story or the issue was changed meanwhile, or another issue went out. Nothing was sent. Look again."
        }
        Ok(Sent::Nothing) => "There is nothing to send any more.",
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    page(&desk, &signed, &slug, StatusCode::CONFLICT, Some(problem)).await
}

/// What somebody saw who presses the button.
fn seen(pairs: &[(String, String)]) -> Option<Seen> {
    Some(Seen {
        after: value(pairs, "after")?.parse().ok()?,
        mark: value(pairs, "mark")?.to_owned(),
    })
}
