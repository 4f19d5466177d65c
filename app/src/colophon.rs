//! The foot of every page.

use leptos::prelude::*;

use crate::failure::or_log;
use crate::loaded::loaded;
use crate::paper::Paper;

#[component]
pub(crate) fn Colophon() -> impl IntoView {
    let paper = expect_context::<Paper>();
    let name = paper.masthead.name.clone();
    let year = paper.now().year();
    view! {
        <footer class="colophon">
            <div class="colophon__inside">
            <p class="colophon__name">{name.clone()}</p>
            <ul class="colophon__links" role="list">
                <li>
                    <a href="/">"Front page"</a>
                </li>
                {loaded(async move {
                    let sections = or_log(paper.store.sections().await).unwrap_or_default();
                    sections
                        .into_iter()
                        .map(|section| {
                            view! {
                                <li>
                                    <a href=section.path()>{section.name().to_owned()}</a>
                                </li>
                            }
                        })
                        .collect_view()
                })}
                <li>
                    <a href="/stay-in-touch">"Stay in touch"</a>
                </li>
            </ul>
            <p class="colophon__line">{format!("© {year} {name}")}</p>
            </div>
        </footer>
    }
}
