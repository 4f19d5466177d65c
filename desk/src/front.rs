//! Fronts, arranged by hand: which stories stand where on the front page or on that of a section, now or from a time on.

use axum::extract::{Extension, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Moment, Slug};
use newsroom::desk::doing::DeskError;
use newsroom::desk::role::Right;
use newsroom::front::{self, ArrangementNumber, FrontError, FrontOf, Slot, Wish};
use newsroom::settings::in_order;
use newsroom::store::{OutQuery, StoreError};
use serde::Deserialize;

use crate::form::{Pairs, value};
use crate::frame::framed;
use crate::front_page::{Offered, Said, Shown, address, front_page, title};
use crate::guard::Signed;
use crate::whose_front::{asked_for, called, log, may_arrange};
use crate::{Desk, answer, breaking, clock_time};

/// Stories that can be chosen: the newest.
const OFFERED: u32 = 80;

#[derive(Deserialize)]
pub(crate) struct Asked {
    /// The section whose front it is; the front page without one.
    section: Option<String>,
    /// A time in the past, of which the front is told.
    at: Option<String>,
    done: Option<String>,
}

/// `GET /desk/front` and `GET /desk/front?section=…`
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Query(Asked { section, at, done }): Query<Asked>,
) -> Response {
    let of = match asked_for(&desk, &signed, section.as_deref()).await {
        Ok(of) => of,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    match clock_time::chosen(at.as_deref().unwrap_or_default(), &desk.facts.time_zone) {
        Ok(at) => {
            let said = done
                .as_deref()
                .and_then(told)
                .map_or(Said::Nothing, Said::Done);
            page(&desk, &signed, &of, at, said, &[]).await
        }
        Err(sentence) => page(&desk, &signed, &of, None, Said::Problem(&sentence), &[]).await,
    }
}

/// The page of a front as it is, or was at a time. `typed` is what somebody wants of it that was not taken.
async fn page(
    desk: &Desk,
    signed: &Signed,
    of: &FrontOf,
    at: Option<Moment>,
    said: Said<'_>,
    typed: &[(String, String)],
) -> Response {
    let shown = match load(desk, signed, of, at).await {
        Ok(shown) => shown,
        Err(error) => return answer::broken(desk, Some(signed), &error),
    };
    let body = front_page(desk, &signed.account, &shown, at, said, typed);
    let title = title(&shown);
    let page = framed(desk, Some(signed), &title, Some("front.js"), &body);
    answer::page(StatusCode::OK, &page)
}

fn told(done: &str) -> Option<&'static str> {
    Some(match done {
        "out" => "Readers have this front now.",
        "scheduled" => "It goes out by itself.",
        "unchanged" => "The front stood like that already.",
        "called-off" => "It does not go out.",
        "breaking" => "The bar stands above every page.",
        "cleared" => "The bar is down.",
        _ => return None,
    })
}

async fn load(
    desk: &Desk,
    signed: &Signed,
    of: &FrontOf,
    at: Option<Moment>,
) -> Result<Shown, StoreError> {
    let store = &desk.store;
    let now = desk.clock.now();
    let sections = store.all_sections().await?;
    let may = |slug: &Slug| signed.account.may_in(Right::Arrange, slug.as_str());
    let in_force = store.front_at(of, at.unwrap_or(now)).await?;
    let standings = match &in_force {
        Some(arrangement) => store.front_standings(arrangement.number).await?,
        None => Vec::new(),
    };
    let mut waiting = Vec::new();
    for arrangement in store.fronts_waiting().await? {
        if arrangement.of == *of {
            let standings = store.front_standings(arrangement.number).await?;
            waiting.push((arrangement, standings));
        }
    }
    let newest = store.out(&OutQuery::default(), OFFERED).await?;
    let of_section = OutQuery {
        section: of.section().cloned(),
        after: None,
    };
    let offered = match of {
        FrontOf::Paper => Offered {
            here: newest,
            elsewhere: Vec::new(),
        },
        FrontOf::Section(section) => Offered {
            here: store.out(&of_section, OFFERED).await?,
            elsewhere: newest
                .into_iter()
                .filter(|line| line.section != *section)
                .collect(),
        },
    };
    Ok(Shown {
        of: of.clone(),
        sections: in_order(&desk.facts.particulars.sections, sections)
            .into_iter()
            .filter(|section| may(section.slug()))
            .collect(),
        in_force,
        standings,
        waiting,
        offered,
        bar: breaking::load(desk).await?,
    })
}

