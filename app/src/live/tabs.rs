//! What the tabs of a browser tell each other: the leading one what it hears, the others whether it is still there.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use js_sys::{Object, Reflect};
use leptos::prelude::{document, set_timeout};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use super::ears::State;
use super::{leading, line, position, stream, told};

const NAME: &str = "dateline-live";
/// How long the leading tab may take to answer.
const ANSWER: Duration = Duration::from_secs(2);

thread_local! {
    static CHANNEL: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
    static ANSWERED: Cell<bool> = const { Cell::new(false) };
}

pub(super) fn join() {
    if let Ok(channel) = BroadcastChannel::new(NAME) {
        let heard = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| hear(&event.data()));
        channel.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
        CHANNEL.replace(Some(channel));
    }
}

pub(super) fn leave() {
    if let Some(channel) = CHANNEL.take() {
        channel.close();
    }
}

/// Asks the leading tab how far it is. One that does not answer, because the system has stopped it, leads no more.
pub(super) fn ask() {
    if !line::follows() || document().hidden() {
        return;
    }
    ANSWERED.set(false);
    tell(&[("ask", true.into())]);
    let look = || {
        if line::follows() && !leading::leads() && !ANSWERED.get() {
            line::take_over();
        }
    };
    set_timeout(look, ANSWER);
}

/// Says how far this tab is, if it leads.
pub(super) fn answer() {
    if leading::leads() {
        let live = stream::is_open();
        tell(&[("at", position::last().into()), ("live", live.into())]);
    }
}

/// Passes on an event that came after the event `before`.
pub(super) fn pass_on(id: u32, before: u32, event: &str, data: JsValue) {
    tell(&[
        ("id", id.into()),
        ("before", before.into()),
        ("event", event.into()),
        ("data", data),
    ]);
}

fn tell(what: &[(&str, JsValue)]) {
    let message = Object::new();
    for (name, value) in what {
        let _ = Reflect::set(&message, &JsValue::from_str(name), value);
    }
    CHANNEL.with_borrow(|channel| {
        if let Some(channel) = channel {
            let _ = channel.post_message(&message);
        }
    });
}

fn hear(message: &JsValue) {
    if told::get(message, "ask").is_truthy() {
        answer();
        return;
    }
    ANSWERED.set(true);
    let last = position::last();
    if let Some(at) = told::number(message, "at") {
        let live = told::get(message, "live").is_truthy();
        line::show(if live { State::Live } else { State::Waiting });
        if at > last {
            position::catch_up();
        }
    }
    if let Some(id) = told::number(message, "id") {
        let before = told::number(message, "before").unwrap_or_default();
        let event = told::text(message, "event").unwrap_or_default();
        if before > last {
            position::catch_up();
        } else if id > last {
            position::hear(id, &event, &told::get(message, "data"));
        }
    }
}
