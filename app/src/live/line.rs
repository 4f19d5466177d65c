//! The line to the server, or to the tab that has it: when it begins and ends, and when it is looked at.

use std::cell::Cell;
use std::time::Duration;

use js_sys::Date;
use leptos::prelude::{document, set_interval, window_event_listener_untyped};
use wasm_bindgen::JsCast;

use super::ears::{self, Ears, State};
use super::{leading, position, stream, tabs, told};

/// How often times are told anew and the line is looked at.
const LOOK: Duration = Duration::from_secs(20);
/// Milliseconds without a look after which the device must have slept. Browsers look once a minute for hidden tabs.
const ASLEEP: f64 = 90_000.0;

thread_local! {
    static BEGUN: Cell<bool> = const { Cell::new(false) };
    static FOLLOWS: Cell<bool> = const { Cell::new(false) };
    static LOOKED: Cell<f64> = const { Cell::new(0.0) };
    /// How the line is, for those who begin to listen later than others.
    static STATE: Cell<Option<State>> = const { Cell::new(None) };
}

/// Lets the part of the page that has that name follow the paper live, from the event on that the page was made after,
/// for as long as the page is open. It hears nothing before [`all_listen`].
pub(crate) fn follow(name: &'static str, ears: Ears) {
    if position::made_after(&document()).is_none() {
        return;
    }
    ears::add(name, ears);
    if let Some(state) = STATE.get() {
        (ears.state)(state);
    }
}

/// Every part of the page has come to life. One that did so after the line had begun would have missed what was told before.
pub fn all_listen() {
    if ears::are_there() && !BEGUN.replace(true) {
        begin();
    }
}

fn begin() {
    position::hear_of_page(&document());
    LOOKED.set(Date::now());
    let on = |event: &str, act: fn()| {
        drop(window_event_listener_untyped(event, move |_| act()));
    };
    on("offline", || show(State::Waiting));
    on("online", look_again);
    on("visibilitychange", look);
    on("change", choose);
    on("pagehide", leave);
    on("pageshow", choose);
    drop(window_event_listener_untyped("dateline-page", |event| {
        if let Ok(page) = told::get(&event, "detail").dyn_into() {
            position::see_page(&page);
        }
    }));
    set_interval(look, LOOK);
    choose();
}

/// Whether this tab follows the paper: its reader has not switched that off, and it was not left.
pub(super) fn follows() -> bool {
    FOLLOWS.get()
}

/// Begins or ends as the reader wants it.
fn choose() {
    let root = document().document_element();
    let off = root
        .and_then(|root| root.get_attribute("data-live"))
        .as_deref()
        == Some("off");
    match (off, follows()) {
        (true, _) => {
            leave();
            show(State::Off);
        }
        (false, false) => join(),
        (false, true) => {}
    }
}

fn join() {
    FOLLOWS.set(true);
    tabs::join();
    leading::stand_in_line(false, lead, lose);
    tabs::ask();
}

/// Ends the line of this tab. Another may take over.
fn leave() {
    FOLLOWS.set(false);
    tabs::leave();
    stream::close();
    leading::let_go();
}

/// Leads instead of a tab that does not answer.
pub(super) fn take_over() {
    leading::stand_in_line(true, lead, lose);
}

fn lead() -> bool {
    if follows() {
        stream::connect();
    }
    follows()
}

fn lose() {
    stream::close();
    if follows() {
        leading::stand_in_line(false, lead, lose);
    }
}

/// The device has slept, or found its network again: what looks like an open stream may lead nowhere.
fn look_again() {
    if leading::leads() {
        stream::connect();
    } else {
        tabs::ask();
    }
}

fn look() {
    ears::each(|ears| (ears.tick)());
    let now = Date::now();
    let slept = now - LOOKED.replace(now) > ASLEEP;
    if slept || !leading::leads() {
        look_again();
    }
}

/// Says how the line is, unless this tab has left it.
pub(super) fn show(state: State) {
    if state == State::Off || follows() {
        STATE.set(Some(state));
        ears::each(|ears| (ears.state)(state));
    }
}
