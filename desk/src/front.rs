//! The front, arranged by hand: which stories stand where, now or from a time on, and the bar above all pages.

use axum::extract::{Extension, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Moment, Slug};
use newsroom::breaking::{self, Announcement, BreakingError};
use newsroom::desk::doing::{Action, DeskError};
use newsroom::front::{self, ArrangementNumber, FrontError, Slot, Wish};
use newsroom::store::OutQuery;
use serde::Deserialize;

use crate::form::{Pairs, value};
use crate::frame::framed;
use crate::front_page::{Shown, front_page};
use crate::guard::Signed;
use crate::{Desk, answer, clock_time};

/// Stories that can be chosen: the newest.
const OFFERED: u32 = 80;

#[derive(Deserialize)]
pub(crate) struct At {
    /// A time in the past, of which the front is told.
    at: Option<String>,
    problem: Option<String>,
    done: Option<String>,
}

/// `GET /desk/front`
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Query(At { at, problem, done }): Query<At>,
) -> Response {
    let zone = &desk.facts.time_zone;
    let (at, problem) = match clock_time::chosen(at.as_deref().unwrap_or_default(), zone) {
        Ok(at) => (at, problem),
        Err(sentence) => (None, Some(sentence)),
    };
    let shown = match load(&desk, at).await {
        Ok(shown) => shown,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let done = done.as_deref().and_then(told);
    let body = front_page(&desk, &shown, at, done, problem.as_deref());
    let page = framed(&desk, Some(&signed), "Front", Some("front.js"), &body);
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

async fn load(desk: &Desk, at: Option<Moment>) -> Result<Shown, DeskError> {
    let store = &desk.store;
    let now = desk.clock.now();
    let in_force = store.front_at(at.unwrap_or(now)).await?;
    let standings = match &in_force {
        Some(arrangement) => store.front_standings(arrangement.number).await?,
        None => Vec::new(),
    };
    let mut waiting = Vec::new();
    for arrangement in store.fronts_waiting().await? {
        let standings = store.front_standings(arrangement.number).await?;
        waiting.push((arrangement, standings));
    }
    Ok(Shown {
        in_force,
        standings,
        waiting,
        offered: store.out(&OutQuery::default(), OFFERED).await?,
        breaking: store.breaking(now).await?,
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

/// Every slot, in the order of the page.
pub(crate) fn slots() -> impl Iterator<Item = Slot> {
    let seconds = (1..=Slot::SECONDS).map(Slot::Second);
    let picks = (1..=Slot::PICKS).map(Slot::DontMiss);
    std::iter::once(Slot::Lead).chain(seconds).chain(picks)
}

/// What a form wants to stand where.
pub(crate) fn wished(pairs: &[(String, String)]) -> Result<Vec<(Slot, Slug)>, DeskError> {
    let mut wished = Vec::new();
    for slot in slots() {
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
            slots: wished(&pairs)?,
            goes_out_at: at.filter(|_| is_scheduled),
            made_by: Some(signed.account.name.clone()),
        };
        let arranged = front::arrange(&desk.store, &desk.clock, &wish).await;
        let done = match arranged.map_err(refused)? {
            front::Arranged::Out(_) => "out",
            front::Arranged::Scheduled(_) => "scheduled",
            front::Arranged::Unchanged => "unchanged",
        };
        log(&desk, &signed, "the front").await?;
        Ok(done)
    };
    answered(&desk, &signed, arranged.await)
}

/// `POST /desk/front/{number}/call-off`
pub(crate) async fn call_off(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(number): Path<i64>,
) -> Response {
    let called_off = async {
        let number = ArrangementNumber(number);
        front::call_off(&desk.store, &desk.clock, number)
            .await
            .map_err(refused)?;
        log(&desk, &signed, "the front: not as was scheduled").await?;
        Ok("called-off")
    };
    answered(&desk, &signed, called_off.await)
}

/// `POST /desk/breaking`
pub(crate) async fn set_breaking(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Pairs(pairs): Pairs,
) -> Response {
    let set = async {
        let text = |name| value(&pairs, name).unwrap_or_default().trim();
        let until = clock_time::chosen(text("until"), &desk.facts.time_zone);
        let stands = i64::try_from(breaking::STANDS.as_micros()).unwrap_or(i64::MAX);
        let announcement = Announcement {
            text: text("text").parse()?,
            language: None,
            article: match text("story") {
                "" => None,
                slug => Some(slug.parse()?),
            },
            until: until
                .map_err(DeskError::Refused)?
                .unwrap_or_else(|| desk.clock.now().shifted(stands)),
        };
        breaking::set(&desk.store, &desk.clock, &announcement)
            .await
            .map_err(not_broken)?;
        log(&desk, &signed, "the breaking bar").await?;
        Ok("breaking")
    };
    answered(&desk, &signed, set.await)
}

/// `POST /desk/breaking/clear`
pub(crate) async fn clear_breaking(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
) -> Response {
    let cleared = async {
        breaking::clear(&desk.store, &desk.clock).await?;
        log(&desk, &signed, "the breaking bar: taken down").await?;
        Ok("cleared")
    };
    answered(&desk, &signed, cleared.await)
}

async fn log(desk: &Desk, signed: &Signed, what: &str) -> Result<(), DeskError> {
    let mut writing = desk.store.write().await?;
    let by = Some(signed.account.id);
    writing
        .log_desk(by, (Action::Arrange, what), false, desk.clock.now())
        .await?;
    Ok(writing.commit().await?)
}

fn refused(error: FrontError) -> DeskError {
    match error {
        FrontError::Store(error) => DeskError::Store(error),
        other @ (FrontError::Unknown(_)
        | FrontError::NotPublished(_)
        | FrontError::Slots(_)
        | FrontError::Past
        | FrontError::NotWaiting(_)) => DeskError::Refused(format!("Not done: {other}.")),
    }
}

fn not_broken(error: BreakingError) -> DeskError {
    match error {
        BreakingError::Store(error) => DeskError::Store(error),
        other @ (BreakingError::Unknown(_)
        | BreakingError::NotPublished(_)
        | BreakingError::Over) => DeskError::Refused(format!("Not done: {other}.")),
    }
}

/// Back to the front, which says what was done or what was not.
fn answered(desk: &Desk, signed: &Signed, done: Result<&str, DeskError>) -> Response {
    match done {
        Ok(done) => answer::on_to(&format!("/desk/front?done={done}")),
        Err(DeskError::Refused(sentence)) => {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("problem", &sentence);
            answer::on_to(&format!("/desk/front?{}", query.finish()))
        }
        Err(error @ (DeskError::Forbidden | DeskError::Unknown | DeskError::Store(_))) => {
            answer::not_done(desk, signed, &error)
        }
    }
}
