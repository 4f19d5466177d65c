//! What a page says of itself in its head.

use leptos::prelude::*;

use crate::feeds::Format;
use crate::paper::Masthead;

/// Title, description, canonical address and Open Graph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
    /// The lists whose feeds a program finds here, the nearest first.
    pub(crate) feeds: Vec<FeedsOf>,
}

/// A list of articles that has feeds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FeedsOf {
    /// What it is called; none for all of the paper.
    pub(crate) name: Option<String>,
    /// The address of its page.
    pub(crate) home: String,
}

impl FeedsOf {
    /// Everything that is published.
    pub(crate) fn paper() -> Self {
        Self {
            name: None,
            home: "/".to_owned(),
        }
    }

    /// The list of that name at that address, then all of the paper.
    pub(crate) fn list_and_paper(name: &str, home: String) -> Vec<Self> {
        let list = Self {
            name: Some(name.to_owned()),
            home,
        };
        vec![list, Self::paper()]
    }
}

#[component]
pub(crate) fn HeadElements(head: Head, masthead: std::sync::Arc<Masthead>) -> impl IntoView {
    let Head {
        title,
        description,
        path,
        is_article,
        picture,
        feeds,
    } = head;
    let feeds = feeds
        .into_iter()
        .map(|list| alternates(&list, &masthead))
        .collect_view();
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
        {feeds}
        {address.is_none().then(|| view! { <meta name="robots" content="noindex" /> })}
        {open_graph("og:site_name", masthead.name.clone())}
        {open_graph("og:type", kind)}
        {open_graph("og:title", title.unwrap_or_else(|| masthead.name.clone()))}
        {open_graph("og:description", description)}
        {address.map(|address| open_graph("og:url", address))}
        {open_graph("og:image", picture)}
    }
}

/// Links by which programs find the feeds of a list (rssboard.org/rss-autodiscovery).
fn alternates(list: &FeedsOf, masthead: &Masthead) -> impl IntoView + use<> {
    let title = match &list.name {
        Some(name) => format!("{name} – {}", masthead.name),
        None => masthead.name.clone(),
    };
    Format::ALL
        .map(|format| {
            let title = format!("{title} ({})", format.name());
            let href = format.path(&list.home);
            view! { <link rel="alternate" type=format.media_type() title=title href=href /> }
        })
        .collect_view()
}

/// An element of the Open Graph protocol (ogp.me). Its `property` attribute is RDFa, not HTML.
fn open_graph(property: &'static str, content: impl Into<String>) -> impl IntoView {
    leptos::html::meta()
        .attr("property", property)
        .content(content.into())
}
