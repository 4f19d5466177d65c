//! Only the browser can keep what a reader prefers without the server hearing of it.

use leptos::prelude::*;

/// What can be chosen: the name it is kept under, and the values; the first is what everybody gets.
const PREFERENCES: [(&str, [&str; 3]); 4] = [
    ("theme", ["", "light", "dark"]),
    ("text", ["", "large", "larger"]),
    ("pictures", ["", "fewer", ""]),
    ("live", ["", "count", "off"]),
];

/// What the choices are called. The browser keeps what the server wrote, so there they are empty.
#[derive(Clone, Copy, Default)]
pub(crate) struct Labels {
    pub(crate) title: &'static str,
    pub(crate) names: [&'static str; 4],
    pub(crate) choices: [[&'static str; 3]; 4],
}

/// Theme, size of the text, pictures, new stories. The style hides it where there is no script.
#[island]
pub fn Preferences() -> impl IntoView {
    let labels = use_context::<Labels>().unwrap_or_default();
    #[cfg(feature = "hydrate")]
    choosing::show();
    let fields = PREFERENCES
        .iter()
        .zip(labels.names.iter().zip(labels.choices))
        .map(|((name, values), (label, choices))| {
            let id = format!("prefer-{name}");
            let options = values
                .iter()
                .zip(choices)
                .enumerate()
                .filter(|(place, (value, _))| *place == 0 || !value.is_empty())
                .map(|(_, (value, choice))| view! { <option value=*value>{choice}</option> })
                .collect_view();
            view! {
                <label class="preferences__label" for=id.clone()>
                    {*label}
                </label>
                <select class="preferences__choice" id=id data-prefer=*name on:change=move |event| {
                    #[cfg(feature = "hydrate")]
                    choosing::choose(name, &event_target_value(&event));
                    #[cfg(not(feature = "hydrate"))]
                    let _ = event;
                }>
                    {options}
                </select>
            }
        })
        .collect_view();
    view! {
        <fieldset class="preferences">
            <legend class="preferences__title">{labels.title}</legend>
            {fields}
        </fieldset>
    }
}

#[cfg(feature = "hydrate")]
mod choosing {
    use leptos::prelude::{document, window};
    use wasm_bindgen::JsCast;
    use web_sys::{HtmlSelectElement, Storage};

    /// None where the browser keeps nothing for this site; a choice then lasts as long as the page.
    fn storage() -> Option<Storage> {
        window().local_storage().ok().flatten()
    }

    /// Shows in the fields what the reader chose before. They are on the page already.
    pub(super) fn show() {
        let Ok(fields) = document().query_selector_all("select[data-prefer]") else {
            return;
        };
        for place in 0..fields.length() {
            let field = fields.get(place).and_then(|field| field.dyn_into().ok());
            let Some(field): Option<HtmlSelectElement> = field else {
                continue;
            };
            let name = field.get_attribute("data-prefer").unwrap_or_default();
            let chosen = storage().and_then(|kept| kept.get_item(&name).ok().flatten());
            field.set_value(&chosen.unwrap_or_default());
        }
    }

    /// Applies a choice at once and keeps it.
    pub(super) fn choose(name: &str, value: &str) {
        let attribute = format!("data-{name}");
        if let Some(page) = document().document_element() {
            let _ = match value {
                "" => page.remove_attribute(&attribute),
                value => page.set_attribute(&attribute, value),
            };
        }
        if let Some(kept) = storage() {
            let _ = match value {
                "" => kept.remove_item(name),
                value => kept.set_item(name, value),
            };
        }
    }
}
