//! The line to the server, or to the tab that has it.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use gloo_net::http::Request;
use js_sys::{Array, Date, JSON, Math, Object, Reflect};
use leptos::prelude::{document, set_interval, set_timeout, window, window_event_listener_untyped};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, Document, DomParser, EventSource, MessageEvent, SupportedType};

use super::{leading, told};

const NAME: &str = "dateline-live";
/// The events that some part of a page makes something of. Others are passed over.
const EVENTS: [&str; 6] = [
    "article-published",
    "article-updated",
    "article-moved",
    "article-withdrawn",
    "most-read-changed",
    "reset",
];
/// How often times are told anew and the line is looked at.
const LOOK: Duration = Duration::from_secs(20);
/// Milliseconds without a look after which the device must have slept. Browsers look once a minute for hidden tabs.
const ASLEEP: f64 = 90_000.0;
/// How long the leading tab may take to answer.
const ANSWER: Duration = Duration::from_secs(2);
/// After how many failures in a row the pause until the next try grows no more: it is 64 seconds then.
const PATIENT: u32 = 6;

/// How the line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Live,
    Waiting,
    Off,
}

/// Who listens.
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

#[derive(Default)]
struct Line {
    ears: Cell<Option<Ears>>,
    /// The number of the last event that was heard of.
    last: Cell<u32>,
    follows: Cell<bool>,
    leads: Cell<bool>,
    source: RefCell<Option<EventSource>>,
    channel: RefCell<Option<BroadcastChannel>>,
    answered: Cell<bool>,
    catching_up: Cell<bool>,
    failures: Cell<u32>,
    looked: Cell<f64>,
}

thread_local! {
    static LINE: Line = Line::default();
}

/// Follows the paper live from the event on that the page was made after, for as long as the page is open.
pub(crate) fn follow(ears: Ears) {
    if made_after(&document()).is_none() {
        return;
    }
    // The page may be brought to life again; the line stays.
    if LINE.with(|line| line.ears.replace(Some(ears))).is_some() {
        return;
    }
    hear_of_page(&document());
    LINE.with(|line| line.looked.set(Date::now()));
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
            see_page(&page);
        }
    }));
    set_interval(look, LOOK);
    choose();
}

/// Begins or ends as the reader wants it.
fn choose() {
    let root = document().document_element();
    let off = root
        .and_then(|root| root.get_attribute("data-live"))
        .as_deref()
        == Some("off");
    let follows = LINE.with(|line| line.follows.get());
    match (off, follows) {
        (true, _) => {
            leave();
            show(State::Off);
        }
        (false, false) => begin(),
        (false, true) => {}
    }
}

fn begin() {
    LINE.with(|line| {
        line.follows.set(true);
        if let Ok(channel) = BroadcastChannel::new(NAME) {
            let heard = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
                hear_from_tab(&event.data());
            });
            channel.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
            line.channel.replace(Some(channel));
        }
    });
    leading::stand_in_line(false, lead, lose);
    ask();
}

/// Ends the line of this tab. Another may take over.
fn leave() {
    LINE.with(|line| {
        line.follows.set(false);
        if let Some(channel) = line.channel.take() {
            channel.close();
        }
    });
    lose_source();
    leading::let_go();
}

fn lead() -> bool {
    let leads = LINE.with(|line| {
        line.leads.set(line.follows.get());
        line.leads.get()
    });
    if leads {
        connect();
    }
    leads
}

fn lose() {
    lose_source();
    if LINE.with(|line| line.follows.get()) {
        leading::stand_in_line(false, lead, lose);
    }
}

fn lose_source() {
    LINE.with(|line| {
        line.leads.set(false);
        if let Some(source) = line.source.take() {
            source.close();
        }
    });
}

