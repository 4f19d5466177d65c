//! Only the browser can send a form without leaving the page and keep what was typed.
//!
//! Without script it is a plain form and `/stay-in-touch` answers it. The server's answer to the
//! script is a sentence in plain text, so that no decoder has to be downloaded with the island.

use leptos::prelude::*;

/// Sends the form that the server wrote in it. The browser works on that, so there the view is empty.
#[island]
pub fn SignUp() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    sending::listen();
    #[cfg(feature = "ssr")]
    let form = super::sign_up_form::form();
    #[cfg(not(feature = "ssr"))]
    let form = ();
    view! { <div>{form}</div> }
}

#[cfg(feature = "hydrate")]
mod sending {
    use gloo_net::http::Request;
    use leptos::prelude::document;
    use wasm_bindgen::JsCast;
    use wasm_bindgen::prelude::Closure;
    use web_sys::{
        Element, Event, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, UrlSearchParams,
    };

    /// Hears all forms of the page. One that was heard already is heard once all the same.
    pub(super) fn listen() {
        let Ok(forms) = document().query_selector_all(".sign-up") else {
            return;
        };
        let sent = Closure::<dyn Fn(Event)>::new(|event: Event| {
            if let Some(form) = event.target().and_then(|it| it.dyn_into().ok()) {
                event.prevent_default();
                leptos::task::spawn_local(submit(form));
            }
        });
        let sent = sent.into_js_value();
        for place in 0..forms.length() {
            let form = forms.get(place).and_then(|form| form.dyn_into().ok());
            let Some(form): Option<HtmlElement> = form else {
                continue;
            };
            form.set_onsubmit(Some(sent.unchecked_ref()));
        }
    }

    async fn submit(form: HtmlFormElement) {
        let answer = send(&form).await;
        show(&form, &answer).unwrap_or_default();
    }

    enum Answer {
        Taken(String),
        Refused(String),
    }

    /// Sends the form as the browser would have, and asks for a sentence instead of a page.
    async fn send(form: &HtmlFormElement) -> Answer {
        let sent = async {
            let data = FormData::new_with_form(form).ok()?;
            let fields = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
            let request = Request::post("/stay-in-touch")
                .header("accept", "text/plain")
                .body(fields)
                .ok()?;
            let response = request.send().await.ok()?;
            let sentence = response.text().await.ok()?;
            match response.status() {
                200 => Some(Answer::Taken(sentence)),
                422 | 429 => Some(Answer::Refused(sentence)),
                _ => None,
            }
        };
        sent.await.unwrap_or_else(|| {
            // What was typed stays in the field.
            Answer::Refused(form.get_attribute("data-no-answer").unwrap_or_default())
        })
    }

    fn show(form: &HtmlFormElement, answer: &Answer) -> Option<()> {
        let field: HtmlInputElement = part(form, ".sign-up__field")?;
        let said: HtmlElement = part(form, ".sign-up__problem")?;
        match answer {
            Answer::Taken(sentence) => {
                let done: HtmlElement = form.next_element_sibling()?.dyn_into().ok()?;
                said.set_text_content(None);
                field.set_value("");
                form.set_hidden(true);
                done.set_hidden(false);
                done.set_text_content(Some(sentence));
            }
            Answer::Refused(problem) => {
                said.set_hidden(false);
                said.set_text_content(Some(problem));
                field.set_attribute("aria-invalid", "true").ok()?;
                field.focus().ok()?;
            }
        }
        Some(())
    }

    fn part<T: JsCast>(form: &Element, name: &str) -> Option<T> {
        form.query_selector(name).ok()??.dyn_into().ok()
    }
}
