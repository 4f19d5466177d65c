//! Arranging a front: putting it out, scheduling it, calling off what was scheduled, and saying why that cannot be.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use newsroom::desk::doing::DeskError;
use newsroom::desk::fronts::{self, NotArranged};
use newsroom::front::{Arranged, ArrangementNumber, FrontError, FrontOf, Wish};

use super::fields::{misplaced, unpublished, wished};
use super::meanwhile::{Theirs, having_seen, seen};
use super::page;
use super::view::{Said, address};
use super::whose_front::theirs;
use crate::address::Path;
use crate::form::{Pairs, value};
use crate::guard::Signed;
use crate::{Desk, answer, clock_time};

/// `POST /desk/front`
pub(crate) async fn arrange(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Pairs(pairs): Pairs,
) -> Response {
    let of = match theirs(&desk, &signed, value(&pairs, "section")).await {
        Ok(of) => of,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    match arranged(&desk, &signed, &of, &pairs).await {
        Ok(done) => answered(&desk, &signed, &of, Ok(done), &pairs).await,
        Err(NotArranged::Front(FrontError::Meanwhile(meanwhile))) => {
            let theirs = match Theirs::load(&desk, seen(&pairs), &meanwhile).await {
                Ok(theirs) => theirs,
                Err(error) => return answer::broken(&desk, Some(&signed), &error),
            };
            let typed = having_seen(pairs, &meanwhile);
            let said = Said::Meanwhile(&theirs);
            let mut page = page(&desk, &signed, &of, None, said, &typed).await;
            *page.status_mut() = StatusCode::CONFLICT;
            page
        }
        Err(error) => answered(&desk, &signed, &of, Err(refused(error)), &pairs).await,
    }
}

async fn arranged(
    desk: &Desk,
    signed: &Signed,
    of: &FrontOf,
    pairs: &[(String, String)],
) -> Result<&'static str, NotArranged> {
    let at = value(pairs, "at").unwrap_or_default();
    let is_scheduled = value(pairs, "do") == Some("schedule");
    let at = clock_time::chosen(at, &desk.facts.time_zone).map_err(DeskError::Refused)?;
    if is_scheduled && at.is_none() {
        let sentence = "Choose the time at which it is to go out.".to_owned();
        return Err(DeskError::Refused(sentence).into());
    }
    let wish = Wish {
        slots: wished(of, pairs)?,
        goes_out_at: at.filter(|_| is_scheduled),
        made_by: Some(signed.account.name.clone()),
        of: of.clone(),
        seen: Some(seen(pairs)),
    };
    let arranged = fronts::arrange(&desk.store, &desk.clock, &signed.account, &wish).await;
    if let Err(NotArranged::Front(FrontError::NotPublished(slot, slug))) = &arranged {
        let story = desk.store.article(slug).await?;
        let headline = story.map(|story| story.version.headline.to_string());
        let sentence = unpublished(*slot, headline.as_deref().unwrap_or(slug.as_str()));
        return Err(DeskError::Refused(sentence).into());
    }
    Ok(match arranged? {
        Arranged::Out(_) => "out",
        Arranged::Scheduled(_) => "scheduled",
        Arranged::Unchanged => "unchanged",
    })
}

/// `POST /desk/front/{number}/call-off`
pub(crate) async fn call_off(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(number): Path<i64>,
) -> Response {
    let number = ArrangementNumber(number);
    let called_off = fronts::call_off(&desk.store, &desk.clock, &signed.account, number).await;
    let (of, done) = match called_off {
        Ok(of) => (of, Ok("called-off")),
        Err(error) => (FrontOf::Paper, Err(refused(error))),
    };
    answered(&desk, &signed, &of, done, &[]).await
}

fn refused(error: NotArranged) -> DeskError {
    match error {
        NotArranged::Desk(error) => error,
        NotArranged::Front(FrontError::Store(error)) => DeskError::Store(error),
        NotArranged::Front(FrontError::Slots(error)) => DeskError::Refused(misplaced(error)),
        NotArranged::Front(
            other @ (FrontError::NoSection(_)
            | FrontError::OnFrontPageOnly(_)
            | FrontError::Unknown(_)
            | FrontError::NotPublished(..)
            | FrontError::Meanwhile(_)
            | FrontError::Past
            | FrontError::NotWaiting(_)),
        ) => DeskError::Refused(format!("Not done: {other}.")),
    }
}

/// Back to the front, which says what was done; or the same page with what was typed, which says what was not.
pub(crate) async fn answered(
    desk: &Desk,
    signed: &Signed,
    of: &FrontOf,
    done: Result<&str, DeskError>,
    typed: &[(String, String)],
) -> Response {
    match done {
        Ok(done) => answer::on_to(&address(of, &[("done", done)])),
        Err(DeskError::Refused(sentence)) => {
            let said = Said::Problem(&sentence);
            let mut page = page(desk, signed, of, None, said, typed).await;
            *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            page
        }
        Err(error @ (DeskError::Forbidden | DeskError::Unknown | DeskError::Store(_))) => {
            answer::not_done(desk, signed, &error)
        }
    }
}
