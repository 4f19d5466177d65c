use leptos::prelude::*;

use super::AboutPage;
use crate::article::language_and_direction;
use crate::words::words;

#[component]
pub(crate) fn AboutView(page: AboutPage) -> impl IntoView {
    let name = page.name(words());
    let (lang, dir) = language_and_direction(page.language.as_ref());
    view! {
        <div class="about">
            <h1 class="listing__name">{name}</h1>
            <div class="article__body" lang=lang dir=dir inner_html=page.body.render().as_str().to_owned()></div>
        </div>
    }
}
