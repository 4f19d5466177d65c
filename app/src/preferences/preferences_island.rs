//! Only the browser can keep what a reader prefers without the server hearing of it.

use leptos::prelude::*;

/// Theme, size of the text, pictures, new stories: keeps what is chosen in the fields that the server wrote. The browser
/// works on those, so there the view is empty. The style hides it where there is no script.
#[island]
pub fn Preferences() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    choosing::begin();
    #[cfg(feature = "ssr")]
    let fields = super::view::fields();
    #[cfg(not(feature = "ssr"))]
    let fields = ();
    view! { <fieldset class="preferences">{fields}</fieldset> }
}

#[cfg(feature = "hydrate")]
mod choosing {
    use leptos::prelude::{document, window};
    use wasm_bindgen::JsCast;
    use wasm_bindgen::prelude::Closure;
    use web_sys::{Event, HtmlSelectElement, Storage};

    use crate::live::{of_root, piece};

    /// None where the browser keeps nothing for this site; a choice then lasts as long as the page.
    fn storage() -> Option<Storage> {
        window().local_storage().ok().flatten()
    }

    /// Shows what was chosen before, and hears what is chosen from now on.
    pub(super) fn begin() {
        show();
        let chosen = Closure::<dyn Fn(Event)>::new(|event: Event| {
            let field = event.target().and_then(|it| it.dyn_into().ok());
            let Some(field): Option<HtmlSelectElement> = field else {
                return;
            };
            let name = field.get_attribute("data-prefer").unwrap_or_default();
            choose(&name, &field.value());
        });
        if let Some(fields) = piece(".preferences") {
            fields.set_onchange(Some(chosen.into_js_value().unchecked_ref()));
        }
    }

    /// Shows in the fields what the reader chose before. They are on the page already, so one may have been chosen from
    /// before this was here: that choice holds.
    fn show() {
        let Ok(fields) = document().query_selector_all("select[data-prefer]") else {
            return;
        };
        for place in 0..fields.length() {
            let field = fields.get(place).and_then(|field| field.dyn_into().ok());
            let Some(field): Option<HtmlSelectElement> = field else {
                continue;
            };
            let name = field.get_attribute("data-prefer").unwrap_or_default();
            let shown = field.value();
            if !shown.is_empty() && of_root(&format!("data-{name}")).as_ref() != Some(&shown) {
                choose(&name, &shown);
                // The other parts of the page that were here before have heard of no choice.
                let _ = Event::new("change").map(|event| window().dispatch_event(&event));
                continue;
            }
            let chosen = storage().and_then(|kept| kept.get_item(&name).ok().flatten());
            field.set_value(&chosen.unwrap_or_default());
        }
    }

    /// Applies a choice at once and keeps it.
    fn choose(name: &str, value: &str) {
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
