//! Which address shows which page. Whatever is not here is a page that was not found.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{ParamSegment, StaticSegment};

use crate::article::ArticlePage;
use crate::failure::NotFound;
use crate::front::FrontPage;
use crate::listing::{AuthorPage, SectionPage, TopicPage};
use crate::stay_in_touch::StayInTouchPage;

/// The part of the document that changes from page to page.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Router>
            <FlatRoutes fallback=NotFound>
                <Route path=StaticSegment("") view=FrontPage />
                <Route path=StaticSegment("stay-in-touch") view=StayInTouchPage />
                <Route path=(StaticSegment("topic"), ParamSegment("slug")) view=TopicPage />
                <Route path=(StaticSegment("author"), ParamSegment("slug")) view=AuthorPage />
                <Route path=ParamSegment("section") view=SectionPage />
                <Route path=(ParamSegment("section"), ParamSegment("slug")) view=ArticlePage />
            </FlatRoutes>
        </Router>
    }
}
