//! Pages that say what went wrong, and look like the paper while they do.

use domain::Withdrawal;
use leptos::prelude::*;
use newsroom::store::StoreError;

use crate::head::Head;
use crate::outcome::{self, Outcome};

/// What kept a page from being shown.
#[derive(Debug)]
pub(crate) enum Failure {
    /// There is no such page.
    NotFound,
    /// The article was taken back.
    Gone(Withdrawal),
    /// It lives elsewhere.
    Moved(String),
    /// The store failed. Its detail is for the log, never for the page.
    Store(StoreError),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// What is there of a part that a page can do without; what went wrong is logged.
pub(crate) fn or_log<T>(found: Result<T, StoreError>) -> Option<T> {
    found
        .inspect_err(|error| tracing::error!(%error, "a part of a page is missing"))
        .ok()
}

impl IntoRender for Failure {
    type Output = AnyView;

    fn into_render(self) -> AnyView {
        match self {
            Self::NotFound => view! { <NotFound /> }.into_any(),
            Self::Gone(reason) => {
                outcome::report(Outcome::Gone);
                view! { <Notice code=410 headline="This story was withdrawn" text=reason.to_string() /> }.into_any()
            }
            Self::Moved(path) => {
                let link = path.clone();
                outcome::report(Outcome::Moved(path));
                view! {
                    <p>
                        <a href=link>"This page has moved."</a>
                    </p>
                }
                .into_any()
            }
            Self::Store(error) => {
                tracing::error!(%error, "a page could not be shown");
                view! { <Broken /> }.into_any()
            }
        }
    }
}

/// 404.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    outcome::report(Outcome::NotFound);
    view! {
        <Notice
            code=404
            headline="We could not find that page"
            text="It may have moved, or the address may have lost a letter on the way. The stories beside this one are all where they should be."
        />
    }
}

/// 500.
#[component]
fn Broken() -> impl IntoView {
    outcome::report(Outcome::Broken);
    view! { <Notice code=500 headline="Something broke on our side" text="Please try again in a minute." /> }
}

#[component]
fn Notice(code: u16, headline: &'static str, #[prop(into)] text: String) -> impl IntoView {
    view! {
        <Head title=headline description=text.clone() path="" />
        <div class="failure">
            <p class="failure__code">{format!("Error {code}")}</p>
            <h1 class="failure__headline">
                {headline}
            </h1>
            <p class="failure__text">{text}</p>
            <ul class="failure__ways" role="list">
                <li>
                    <a href="/">"Today’s front page"</a>
                </li>
                <li>
                    <a href="/stay-in-touch">"Stay in touch"</a>
                </li>
            </ul>
        </div>
    }
}
