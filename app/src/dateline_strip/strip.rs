//! The strip in an open page: the weather changes and gets too old, and the day turns. It works on what the server wrote.

use std::time::Duration;

use js_sys::{Date, Function, Object, Reflect};
use leptos::prelude::{document, set_timeout};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element};

use crate::live::told::{get, text};
use crate::live::{Ears, follow};

const A_MINUTE: u64 = 60_000;
/// Milliseconds from one tick to the next, at most, and some.
const A_TICK: u64 = 21_000;
/// In milliseconds. Seen from UTC, the day turns at a quarter of an hour in every zone.
const A_QUARTER: f64 = 900_000.0;

/// Keeps the strip up to date.
pub(super) fn begin() {
    let ears = Ears {
        news,
        page,
        tick,
        ..Ears::DEAF
    };
    follow("dateline", ears);
    tick();
}

fn part(name: &str) -> Option<Element> {
    let part = document().query_selector(&format!(".dateline-strip__{name}"));
    part.ok()?
}

/// The day turns with a minute, whatever the zone, so that one is not missed by a tick.
fn tick() {
    tell();
    let left = A_MINUTE - Date::now() as u64 % A_MINUTE;
    if left < A_TICK {
        set_timeout(tell, Duration::from_millis(left + 1));
    }
}

/// Tells what holds now.
fn tell() {
    if let Some(weather) = part("weather")
        && let Some(item) = weather.parent_element()
    {
        let until = weather.get_attribute("data-until").unwrap_or_default();
        // Without a time there is nothing to show.
        let holds = Date::now() < Date::parse(&until);
        let _ = item.toggle_attribute_with_force("hidden", !holds);
    }
    if let Some(day) = part("day") {
        turn(&day);
    }
}

/// Makes the day today's at the paper, unless it is. A phone may take a twentieth of a second to say which day it is in a
/// zone, so it is asked only when it may be another one.
fn turn(day: &Element) -> Option<()> {
    let now = Date::now();
    if now < Date::parse(&day.get_attribute("data-until")?) {
        return None;
    }
    let until = Date::new(&((now / A_QUARTER).floor() * A_QUARTER + A_QUARTER).into());
    let _ = day.set_attribute("data-until", &String::from(until.to_iso_string()));
    let zone = day.get_attribute("data-zone")?;
    let language = day.get_attribute("data-language")?;
    // As machines want it, which is how Swedes write it.
    let today = in_zone(&zone, "sv", None)?;
    if day.get_attribute("datetime")? != today {
        day.set_text_content(in_zone(&zone, &language, Some("full")).as_deref());
        let _ = day.set_attribute("datetime", &today);
    }
    Some(())
}

/// Today in a time zone, as the browser says it. None where it does not know the zone; it says so by an exception.
fn in_zone(zone: &str, language: &str, style: Option<&str>) -> Option<String> {
    let options = Object::new();
    let _ = Reflect::set(&options, &"timeZone".into(), &zone.into());
    if let Some(style) = style {
        let _ = Reflect::set(&options, &"dateStyle".into(), &style.into());
    }
    let now = Date::new_0();
    let say: Function = get(&now, "toLocaleDateString").dyn_into().ok()?;
    say.call2(&now, &language.into(), &options)
        .ok()?
        .as_string()
}

fn news(event: &str, told: &JsValue) {
    if event != "weather-changed" {
        return;
    }
    if let Some(weather) = part("weather") {
        let say = |name: &str| text(told, name).unwrap_or_default();
        weather.set_text_content(Some(&say("temperature")));
        let _ = weather.set_attribute("title", &say("spoken"));
        let _ = weather.set_attribute("data-until", &say("until"));
        tell();
    }
}

/// The strip of a page that is newer than all that was heard of.
fn page(page: &Document) {
    let theirs = page.query_selector(".dateline-strip__list").ok().flatten();
    if let (Some(list), Some(theirs)) = (part("list"), theirs) {
        list.set_inner_html(&theirs.inner_html());
        tell();
    }
}
