use leptos::prelude::*;

use crate::words::words;

/// The place of a notice, and the words of all there are. `shown` is one that is there from the start, for the catalogue.
#[component]
pub(crate) fn Notice(#[prop(optional)] shown: Option<[&'static str; 2]>) -> impl IntoView {
    let words = words();
    let (text, link) = shown.map(|[text, link]| (text, link)).unzip();
    let href = shown.map(|_| "/");
    let [updated, show_changes] = words.story_updated;
    let [front, show_front] = words.front_changed;
    let [section, show_section] = words.section_changed;
    view! {
        <section
            class="notice"
            aria-label=text.unwrap_or(words.notice)
            hidden=shown.is_none()
            data-story=updated
            data-story-link=show_changes
            data-front=front
            data-front-link=show_front
            data-section=section
            data-section-link=show_section
            data-withdrawn=words.withdrawn
        >
            <p class="notice__line">
                <span class="notice__text">{text}</span>
                " "
                // Some time that is long ago, because HTML wants one; none is shown for it.
                <time datetime="1970-01-01"></time>
                " "
                <a class="notice__link" href=href>
                    {link}
                </a>
            </p>
            <button class="notice__close" type="button">
                {words.close}
            </button>
        </section>
    }
}
