//! How long ago it was, for what came out within the hour.

use js_sys::Date;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::minutes_ago;
use crate::live::piece;

/// Minutes after which a time of day says more.
const AN_HOUR: f64 = 60.0;
/// What the server wrote, or would have.
const CLOCK: &str = "data-clock";
/// The forms of [`minutes_ago`], which "Latest Posts" has for the page.
const FORMS: &str = "data-ago";

/// Tells the times of the list anew.
pub(crate) fn tell(list: &Element) {
    let Ok(times) = list.query_selector_all("time") else {
        return;
    };
    let forms = piece(&format!("[{FORMS}]")).and_then(|it| it.get_attribute(FORMS));
    let forms = forms.unwrap_or_default();
    for place in 0..times.length() {
        if let Some(Ok(time)) = times.get(place).map(JsCast::dyn_into::<Element>) {
            tell_one(&time, &forms);
        }
    }
}

fn tell_one(time: &Element, forms: &str) {
    let minutes = minutes_since(time).floor();
    let clock = time.get_attribute(CLOCK);
    let is_recent = (0.0..AN_HOUR).contains(&minutes);
    if let Some(said) = minutes_ago::say(forms, minutes as u32).filter(|_| is_recent) {
        if clock.is_none() {
            let _ = time.set_attribute(CLOCK, &time.text_content().unwrap_or_default());
        }
        time.set_text_content(Some(&said));
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
