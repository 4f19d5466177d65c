//! What a page says of itself in its head.

use leptos::prelude::*;

use crate::paper::Masthead;

/// Title, description, canonical address and Open Graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    /// The page's own title; the paper's name follows it. None on the front page.
    pub(crate) title: Option<String>,
    /// One or two sentences for search engines and previews.
    pub(crate) description: String,
    /// The page's address on this site; none for a page that is not to be found.
    pub(crate) path: Option<String>,
    /// Whether the page is an article, for Open Graph.
    pub(crate) is_article: bool,
    /// The address of a picture on this site.
    pub(crate) picture: Option<String>,
}

#[component]
pub(crate) fn HeadElements(head: Head, masthead: std::sync::Arc<Masthead>) -> impl IntoView {
    let Head {
        title,
        description,
        path,
        is_article,
        picture,
    } = head;
    let full_title = match (&title, &masthead.motto) {
        (Some(title), _) => format!("{title} – {}", masthead.name),
        (None, Some(motto)) => format!("{} – {motto}", masthead.name),
        (None, None) => masthead.name.clone(),
    };
    let address = path.map(|path| format!("{}{path}", masthead.url));
    let picture = format!(
        "{}{}",
        masthead.url,
        picture.as_deref().unwrap_or("/apple-touch-icon.png")
    );
    let kind = if is_article { "article" } else { "website" };
    view! {
        <title>{full_title}</title>
        <meta name="description" content=description.clone() />
        {address.clone().map(|address| view! { <link rel="canonical" href=address /> })}
        {address.is_none().then(|| view! { <meta name="robots" content="noindex" /> })}
        {open_graph("og:site_name", masthead.name.clone())}
        {open_graph("og:type", kind)}
        {open_graph("og:title", title.unwrap_or_else(|| masthead.name.clone()))}
        {open_graph("og:description", description)}
        {address.map(|address| open_graph("og:url", address))}
        {open_graph("og:image", picture)}
    }
}

/// An element of the Open Graph protocol (ogp.me). Its `property` attribute is RDFa, not HTML.
fn open_graph(property: &'static str, content: impl Into<String>) -> impl IntoView {
    leptos::html::meta()
        .attr("property", property)
        .content(content.into())
}