fn connect() {
    let Some(source) = LINE.with(|line| {
        if let Some(source) = line.source.take() {
            source.close();
        }
        EventSource::new(&format!("/live?after={}", line.last.get())).ok()
    }) else {
        return;
    };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        let id = event.last_event_id().parse().unwrap_or_default();
        hear_from_server(id, &event.type_(), &event.data());
    });
    let heard = heard.into_js_value();
    for event in EVENTS {
        let _ = source.add_event_listener_with_callback(event, heard.unchecked_ref());
    }
    let opened = Closure::<dyn Fn()>::new(|| {
        LINE.with(|line| line.failures.set(0));
        show(State::Live);
        answer();
    });
    source.set_onopen(Some(opened.into_js_value().unchecked_ref()));
    let broke = Closure::<dyn Fn()>::new(broken);
    source.set_onerror(Some(broke.into_js_value().unchecked_ref()));
    LINE.with(|line| line.source.replace(Some(source)));
}

/// The browser tries again by itself, unless it was refused.
fn broken() {
    show(State::Waiting);
    answer();
    let refused = LINE.with(|line| {
        let state = line.source.borrow().as_ref().map(EventSource::ready_state);
        state == Some(EventSource::CLOSED)
    });
    if refused {
        let failures = LINE.with(|line| {
            line.failures.set(line.failures.get() + 1);
            line.failures.get()
        });
        // Half of the pause to all of it, so that not all come back at once.
        let pause = f64::from(500_u32 << failures.min(PATIENT)) * (1.0 + Math::random());
        set_timeout(reconnect, Duration::from_millis(pause as u64));
    }
}

/// Opens the stream anew unless it is open.
fn reconnect() {
    let is_open = LINE.with(|line| {
        let state = line.source.borrow().as_ref().map(EventSource::ready_state);
        state == Some(EventSource::OPEN)
    });
    if LINE.with(|line| line.leads.get()) && !is_open {
        connect();
    }
}

/// The device has slept, or found its network again: what looks like an open stream may lead nowhere.
fn look_again() {
    if LINE.with(|line| line.leads.get()) {
        connect();
    } else {
        ask();
    }
}

fn look() {
    if let Some(ears) = LINE.with(|line| line.ears.get()) {
        (ears.tick)();
    }
    let now = Date::now();
    let slept = LINE.with(|line| now - line.looked.replace(now) > ASLEEP);
    let leads = LINE.with(|line| line.leads.get());
    if slept || !leads {
        look_again();
    }
}

/// Asks the leading tab how far it is. One that does not answer, because the system has stopped it, leads no more.
fn ask() {
    if !LINE.with(|line| line.follows.get()) || document().hidden() {
        return;
    }
    LINE.with(|line| line.answered.set(false));
    tell_tabs(&[("ask", true.into())]);
    set_timeout(
        || {
            let alone =
                LINE.with(|line| line.follows.get() && !line.leads.get() && !line.answered.get());
            if alone {
                leading::stand_in_line(true, lead, lose);
            }
        },
        ANSWER,
    );
}

fn answer() {
    let (leads, at, state) = LINE.with(|line| {
        let state = line.source.borrow().as_ref().map(EventSource::ready_state);
        (line.leads.get(), line.last.get(), state)
    });
    if leads {
        let live = state == Some(EventSource::OPEN);
        tell_tabs(&[("at", at.into()), ("live", live.into())]);
    }
}

fn tell_tabs(what: &[(&str, JsValue)]) {
    let message = Object::new();
    for (name, value) in what {
        let _ = Reflect::set(&message, &JsValue::from_str(name), value);
    }
    LINE.with(|line| {
        if let Some(channel) = &*line.channel.borrow() {
            let _ = channel.post_message(&message);
        }
    });
}

