//! The button that saves a story, and the page that lists what is kept.

use leptos::prelude::*;

use super::promise;
use crate::words::words;

/// Saves the story it stands on, or lets go of it again. The style hides it where there is no script; the start script
/// does where nothing can be kept.
#[component]
pub(crate) fn SaveButton() -> impl IntoView {
    let words = words();
    let [saved, removed, full, failed] = words.save_said;
    view! {
        <span class="share save">
            <button
                class="share__button save__button"
                type="button"
                aria-pressed="false"
                data-keep="save"
                data-saved=saved
                data-removed=removed
                data-full=full
                data-failed=failed
            >
                {words.save}
            </button>
            <span class="save__said" role="status"></span>
        </span>
    }
}

/// The service worker puts the lists in, and says that there is no network where that is why the page is shown.
#[component]
pub(crate) fn OfflineView() -> impl IntoView {
    let words = words();
    let [_, removed, ..] = words.save_said;
    view! {
        <div class="failure kept">
            <h1 class="failure__headline" data-no-network=words.offline>
                {words.saved_stories}
            </h1>
            <p class="failure__text">{promise(words)}</p>
            <p class="kept__none">{words.kept_none}</p>
            <section class="kept__part" aria-labelledby="kept-saved" data-kept="saved" hidden=true>
                <h2 class="page__heading" id="kept-saved">
                    {words.saved_for_later}
                </h2>
                <ul
                    class="kept__list"
                    role="list"
                    data-when=words.saved_on
                    data-remove=words.kept_remove
                    data-removed=removed
                ></ul>
            </section>
            <section class="kept__part" aria-labelledby="kept-opened" data-kept="opened" hidden=true>
                <h2 class="page__heading" id="kept-opened">
                    {words.opened_last}
                </h2>
                <ul class="kept__list" role="list"></ul>
            </section>
            <p class="kept__forget">
                <button class="share__button" type="button" data-keep="forget" data-sure=words.kept_forget_sure>
                    {words.kept_forget}
                </button>
            </p>
        </div>
    }
}
