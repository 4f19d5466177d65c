//! The document around every page: what stands still while readers move from page to page.

use std::sync::Arc;

use domain::Section;
use leptos::prelude::*;
use memchr::memmem;

use crate::about::AboutView;
use crate::archive::DayView;
use crate::article::ArticleView;
use crate::beside::Beside;
use crate::breaking::BreakingBar;
use crate::catalogue::{BreakingView, CardsView, ContentsView, Sheet};
use crate::changes::ChangesView;
use crate::corrections::CorrectionsView;
use crate::dateline_strip::DatelineStrip;
use crate::dates::Calendar;
use crate::failure::FailureView;
use crate::front::FrontView;
use crate::head::{Head, HeadElements};
use crate::letters::{IssueView, LetterView, LettersView};
use crate::listing::ListView;
use crate::masthead::Masthead;
use crate::navigation::{Announcer, Progress, StartScript, unmarked};
use crate::notifications::Offered;
use crate::offline::OfflineView;
use crate::page::Page;
use crate::paper::Paper;
use crate::preferences;
use crate::search::SearchView;
use crate::stay_in_touch::{LinkPageView, StayInTouchView};
use crate::surroundings::Surroundings;
use crate::words::words;

/// Where what is written by itself goes into the document. Nothing else in it looks like that: texts have their `<` escaped.
const MAIN: &str = "<!--main-->";
const SIDE: &str = "<!--side-->";
const FOOT: &str = "<!--foot-->";

/// The whole document of `page`, which was asked for at `path`.
///
/// `options` are for cargo-leptos' script that reloads an open page when a file changes; it is there
/// under `cargo leptos watch` only.
#[must_use]
pub fn render(
    paper: &Paper,
    path: &str,
    page: Page,
    around: Arc<Surroundings>,
    options: LeptosOptions,
) -> String {
    // None for what is not there, so that a draft's address answers like one that never was.
    let head = page.head(&paper.masthead);
    let (paper, page, around) = match page {
        Page::Catalogue(sheet) => sheet.open(paper),
        page => (paper.clone(), page, around),
    };
    let owner = Owner::new_root(None);
    let html = owner.with(|| {
        provide_context(Calendar::of(&paper));
        provide_context(paper.masthead.words());
        provide_context(Offered(paper.has_notifications));
        let kind = page.kind().as_str();
        let beside = around.written(&paper, || Beside::write(&paper, &around));
        provide_context(beside.clone());
        let sections = around.sections.clone();
        let main = unmarked(&view! { <PageView page sections /> }.to_html());
        let document = view! { <Document paper path=path.to_owned() head around kind options /> };
        with_parts(
            &unmarked(&document.to_html()),
            [(MAIN, &main), (SIDE, &beside.side), (FOOT, &beside.foot)],
        )
    });
    owner.cleanup();
    html
}

/// The document with each of the parts in its place. They stand in it in that order.
fn with_parts(document: &str, parts: [(&str, &str); 3]) -> String {
    let length = parts.iter().map(|(_, part)| part.len()).sum::<usize>();
    let mut whole = String::with_capacity(document.len() + length);
    let mut rest = document;
    for (place, part) in parts {
        if let Some(at) = memmem::find(rest.as_bytes(), place.as_bytes()) {
            whole.push_str(&rest[..at]);
            whole.push_str(part);
            rest = &rest[at + place.len()..];
        }
    }
    whole.push_str(rest);
    whole
}

#[component]
fn Document(
    paper: Paper,
    path: String,
    head: Head,
    around: Arc<Surroundings>,
    kind: &'static str,
    options: LeptosOptions,
) -> impl IntoView {
    let masthead = paper.masthead;
    let language = masthead.language.clone();
    let build = paper.build;
    let measured = paper.vitals.map(|sample| sample.percent());
    let sections = around.sections.clone();
    let breaking = around.breaking_at(paper.clock.now()).cloned();
    let stands = breaking.as_ref().map(|bar| bar.number.0);
    view! {
        <!DOCTYPE html>
        <html lang=language.to_string() dir=language.direction().as_str() data-build=build.id.clone() data-event=around.newest_event.map(|newest| newest.0) data-breaking=stands data-vitals=measured>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <script inner_html=preferences::APPLY></script>
                <StartScript files=build.clone() />
                <HeadElements head masthead=masthead.clone() />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="manifest" href="/site.webmanifest" />
                <link rel="stylesheet" href=build.path("dateline.css") id="leptos" />
                <AutoReload options />
            </head>
            <body>
                <a class="skip-link" href="#main">
                    {words().skip_to_story}
                </a>
                <Progress />
                <Announcer />
                <header class="masthead">
                    <DatelineStrip
                        masthead=masthead.clone()
                        weather=around.weather
                        is_live=around.newest_event.is_some()
                    />
                    <Masthead masthead=masthead.clone() sections path />
                </header>
                <BreakingBar bar=breaking />
                <div class="page">
                    <main class="page__main" id="main" tabindex="-1" data-page=kind inner_html=MAIN></main>
                    <aside class="page__side" aria-label=words().beside inner_html=SIDE></aside>
                </div>
                <footer class="colophon" inner_html=FOOT></footer>
            </body>
        </html>
    }
}

#[component]
fn PageView(page: Page, sections: Vec<Section>) -> impl IntoView {
    match page {
        Page::Front(front) => view! { <FrontView front /> }.into_any(),
        Page::Article(page) => view! { <ArticleView page=*page /> }.into_any(),
        Page::Changes(page) => view! { <ChangesView page=*page /> }.into_any(),
        Page::List(list) => view! { <ListView list=*list /> }.into_any(),
        Page::Day(day) => view! { <DayView day=*day /> }.into_any(),
        Page::About(page) => view! { <AboutView page=*page /> }.into_any(),
        Page::Offline => view! { <OfflineView /> }.into_any(),
        Page::Corrections(page) => view! { <CorrectionsView page /> }.into_any(),
        Page::Search(page) => view! { <SearchView page=*page sections /> }.into_any(),
        Page::StayInTouch(page) => view! { <StayInTouchView page /> }.into_any(),
        Page::ByLink(page) => view! { <LinkPageView page /> }.into_any(),
        Page::Letters(page) => view! { <LettersView page /> }.into_any(),
        Page::Letter(page) => view! { <LetterView page=*page /> }.into_any(),
        Page::Issue(page) => view! { <IssueView page=*page /> }.into_any(),
        Page::Catalogue(shown) => match shown.sheet {
            Sheet::Cards => view! { <CardsView /> }.into_any(),
            Sheet::Breaking => view! { <BreakingView /> }.into_any(),
            _ => view! { <ContentsView /> }.into_any(),
        },
        Page::Failure(failure) => view! { <FailureView failure /> }.into_any(),
    }
}
