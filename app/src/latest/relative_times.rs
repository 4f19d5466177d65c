//! "5 min ago" for what came out within the hour, in the words of the browser.

use std::cell::LazyCell;

use js_sys::Intl::RelativeTimeFormat;
use js_sys::{Array, Date, JsString, Object, Reflect};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// Minutes after which a time of day says more.
const AN_HOUR: f64 = 60.0;
/// What the server wrote, or would have.
const CLOCK: &str = "data-clock";

/// Tells the times of the list anew.
pub(crate) fn tell(list: &Element) {
    let Ok(times) = list.query_selector_all("time") else {
        return;
    };
    // A slow phone takes a twentieth of a second until it has them.
    let words: LazyCell<RelativeTimeFormat> = LazyCell::new(words);
    for place in 0..times.length() {
        if let Some(Ok(time)) = times.get(place).map(JsCast::dyn_into::<Element>) {
            tell_one(&time, &words);
        }
    }
}

fn tell_one(time: &Element, words: &LazyCell<RelativeTimeFormat>) {
    let minutes = (minutes_since(time)).floor();
    let clock = time.get_attribute(CLOCK);
    if (0.0..AN_HOUR).contains(&minutes) {
        if clock.is_none() {
            let _ = time.set_attribute(CLOCK, &time.text_content().unwrap_or_default());
        }
        // "Now" is a short word in most languages, "this minute" is not.
        let unit = if minutes < 1.0 { "second" } else { "minute" };
        let ago: JsString = words.format(-minutes, unit);
        time.set_text_content(ago.as_string().as_deref());
    } else if clock.is_some() {
        time.set_text_content(clock.as_deref());
        let _ = time.remove_attribute(CLOCK);
    }
}

/// Minutes from the element's time until now.
fn minutes_since(time: &Element) -> f64 {
    (Date::now() - moment(time)) / 60_000.0
}

/// Milliseconds since 1970 of an element's time; not a number if it has none.
pub(crate) fn moment(time: &Element) -> f64 {
    let written = time.get_attribute("datetime").unwrap_or_default();
    Date::parse(&written)
}

/// In the page's language, and with the digits that the paper uses in all of them.
fn words() -> RelativeTimeFormat {
    let language = document()
        .document_element()
        .and_then(|root| root.get_attribute("lang"))
        .unwrap_or_default();
    let options = Object::new();
    for (name, value) in [("style", "narrow"), ("numeric", "auto")] {
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    let languages = Array::of1(&JsValue::from_str(&format!("{language}-u-nu-latn")));
    RelativeTimeFormat::new(&languages, &options)
}
