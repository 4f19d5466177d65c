//! Pages that say what went wrong, and look like the paper while they do.

use domain::Withdrawal;
use leptos::prelude::*;
use newsroom::store::StoreError;

use crate::head::Head;

/// What keeps a page from being shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// There is no such page: 404.
    NotFound,
    /// The article was taken back: 410.
    Gone(Withdrawal),
    /// It lives at another address, for good: 308.
    Moved(String),
    /// Something broke on our side: 500.
    Broken,
}

impl From<StoreError> for Failure {
    /// The one place where the store's words are dropped, and so the one that logs them.
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a page could not be shown");
        Self::Broken
    }
}

/// What is there of a part that a page can do without; what went wrong is logged.
pub(crate) fn or_log<T>(found: Result<T, StoreError>) -> Option<T> {
    found
        .inspect_err(|error| tracing::error!(%error, "a part of a page is missing"))
        .ok()
}

impl Failure {
    pub(crate) fn head(&self) -> Head {
        Head {
            title: Some(self.headline().to_owned()),
            description: self.text(),
            ..Head::default()
        }
    }

    fn code(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Gone(_) => 410,
            Self::Moved(_) => 308,
            Self::Broken => 500,
        }
    }

    fn headline(&self) -> &'static str {
        match self {
            Self::NotFound => "We could not find that page",
            Self::Gone(_) => "This story was withdrawn",
            Self::Moved(_) => "This page has moved",
            Self::Broken => "Something broke on our side",
        }
    }

    fn text(&self) -> String {
        match self {
            Self::NotFound => {
                "It may have moved, or the address may have lost a letter on the way. \
                The stories beside this one are all where they should be."
                    .to_owned()
            }
            Self::Gone(reason) => reason.to_string(),
            Self::Moved(path) => format!("It is at {path} now."),
            Self::Broken => "Please try again in a minute.".to_owned(),
        }
    }
}

#[component]
pub(crate) fn FailureView(failure: Failure) -> impl IntoView {
    view! {
        <div class="failure">
            <p class="failure__code">{format!("Error {}", failure.code())}</p>
            <h1 class="failure__headline">{failure.headline()}</h1>
            <p class="failure__text">{failure.text()}</p>
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