fn hear_from_tab(message: &JsValue) {
    if told::get(message, "ask").is_truthy() {
        answer();
        return;
    }
    LINE.with(|line| line.answered.set(true));
    let last = LINE.with(|line| line.last.get());
    if let Some(at) = told::number(message, "at") {
        let live = told::get(message, "live").is_truthy();
        show(if live { State::Live } else { State::Waiting });
        if at > last {
            catch_up();
        }
    }
    if let Some(id) = told::number(message, "id") {
        let before = told::number(message, "before").unwrap_or_default();
        let event = told::text(message, "event").unwrap_or_default();
        if before > last {
            catch_up();
        } else if id > last {
            hear(id, &event, &told::get(message, "data"));
        }
    }
}

fn hear_from_server(id: u32, event: &str, data: &JsValue) {
    let before = LINE.with(|line| line.last.get());
    if id <= before && event != "reset" {
        return;
    }
    let Ok(data) = JSON::parse(&data.as_string().unwrap_or_default()) else {
        return;
    };
    hear(id, event, &data);
    tell_tabs(&[
        ("id", id.into()),
        ("before", before.into()),
        ("event", event.into()),
        ("data", data),
    ]);
}

fn hear(id: u32, event: &str, data: &JsValue) {
    LINE.with(|line| line.last.set(id));
    if event == "reset" {
        leptos::task::spawn_local(async { look_at_page().await.unwrap_or_default() });
    } else if let Some(ears) = LINE.with(|line| line.ears.get()) {
        (ears.news)(event, data);
    }
}

/// Asks the server for what was missed.
fn catch_up() {
    if LINE.with(|line| line.catching_up.replace(true)) {
        return;
    }
    leptos::task::spawn_local(async {
        let _ = missed().await;
        LINE.with(|line| line.catching_up.set(false));
    });
}

async fn missed() -> Option<()> {
    let last = LINE.with(|line| line.last.get());
    let request = Request::get(&format!("/live/since?after={last}"));
    let missed = request.send().await.ok()?.text().await.ok()?;
    let missed = JSON::parse(&missed).ok()?;
    if told::get(&missed, "reset").is_truthy() {
        return look_at_page().await;
    }
    for told in Array::from(&told::get(&missed, "events")) {
        let id = told::number(&told, "id")?;
        if id > LINE.with(|line| line.last.get()) {
            let event = told::text(&told, "event")?;
            hear(id, &event, &told::get(&told, "data"));
        }
    }
    let newest = told::number(&missed, "newest")?;
    LINE.with(|line| line.last.set(line.last.get().max(newest)));
    Some(())
}

/// Fetches the page anew, for what stands around its story. Nobody reads it a second time.
async fn look_at_page() -> Option<()> {
    let path = window().location().pathname().ok()?;
    let request = Request::get(&path).header("purpose", "prefetch");
    let html = request.send().await.ok()?.text().await.ok()?;
    let page = DomParser::new().ok()?;
    let page = page
        .parse_from_string(&html, SupportedType::TextHtml)
        .ok()?;
    // What happened since was told meanwhile, or will be.
    hear_of_page(&page);
    let ears = LINE.with(|line| line.ears.get())?;
    (ears.page)(&page);
    Some(())
}

/// A page came that may know more than was heard.
fn see_page(page: &Document) {
    let ears = LINE.with(|line| line.ears.get());
    if let Some(ears) = ears
        && hear_of_page(page)
    {
        (ears.page)(page);
    }
}

/// Whether the page is as new as what was heard, or newer.
fn hear_of_page(page: &Document) -> bool {
    let made_after = made_after(page).unwrap_or_default();
    LINE.with(|line| {
        let is_newer = made_after >= line.last.get();
        line.last.set(line.last.get().max(made_after));
        is_newer
    })
}

/// The event that a page was made after; none for one that shows no news.
fn made_after(page: &Document) -> Option<u32> {
    let root = page.document_element()?;
    root.get_attribute("data-event")?.parse().ok()
}

fn show(state: State) {
    let ears = LINE.with(|line| line.ears.get());
    let off = state != State::Off && !LINE.with(|line| line.follows.get());
    if let Some(ears) = ears
        && !off
    {
        (ears.state)(state);
    }
}
