//! What a page says of itself in its head.

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

use crate::paper::Paper;

/// Title, description, canonical address and Open Graph.
///
/// Every page writes the same elements in the same order: the islands router compares the heads of
/// two pages element by element.
#[component]
pub(crate) fn Head(
    /// The page's own title; the paper's name follows it.
    #[prop(into)]
    title: String,
    /// One or two sentences for search engines and previews.
    #[prop(into)]
    description: String,
    /// The page's address on this site.
    #[prop(into)]
    path: String,
    /// `website` or `article`.
    #[prop(default = "website")]
    kind: &'static str,
    /// The address of a picture on this site.
    #[prop(optional_no_strip, into)]
    picture: Option<String>,
) -> impl IntoView {
    let paper = expect_context::<Paper>();
    let masthead = &paper.masthead;
    let full_title = if path == "/" {
        match &masthead.motto {
            Some(motto) => format!("{} – {motto}", masthead.name),
            None => masthead.name.clone(),
        }
    } else {
        format!("{title} – {}", masthead.name)
    };
    let address = format!("{}{path}", masthead.url);
    let picture = format!(
        "{}{}",
        masthead.url,
        picture.as_deref().unwrap_or("/apple-touch-icon.png")
    );
    view! {
        <Title text=full_title />
        <Meta name="description" content=description.clone() />
        <Link rel="canonical" href=address.clone() />
        <Meta property="og:site_name" content=masthead.name.clone() />
        <Meta property="og:type" content=kind />
        <Meta property="og:title" content=title />
        <Meta property="og:description" content=description />
        <Meta property="og:url" content=address />
        <Meta property="og:image" content=picture />
    }
}
