//! Who listens in this page. Every part that is kept live says once what it does when it hears something.

use std::cell::RefCell;

use wasm_bindgen::JsValue;
use web_sys::Document;

/// How the line to the paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Live,
    Waiting,
    Off,
}

/// What a part of the page does when it hears something.
#[derive(Clone, Copy)]
pub(crate) struct Ears {
    /// Something happened: the event's name and what it says.
    pub(crate) news: fn(&str, &JsValue),
    /// The line is well, or is not.
    pub(crate) state: fn(State),
    /// A page that is newer than all that was heard.
    pub(crate) page: fn(&Document),
    /// Some time has passed.
    pub(crate) tick: fn(),
}

impl Ears {
    /// Hears nothing; for the rest of what a part has no use for.
    pub(crate) const DEAF: Self = Self {
        news: |_, _| {},
        state: |_| {},
        page: |_| {},
        tick: || {},
    };
}

thread_local! {
    static LISTENING: RefCell<Vec<(&'static str, Ears)>> = const { RefCell::new(Vec::new()) };
}

/// Lets the part of that name listen from now on. A page is brought to life again whenever another one is opened in
/// place; the part of a name listens once all the same.
pub(super) fn add(name: &'static str, ears: Ears) {
    LISTENING.with_borrow_mut(|listening| {
        if !listening.iter().any(|(known, _)| *known == name) {
            listening.push((name, ears));
        }
    });
}

/// Whether anybody listens.
pub(super) fn are_there() -> bool {
    LISTENING.with_borrow(|listening| !listening.is_empty())
}

/// Lets everybody hear something. Whoever hears it may well let others listen.
pub(super) fn each(hear: impl Fn(&Ears)) {
    for (_, ears) in LISTENING.with_borrow(Clone::clone) {
        hear(&ears);
    }
}
