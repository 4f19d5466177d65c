//! The share sheet and the clipboard exist only in the browser.

use leptos::prelude::*;

/// What the button says, and what is said when the link was copied. Empty in the browser, which keeps
/// what the server wrote.
#[derive(Clone, Copy, Default)]
pub(crate) struct ShareWords {
    pub(crate) share: &'static str,
    pub(crate) copied: &'static str,
}

/// Offers the page to the device's share sheet where there is one, else copies its address.
/// Hidden until there is script that can.
#[island]
pub fn Share() -> impl IntoView {
    let ShareWords { share, copied } = use_context().unwrap_or_default();
    let button = NodeRef::<leptos::html::Button>::new();
    let said = NodeRef::<leptos::html::Span>::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let Some(button) = button.get() {
            button.set_hidden(false);
        }
    });
    let on_click = move |_| {
        #[cfg(feature = "hydrate")]
        leptos::task::spawn_local(async move {
            if let Some(said) = said.get_untracked()
                && passing::on().await
            {
                said.set_hidden(false);
            }
        });
    };
    view! {
        <span class="share">
            <button class="share__button" type="button" hidden=true node_ref=button on:click=on_click>
                {share}
            </button>
            <span class="share__said" role="status">
                <span hidden=true node_ref=said>
                    {copied}
                </span>
            </span>
        </span>
    }
}

#[cfg(feature = "hydrate")]
mod passing {
    use leptos::prelude::{document, window};
    use wasm_bindgen::JsValue;
    use wasm_bindgen_futures::JsFuture;
    use web_sys::ShareData;

    /// Passes the page on. Whether its address was copied and nobody has seen that yet.
    pub(super) async fn on() -> bool {
        let navigator = window().navigator();
        let Ok(address) = window().location().href() else {
            return false;
        };
        let can_share = js_sys::Reflect::has(&navigator, &JsValue::from_str("share"));
        if can_share.unwrap_or(false) {
            let data = ShareData::new();
            data.set_title(&document().title());
            data.set_url(&address);
            // A reader who closes the sheet has decided not to share.
            let _ = JsFuture::from(navigator.share_with_data(&data)).await;
            return false;
        }
        let copied = navigator.clipboard().write_text(&address);
        JsFuture::from(copied).await.is_ok()
    }
}
