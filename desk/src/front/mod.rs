//! Fronts, arranged by hand: which stories stand where on the front page or on that of a section, now or from a time on.

pub(crate) mod arrange;
pub(crate) mod breaking;
pub(crate) mod fields;
pub(crate) mod form;
pub(crate) mod meanwhile;
pub(crate) mod past_front;
pub(crate) mod proof;
pub(crate) mod view;
pub(crate) mod whose_front;

use std::collections::HashMap;

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Moment, Slug};
use newsroom::desk::fronts::may_arrange;
use newsroom::front::FrontOf;
use newsroom::search::{NoSearch, Search};
use newsroom::settings::in_order;
use newsroom::store::{OutLine, OutQuery, Scope, Store, StoreError};

use crate::address::Query;
use crate::form::value;
use crate::frame::framed;
use crate::guard::Signed;
use crate::{Desk, answer, clock_time};
use fields::{field, slots};
use past_front::Then;
use view::{Chosen, Offered, Said, Shown, front_page, title};
use whose_front::asked_for;

/// Stories that can be chosen: the newest, and of those that words are found in the best.
const OFFERED: u32 = 80;
const FOUND: u32 = 30;
/// Arrangements of before that can be chosen from.
const PAST: u32 = 30;

/// `GET /desk/front` and `GET /desk/front?section=…`. With `at`, the front of that time; with `find`, what was chosen so far and the
/// stories that `words` are found in.
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    let of = match asked_for(&desk, &signed, value(&pairs, "section")).await {
        Ok(of) => of,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    if value(&pairs, "find").is_some() {
        return page(&desk, &signed, &of, None, Said::Nothing, &pairs).await;
    }
    let at = value(&pairs, "at").unwrap_or_default();
    match clock_time::chosen(at, &desk.facts.time_zone) {
        Ok(at) => {
            let done = value(&pairs, "done").and_then(told);
            let said = done.map_or(Said::Nothing, Said::Done);
            page(&desk, &signed, &of, at, said, &[]).await
        }
        Err(sentence) => page(&desk, &signed, &of, None, Said::Problem(&sentence), &[]).await,
    }
}

/// The page of a front as it is, or was at a time. `typed` is what somebody wants of it that was not taken.
pub(crate) async fn page(
    desk: &Desk,
    signed: &Signed,
    of: &FrontOf,
    at: Option<Moment>,
    said: Said<'_>,
    typed: &[(String, String)],
) -> Response {
    let shown = match load(desk, signed, of, at, typed).await {
        Ok(shown) => shown,
        Err(error) => return answer::broken(desk, Some(signed), &error),
    };
    let body = front_page(desk, &signed.account, &shown, said, typed);
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
    typed: &[(String, String)],
) -> Result<Shown, StoreError> {
    let store = &desk.store;
    let now = desk.clock.now();
    let sections = store.all_sections().await?;
    let may = |of: &FrontOf| may_arrange(&signed.account, of);
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
    let words = value(typed, "words").unwrap_or_default();
    let offered = offered(store, of, words).await?;
    let then = match at {
        Some(at) => Some(Then {
            at,
            stood: store.front_stood(of, in_force.as_ref(), at).await?,
            bar: store.bar_at(at).await?,
        }),
        None => None,
    };
    Ok(Shown {
        then,
        past: store.fronts_past(of, PAST).await?,
        of: of.clone(),
        is_theirs: may(of),
        sections: in_order(&desk.facts.particulars.sections, sections)
            .into_iter()
            .filter(|section| may(&FrontOf::Section(section.slug().clone())))
            .collect(),
        in_force,
        standings,
        waiting,
        chosen_before: chosen_before(store, of, typed, &offered).await?,
        offered,
        bar: breaking::load(desk).await?,
    })
}

/// The newest stories, after those that words are found in.
async fn offered(store: &Store, of: &FrontOf, words: &str) -> Result<Offered, StoreError> {
    let found: Vec<OutLine> = match Search::read(words.trim()) {
        Ok(search) => {
            let hits = store.search(&search, Scope::default(), FOUND).await?;
            hits.into_iter().map(OutLine::from).collect()
        }
        Err(NoSearch::Wordless | NoSearch::TooLong) => Vec::new(),
    };
    let is_left = |line: &OutLine| found.iter().all(|other| other.id != line.id);
    let mut newest = store.out(&OutQuery::default(), OFFERED).await?;
    newest.retain(is_left);
    let (here, elsewhere) = match of {
        FrontOf::Paper => (newest, Vec::new()),
        FrontOf::Section(section) => {
            let of_section = OutQuery {
                section: Some(section.clone()),
                after: None,
            };
            let mut here = store.out(&of_section, OFFERED).await?;
            here.retain(is_left);
            newest.retain(|line| line.section != *section);
            (here, newest)
        }
    };
    Ok(Offered {
        found,
        here,
        elsewhere,
    })
}

/// Stories that somebody chose already and that are not offered, or not any more.
async fn chosen_before(
    store: &Store,
    of: &FrontOf,
    typed: &[(String, String)],
    offered: &Offered,
) -> Result<HashMap<String, Chosen>, StoreError> {
    let mut chosen = HashMap::new();
    for slot in slots(of) {
        let slug = value(typed, &field(slot)).and_then(|raw| raw.parse::<Slug>().ok());
        let Some(slug) = slug.filter(|slug| offered.all().all(|line| line.slug != *slug)) else {
            continue;
        };
        if let Some(article) = store.article(&slug).await? {
            let story = Chosen {
                headline: article.version.headline,
                publication: article.publication,
            };
            chosen.insert(slug.to_string(), story);
        }
    }
    Ok(chosen)
}
