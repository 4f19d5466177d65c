use domain::Rendering;
use leptos::prelude::*;

use super::AboutPage;
use crate::article::language_and_direction;
use crate::dates::Calendar;
use crate::words::words;

#[component]
pub(crate) fn AboutView(page: AboutPage) -> impl IntoView {
    let name = page.name(words());
    let (lang, dir) = language_and_direction(page.language.as_ref());
    let own = expect_context::<Calendar>().language();
    let rendering = Rendering::page(page.language.as_ref().unwrap_or(&own));
    let html = page.body.render_as(&rendering).as_str().to_owned();
    view! {
        <div class="about">
            <h1 class="listing__name">{name}</h1>
            <div class="article__body" lang=lang dir=dir inner_html=html></div>
        </div>
    }
}
