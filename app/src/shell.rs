//! The document around every page: what stands still while readers move from page to page.

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};

use crate::colophon::Colophon;
use crate::dateline_strip::DatelineStrip;
use crate::dont_miss::DontMiss;
use crate::latest::Latest;
use crate::masthead::Masthead;
use crate::navigation::{Announcer, Progress, StartScript};
use crate::paper::Paper;
use crate::routes::Pages;
use crate::stay_in_touch::StayInTouch;

/// A whole page, from the doctype to the colophon.
#[component]
pub fn Shell(
    /// cargo-leptos' script that reloads the page when a file changes; empty but for `cargo leptos watch`.
    options: LeptosOptions,
) -> impl IntoView {
    provide_meta_context();
    let paper = expect_context::<Paper>();
    let language = paper.masthead.language.clone();
    let build = paper.build.clone();
    view! {
        <!DOCTYPE html>
        <html lang=language.to_string() dir=language.direction().as_str() data-build=build.id.clone()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="stylesheet" href=build.path("dateline.css") id="leptos" />
                <StartScript />
                <AutoReload options />
                <MetaTags />
            </head>
            <body>
                <a class="skip-link" href="#main">"Skip to the story"</a>
                <Progress />
                <Announcer />
                <header class="masthead">
                    <DatelineStrip />
                    <Masthead />
                </header>
                <div class="page">
                    <main class="page__main" id="main" tabindex="-1">
                        <Pages />
                    </main>
                    <aside class="page__side" aria-label="More from the paper">
                        <Latest />
                        <DontMiss />
                        <StayInTouch />
                    </aside>
                </div>
                <Colophon />
            </body>
        </html>
    }
}
