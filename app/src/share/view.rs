//! The button, as the server writes it.

use leptos::prelude::*;

/// What the button says, and what is said when the link was copied. An island takes only what can be sent along with the
/// page, so this goes by way of the context.
#[derive(Clone, Copy, Default)]
pub(crate) struct ShareWords {
    pub(crate) share: &'static str,
    pub(crate) copied: &'static str,
}

pub(super) fn button() -> AnyView {
    let ShareWords { share, copied } = use_context().unwrap_or_default();
    view! {
        <button class="share__button" type="button">
            {share}
        </button>
        <span class="share__said" role="status">
            <span hidden=true>{copied}</span>
        </span>
    }
    .into_any()
}
