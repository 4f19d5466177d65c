//! What was told, as it comes: objects of the browser. A decoder of our own would be downloaded by every reader.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// A text of that name, if there is one.
pub(crate) fn text(told: &JsValue, name: &str) -> Option<String> {
    get(told, name).as_string()
}

/// A number of that name, if there is one. Events and articles are counted from 1; that there will be four billion is
/// left to others. Fractions would bring the code that reads and writes them.
pub(crate) fn number(told: &JsValue, name: &str) -> Option<u32> {
    get(told, name).as_f64().map(|number| number as u32)
}

/// Whatever has that name.
pub(crate) fn get(told: &JsValue, name: &str) -> JsValue {
    Reflect::get(told, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}
