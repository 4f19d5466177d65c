//! Pages that say what went wrong, and look like the paper while they do.

use std::cell::Cell;

use domain::{Language, Withdrawal};
use leptos::prelude::*;
use newsroom::store::StoreError;

use crate::head::Head;
use crate::words::{Words, words};

/// What keeps a page from being shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// There is no such page: 404.
    NotFound,
    /// The article was taken back: 410.
    Gone(Withdrawal),
    /// What was at that address of an earlier site is gone for good: 410.
    Removed,
    /// It lives at another address, for good: 301.
    Moved(String),
    /// The address is one of ours with something in it that is not: 400.
    Tampered,
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

tokio::task_local! {
    /// Whether a part of the page that is being loaded is missing.
    static IS_MISSING: Cell<bool>;
}

/// Loads a page with `load`, and whether every part of it is there: one without its related stories is better than none, and
/// worse than the next one.
pub(crate) async fn with_its_parts<T>(load: impl Future<Output = T>) -> (T, bool) {
    let watched = async {
        let loaded = load.await;
        (loaded, !IS_MISSING.with(Cell::get))
    };
    IS_MISSING.scope(Cell::new(false), watched).await
}

/// What is there of a part that a page can do without; what went wrong is logged.
pub(crate) fn or_log<T>(found: Result<T, StoreError>) -> Option<T> {
    found
        .inspect_err(|error| {
            tracing::error!(%error, "a part of a page is missing");
            // Nobody asks where it is no page of readers that is loaded.
            let _ = IS_MISSING.try_with(|is_missing| is_missing.set(true));
        })
        .ok()
}

impl Failure {
    /// Why a story was taken back whose time is over, in the paper's language.
    #[must_use]
    pub fn over(language: &Language) -> Option<Withdrawal> {
        Words::of(language).time_over.parse().ok()
    }

    pub(crate) fn head(&self, words: &Words) -> Head {
        Head {
            title: Some(self.headline(words).to_owned()),
            description: self.text(words),
            ..Head::default()
        }
    }

    fn code(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Gone(_) | Self::Removed => 410,
            Self::Moved(_) => 301,
            Self::Tampered => 400,
            Self::Broken => 500,
        }
    }

    fn headline(&self, words: &Words) -> &'static str {
        match self {
            Self::NotFound | Self::Removed => words.not_found,
            Self::Gone(_) => words.withdrawn,
            Self::Moved(_) => words.moved,
            Self::Tampered => words.tampered,
            Self::Broken => words.broken,
        }
    }

    fn text(&self, words: &Words) -> String {
        match self {
            Self::NotFound | Self::Removed => words.not_found_text.to_owned(),
            Self::Gone(reason) => reason.to_string(),
            Self::Moved(path) => (words.moved_text)(path),
            Self::Tampered => words.tampered_text.to_owned(),
            Self::Broken => words.broken_text.to_owned(),
        }
    }
}

#[component]
pub(crate) fn FailureView(failure: Failure) -> impl IntoView {
    let words = words();
    view! {
        <div class="failure">
            <p class="failure__code">{(words.error)(failure.code())}</p>
            <h1 class="failure__headline">{failure.headline(words)}</h1>
            <p class="failure__text">{failure.text(words)}</p>
            <ul class="failure__ways" role="list">
                <li>
                    <a href="/">{words.todays_front_page}</a>
                </li>
                <li>
                    <a href="/stay-in-touch">{words.stay_in_touch}</a>
                </li>
            </ul>
        </div>
    }
}
