//! What the three kinds of list have in common.

use domain::Slug;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use newsroom::store::{Cursor, Listing, Page};

use crate::article::{Card, CardLook, HeadlineLevel};
use crate::failure::Failure;
use crate::head::Head;
use crate::paper::Paper;

/// Articles on one page of a list.
const ON_A_PAGE: u32 = 20;

/// What an address of a list asks for.
pub(super) struct Asked {
    slug: String,
    after: Option<String>,
}

impl Asked {
    /// Reads the address of the page being rendered, whose slug is the parameter `name`.
    pub(super) fn read(name: &str) -> Self {
        Self {
            slug: use_params_map()
                .get_untracked()
                .get(name)
                .unwrap_or_default(),
            after: use_query_map().get_untracked().get("after"),
        }
    }

    pub(super) fn slug(&self) -> Result<Slug, Failure> {
        self.slug.parse().map_err(|_| Failure::NotFound)
    }

    /// The page of `listing` that is asked for. A cursor that is none is a page that is none.
    pub(super) async fn page(&self, paper: &Paper, listing: Listing<'_>) -> Result<Page, Failure> {
        let after = match self.after.as_deref() {
            Some(raw) => Cursor::from_address(raw).ok_or(Failure::NotFound)?,
            None => Cursor::START,
        };
        Ok(paper.store.list(listing, after, ON_A_PAGE).await?)
    }
}

/// A list with its name above and the way to older stories below.
#[component]
pub(super) fn List(
    /// What kind of list it is, where its name does not say so.
    #[prop(optional)]
    kind: &'static str,
    name: String,
    description: String,
    /// The address of its first page.
    path: String,
    page: Page,
    look: CardLook,
) -> impl IntoView {
    let empty = page.articles.is_empty();
    let older = page.next.map(|cursor| format!("{path}?after={cursor}"));
    view! {
        <Head title=name.clone() description path />
        <div class="listing">
            <header class="listing__header">
                {(!kind.is_empty()).then(|| view! { <p class="listing__kind">{kind}</p> })}
                <h1 class="listing__name">{name}</h1>
            </header>
            {empty.then(|| view! { <p class="listing__empty">"Nothing has been published here yet."</p> })}
            <ul class="stories stories--list" role="list">
                {page
                    .articles
                    .into_iter()
                    .map(|summary| {
                        view! {
                            <li class="stories__item">
                                <Card summary level=HeadlineLevel::Second look />
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            {older
                .map(|href| {
                    view! {
                        <nav class="listing__pager" aria-label="Older stories">
                            <a class="listing__older" href=href rel="next">
                                "Older stories"
                            </a>
                        </nav>
                    }
                })}
        </div>
    }
}

/// The list, or what kept it from being shown.
pub(super) fn shown<V: IntoView + 'static>(found: Result<V, Failure>) -> AnyView {
    match found {
        Ok(list) => list.into_any(),
        Err(failure) => failure.into_render(),
    }
}
