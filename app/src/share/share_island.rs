//! The share sheet and the clipboard exist only in the browser.

use leptos::prelude::*;

/// Offers the page to the device's share sheet where there is one, else copies its address, else shows it to be copied. The server wrote the button, and
/// the browser works on that, so there the view is empty. The style hides it where there is no script.
#[island]
pub fn Share() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    passing::begin();
    #[cfg(feature = "ssr")]
    let button = super::view::button();
    #[cfg(not(feature = "ssr"))]
    let button = ();
    view! { <span class="share">{button}</span> }
}

#[cfg(feature = "hydrate")]
mod passing {
    use leptos::prelude::{document, window};
    use wasm_bindgen::prelude::Closure;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::ShareData;

    use crate::live::piece;

    /// Hears the button for as long as it is on the page.
    pub(super) fn begin() {
        let pressed = Closure::<dyn Fn()>::new(|| {
            leptos::task::spawn_local(async {
                if on().await
                    && let Some(said) = piece("leptos-island .share__said > span")
                {
                    said.set_hidden(false);
                }
            });
        });
        if let Some(button) = piece("leptos-island .share__button") {
            button.set_onclick(Some(pressed.into_js_value().unchecked_ref()));
        }
    }

    /// Passes the page on. Whether its address was copied and nobody has seen that yet.
    async fn on() -> bool {
        let navigator = window().navigator();
        let Ok(address) = window().location().href() else {
            return false;
        };
        let can_share = js_sys::Reflect::has(&navigator, &JsValue::from_str("share"));
        if can_share.unwrap_or(false) {
            let data = ShareData::new();
            data.set_title(&document().title());
            data.set_url(&address);
            let Err(why) = JsFuture::from(navigator.share_with_data(&data)).await else {
                return false;
            };
            // A reader who closes the sheet has decided not to share.
            let name = js_sys::Reflect::get(&why, &JsValue::from_str("name"));
            if name.is_ok_and(|name| name == "AbortError") {
                return false;
            }
        }
        if is_copied(&address).await {
            return true;
        }
        let name = piece("leptos-island .share__button").and_then(|button| button.text_content());
        let _ = window().prompt_with_message_and_default(&name.unwrap_or_default(), &address);
        false
    }

    /// There is no clipboard on a page that came unencrypted, and browsers may keep it closed.
    async fn is_copied(address: &str) -> bool {
        let clipboard = window().navigator().clipboard();
        !clipboard.is_undefined() && JsFuture::from(clipboard.write_text(address)).await.is_ok()
    }
}
