//! Which tab has the stream open: the one that holds the lock.

use std::cell::{Cell, RefCell};

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::told;

const LOCK: &str = "dateline-live";

thread_local! {
    /// Lets go of the lock.
    static RELEASE: RefCell<Option<Function>> = const { RefCell::new(None) };
    /// Whether this tab stands in line for it.
    static QUEUED: Cell<bool> = const { Cell::new(false) };
    static LEADS: Cell<bool> = const { Cell::new(false) };
}

/// Whether this tab is the one with the stream.
pub(super) fn leads() -> bool {
    LEADS.get()
}

/// Waits in line for the lock, or takes it from a tab that does not answer. `lead` is called once it is ours, and says
/// whether to keep it; `lost` when another tab took it.
pub(super) fn stand_in_line(steal: bool, lead: fn() -> bool, lost: fn()) {
    if !steal && QUEUED.replace(true) {
        return;
    }
    let held = Closure::once_into_js(move || {
        if !steal {
            QUEUED.set(false);
        }
        LEADS.set(lead());
        if !leads() {
            return JsValue::UNDEFINED;
        }
        let held = Promise::new(&mut |release, _| {
            RELEASE.replace(Some(release));
        });
        held.into()
    });
    let options = Object::new();
    if steal {
        let _ = Reflect::set(&options, &"steal".into(), &true.into());
    }
    // Browsers keep locks from pages that came without encryption; there, each tab leads for itself.
    let locks = told::get(&window().navigator(), "locks");
    let request: Option<Function> = told::get(&locks, "request").dyn_into().ok();
    let asked = request.and_then(|request| {
        let asked = request.call3(&locks, &LOCK.into(), &options, &held).ok()?;
        asked.dyn_into::<Promise>().ok()
    });
    let Some(asked) = asked else {
        LEADS.set(lead());
        return;
    };
    leptos::task::spawn_local(async move {
        if JsFuture::from(asked).await.is_err() {
            LEADS.set(false);
            lost();
        }
    });
}

/// Lets another tab lead.
pub(super) fn let_go() {
    LEADS.set(false);
    if let Some(release) = RELEASE.take() {
        let _ = release.call0(&JsValue::UNDEFINED);
    }
}
