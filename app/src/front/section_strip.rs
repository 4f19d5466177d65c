//! A section on the front page: one story large, the others as headlines.

use domain::{Section, Summary};
use leptos::prelude::*;

use crate::article::{Card, CardLook, HeadlineLevel};

#[component]
pub(super) fn SectionStrip(section: Section, articles: Vec<Summary>) -> impl IntoView {
    let id = format!("strip-{}", section.slug());
    let name = id.clone();
    let mut articles = articles.into_iter();
    let feature = articles.next();
    let headlines: Vec<Summary> = articles.collect();
    view! {
        <section class="section-strip" aria-labelledby=name>
            <h2 class="section-strip__name" id=id>
                <a href=section.path()>{section.name().to_owned()}</a>
            </h2>
            <div class="section-strip__stories">
                {feature
                    .map(|summary| {
                        view! { <Card summary level=HeadlineLevel::Third look=CardLook::FEATURE /> }
                    })}
                {(!headlines.is_empty())
                    .then(|| {
                        view! {
                            <ul class="section-strip__headlines" role="list">
                                {headlines
                                    .into_iter()
                                    .map(|summary| {
                                        view! {
                                            <li>
                                                <Card summary level=HeadlineLevel::Third look=CardLook::HEADLINE />
                                            </li>
                                        }
                                    })
                                    .collect_view()}
                            </ul>
                        }
                    })}
            </div>
        </section>
    }
}
