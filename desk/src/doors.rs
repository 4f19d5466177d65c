//! Every address of the desk, and who may open it: one [table](table::all), from which the routes are made and against which they
//! are tested.

mod table;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, MethodRouter, on};
use newsroom::desk::Right;

use crate::{Desk, guard};

/// An address of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    /// How it is asked.
    pub method: Method,
    /// Where, with the names of its parts in braces.
    pub path: &'static str,
    /// By whom.
    pub who: Who,
}

/// Who may open a door. What is behind it may ask for more: a story of one's own, a section one works in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody. What is behind it knows whom it lets in.
    Anybody,
    /// Whoever is signed in and has that right.
    Has(Right),
}

/// What a form may weigh, in bytes. A browser writes a byte of text as up to three (`application/x-www-form-urlencoded`).
const FORM: usize = 64 * 1024;

struct Entry {
    door: Door,
    behind: MethodRouter<Desk>,
    heaviest: usize,
}

/// Every door there is.
#[must_use]
pub fn doors() -> Vec<Door> {
    table::all().into_iter().map(|entry| entry.door).collect()
}

/// The desk as routes.
pub fn routes<S: Clone + Send + Sync + 'static>(desk: Desk) -> Router<S> {
    let mut routes = Router::new();
    for entry in table::all() {
        let guard = from_fn_with_state((desk.clone(), entry.door.clone()), guard::watch);
        let behind = entry
            .behind
            .layer(DefaultBodyLimit::max(entry.heaviest))
            .layer(guard);
        routes = routes.route(entry.door.path, behind);
    }
    routes
        .method_not_allowed_fallback(guard::unasked_for)
        .with_state(desk)
}

fn get<H: Handler<T, Desk>, T: 'static>(path: &'static str, who: Who, behind: H) -> Entry {
    entry(Method::GET, path, who, on(MethodFilter::GET, behind))
}

fn post<H: Handler<T, Desk>, T: 'static>(path: &'static str, who: Who, behind: H) -> Entry {
    entry(Method::POST, path, who, on(MethodFilter::POST, behind))
}

fn entry(method: Method, path: &'static str, who: Who, behind: MethodRouter<Desk>) -> Entry {
    Entry {
        door: Door { method, path, who },
        behind,
        heaviest: FORM,
    }
}

impl Entry {
    fn weighing(self, heaviest: usize) -> Self {
        Self { heaviest, ..self }
    }
}
