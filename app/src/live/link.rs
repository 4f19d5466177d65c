//! A link to a story that was told of.

use wasm_bindgen::JsValue;
use web_sys::Element;

use super::told::text;

/// Makes a link lead to a story, in its language.
pub(crate) fn lead_to(link: &Element, told: &JsValue) {
    link.set_text_content(text(told, "headline").as_deref());
    for (attribute, name) in [("href", "path"), ("lang", "lang"), ("dir", "dir")] {
        let _ = match text(told, name) {
            Some(value) => link.set_attribute(attribute, &value),
            None => link.remove_attribute(attribute),
        };
    }
}
