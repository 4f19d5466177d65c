//! The stream itself, which the leading tab has open.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use js_sys::{JSON, Math};
use leptos::prelude::set_timeout;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{EventSource, MessageEvent};

use super::ears::State;
use super::{leading, line, position, tabs};

/// The events that some part of a page makes something of. Others are passed over.
const EVENTS: &[&str] = &[
    "article-published",
    "article-updated",
    "article-moved",
    "article-withdrawn",
    "picks-changed",
    "most-read-changed",
    "weather-changed",
    "breaking-set",
    "breaking-cleared",
    "coverage-entry-added",
    "coverage-entry-edited",
    "coverage-entry-removed",
    "coverage-entry-pinned",
    "coverage-changed",
    "front-changed",
    "section-front-changed",
    "reset",
];
/// After how many failures in a row the pause until the next try grows no more: it is 64 seconds then.
const PATIENT: u32 = 6;

thread_local! {
    static SOURCE: RefCell<Option<EventSource>> = const { RefCell::new(None) };
    static FAILURES: Cell<u32> = const { Cell::new(0) };
}

/// Opens the stream after the last event that was heard of, anew if it is open.
pub(super) fn connect() {
    close();
    let Ok(source) = EventSource::new(&format!("/live?after={}", position::last())) else {
        return;
    };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        let id = event.last_event_id().parse().unwrap_or_default();
        hear(id, &event.type_(), &event.data());
    });
    let heard = heard.into_js_value();
    for event in EVENTS {
        let _ = source.add_event_listener_with_callback(event, heard.unchecked_ref());
    }
    let opened = Closure::<dyn Fn()>::new(|| {
        FAILURES.set(0);
        line::show(State::Live);
        tabs::answer();
    });
    source.set_onopen(Some(opened.into_js_value().unchecked_ref()));
    let broke = Closure::<dyn Fn()>::new(broken);
    source.set_onerror(Some(broke.into_js_value().unchecked_ref()));
    SOURCE.replace(Some(source));
}

pub(super) fn close() {
    if let Some(source) = SOURCE.take() {
        source.close();
    }
}

pub(super) fn is_open() -> bool {
    state() == Some(EventSource::OPEN)
}

fn state() -> Option<u16> {
    SOURCE.with_borrow(|source| source.as_ref().map(EventSource::ready_state))
}

/// The browser tries again by itself, unless it was refused.
fn broken() {
    line::show(State::Waiting);
    tabs::answer();
    if state() == Some(EventSource::CLOSED) {
        FAILURES.set(FAILURES.get() + 1);
        // Half of the pause to all of it, so that not all come back at once.
        let pause = f64::from(500_u32 << FAILURES.get().min(PATIENT)) * (1.0 + Math::random());
        set_timeout(reconnect, Duration::from_millis(pause as u64));
    }
}

fn reconnect() {
    if leading::leads() && !is_open() {
        connect();
    }
}

fn hear(id: u32, event: &str, data: &JsValue) {
    let before = position::last();
    if id <= before && event != "reset" {
        return;
    }
    let Ok(data) = JSON::parse(&data.as_string().unwrap_or_default()) else {
        return;
    };
    position::hear(id, event, &data);
    tabs::pass_on(id, before, event, data);
}