/// The name of a slot's field.
pub(crate) fn field(slot: Slot) -> String {
    match slot {
        Slot::Lead => "lead".to_owned(),
        Slot::Second(place) => format!("second-{place}"),
        Slot::DontMiss(place) => format!("dont-miss-{place}"),
    }
}

/// Every slot of a front, in the order of the page.
pub(crate) fn slots(of: &FrontOf) -> impl Iterator<Item = Slot> {
    let seconds = (1..=Slot::SECONDS).map(Slot::Second);
    let picks = (1..=Slot::PICKS).map(Slot::DontMiss);
    let slots = std::iter::once(Slot::Lead).chain(seconds).chain(picks);
    slots.filter(|slot| of.has(*slot))
}

/// What a form wants to stand where.
pub(crate) fn wished(
    of: &FrontOf,
    pairs: &[(String, String)],
) -> Result<Vec<(Slot, Slug)>, DeskError> {
    let mut wished = Vec::new();
    for slot in slots(of) {
        match value(pairs, &field(slot)).map(str::trim) {
            None | Some("") => {}
            Some(slug) => wished.push((slot, slug.parse()?)),
        }
    }
    Ok(wished)
}

/// `POST /desk/front`
pub(crate) async fn arrange(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Pairs(pairs): Pairs,
) -> Response {
    let of = match asked_for(&desk, &signed, value(&pairs, "section")).await {
        Ok(of) => of,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let arranged = async {
        let at = value(&pairs, "at").unwrap_or_default();
        let is_scheduled = value(&pairs, "do") == Some("schedule");
        let at = clock_time::chosen(at, &desk.facts.time_zone).map_err(DeskError::Refused)?;
        if is_scheduled && at.is_none() {
            return Err(DeskError::Refused(
                "Choose the time at which it is to go out.".to_owned(),
            ));
        }
        let wish = Wish {
            slots: wished(&of, &pairs)?,
            goes_out_at: at.filter(|_| is_scheduled),
            made_by: Some(signed.account.name.clone()),
            of: of.clone(),
        };
        let arranged = front::arrange(&desk.store, &desk.clock, &wish).await;
        let done = match arranged.map_err(refused)? {
            front::Arranged::Out(_) => "out",
            front::Arranged::Scheduled(_) => "scheduled",
            front::Arranged::Unchanged => "unchanged",
        };
        log(&desk, &signed, &called(&of)).await?;
        Ok(done)
    };
    answered(&desk, &signed, &of, arranged.await, &pairs).await
}

/// `POST /desk/front/{number}/call-off`
pub(crate) async fn call_off(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(number): Path<i64>,
) -> Response {
    let number = ArrangementNumber(number);
    let of = async {
        let mut waiting = desk.store.fronts_waiting().await?.into_iter();
        let of = waiting.find(|it| it.number == number).map(|it| it.of);
        let of = of.unwrap_or_default();
        may_arrange(&signed, &of)?;
        Ok::<_, DeskError>(of)
    };
    let of = match of.await {
        Ok(of) => of,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let called_off = async {
        front::call_off(&desk.store, &desk.clock, number)
            .await
            .map_err(refused)?;
        let what = format!("{}: not as was scheduled", called(&of));
        log(&desk, &signed, &what).await?;
        Ok("called-off")
    };
    answered(&desk, &signed, &of, called_off.await, &[]).await
}

fn refused(error: FrontError) -> DeskError {
    match error {
        FrontError::Store(error) => DeskError::Store(error),
        other @ (FrontError::NoSection(_)
        | FrontError::OnFrontPageOnly(_)
        | FrontError::Unknown(_)
        | FrontError::NotPublished(_)
        | FrontError::Slots(_)
        | FrontError::Past
        | FrontError::NotWaiting(_)) => DeskError::Refused(format!("Not done: {other}.")),
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
