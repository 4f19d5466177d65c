//! Only the browser hears each key: what fits is shown while a reader types.
//!
//! What is shown is the page that the form would have opened; of it the island takes what was found.

use leptos::prelude::*;

/// Puts what is found in the place of what was found before. It shows nothing itself: without script, and
/// without an answer, the form that it stands in is sent by its button.
#[island]
pub fn InstantSearch() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    looking::listen();
    view! { <span hidden></span> }
}

#[cfg(feature = "hydrate")]
mod looking {
    use std::cell::Cell;
    use std::time::Duration;

    use gloo_net::http::Request;
    use leptos::prelude::{debounce, document, window};
    use wasm_bindgen::closure::Closure;
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{
        DomParser, FormData, HtmlFormElement, HtmlInputElement, SupportedType, UrlSearchParams,
    };

    /// How long a reader has to pause, so that not every letter of a word is looked for.
    const AFTER: Duration = Duration::from_millis(180);

    /// What the form and the island share, by id.
    const FOUND: [&str; 3] = ["search-count", "search-hits", "search-problem"];
    const WORDS: &str = "search-words";
    /// Those that may have something wrong in them.
    const CHECKED: [&str; 3] = [WORDS, "search-from", "search-to"];
    const FIELDS: [&str; 4] = ["q", "section", "from", "to"];

    thread_local! {
        /// How often was looked. An answer that comes after a later question is not shown.
        static TURN: Cell<u32> = const { Cell::new(0) };
    }

    /// Hears the form for as long as it is on the page.
    pub(super) fn listen() {
        let Some(form) = form() else { return };
        let mut look = debounce(AFTER, |()| again());
        let heard = Closure::<dyn FnMut()>::new(move || look(())).into_js_value();
        let _ = form.add_event_listener_with_callback("input", heard.unchecked_ref());
        if was_typed_into() {
            again();
        }
    }

    /// Somebody may have typed before this came to life.
    fn was_typed_into() -> bool {
        let field = document().get_element_by_id(WORDS);
        let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        field.is_some_and(|field| field.value() != field.default_value())
    }

    fn form() -> Option<HtmlFormElement> {
        let form = document().query_selector(".search__form").ok()??;
        form.dyn_into().ok()
    }

    fn again() {
        let turn = TURN.get() + 1;
        TURN.set(turn);
        leptos::task::spawn_local(async move {
            let Some(address) = address() else { return };
            let Some(page) = page(&address).await else {
                return;
            };
            // Meanwhile the reader may have gone to another page, too.
            if TURN.get() == turn && document().get_element_by_id(FOUND[0]).is_some() {
                let _ = show(&page, &address);
            }
        });
    }

    /// Where the form leads as it is filled in now.
    fn address() -> Option<String> {
        let data = FormData::new_with_form(&form()?).ok()?;
        let fields = UrlSearchParams::new().ok()?;
        for name in FIELDS {
            fields.append(name, &data.get(name).as_string()?);
        }
        Some(format!("/search?{}", String::from(fields.to_string())))
    }

    async fn page(address: &str) -> Option<String> {
        let answer = Request::get(address).send().await.ok()?;
        answer.ok().then_some(())?;
        answer.text().await.ok()
    }

    /// Exchanges what was found, and makes it what Back comes back to.
    fn show(page: &str, address: &str) -> Result<(), JsValue> {
        let page = DomParser::new()?.parse_from_string(page, SupportedType::TextHtml)?;
        for id in FOUND {
            if let (Some(new), Some(old)) =
                (page.get_element_by_id(id), document().get_element_by_id(id))
            {
                // The element stays, so that a screen reader goes on listening to it.
                old.set_inner_html(&new.inner_html());
            }
        }
        for id in CHECKED {
            if let (Some(new), Some(old)) =
                (page.get_element_by_id(id), document().get_element_by_id(id))
            {
                let invalid = new.get_attribute("aria-invalid").unwrap_or_default();
                old.set_attribute("aria-invalid", &invalid)?;
            }
        }
        document().set_title(&page.title());
        let history = window().history()?;
        history.replace_state_with_url(&history.state()?, "", Some(address))
    }
}
