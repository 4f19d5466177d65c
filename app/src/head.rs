//! What a page says of itself in its head.

use domain::{Language, Picture};
use leptos::prelude::*;
use newsroom::previews;

use crate::feeds::Format;
use crate::paper::Masthead;
use crate::structured_data::{Block, MARK, StructuredData};

/// The width of the picture that previews elsewhere show, in pixels.
const PREVIEW: u32 = 1280;

/// Title, description, canonical address, feeds, Open Graph and structured data.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Head {
    /// The page's own title; the paper's name follows it. None on the front page.
    pub(crate) title: Option<String>,
    /// One or two sentences for search engines and previews.
    pub(crate) description: String,
    /// The page's address on this site; none for a page that is not to be found.
    pub(crate) path: Option<String>,
    /// The picture that a preview shows.
    pub(crate) picture: Option<Picture>,
    /// The one that is drawn, where there is no other.
    pub(crate) drawn: Option<Drawn>,
    /// What previews show of an article; none for any other page.
    pub(crate) article: Option<ArticleHead>,
    /// The lists whose feeds a program finds here, the nearest first.
    pub(crate) feeds: Vec<FeedsOf>,
    /// The page in the words of schema.org.
    pub(crate) structured_data: Option<Block>,
}

/// A picture that the server draws from a headline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Drawn {
    /// Its address on this site.
    pub(crate) path: String,
    /// What it says, for somebody who cannot see it.
    pub(crate) alt: String,
}

/// What Open Graph has words for in articles alone. Times are as machines read them, addresses whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ArticleHead {
    /// Where it is not the paper's own.
    pub(crate) language: Option<Language>,
    /// When it came out.
    pub(crate) published: String,
    /// When it was updated last; when it came out, if it never was.
    pub(crate) modified: String,
    /// The name of its section.
    pub(crate) section: String,
    /// The pages of its authors.
    pub(crate) authors: Vec<String>,
    /// The names of its topics.
    pub(crate) topics: Vec<String>,
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
        picture,
        drawn,
        article,
        feeds,
        structured_data,
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
    let language = article
        .as_ref()
        .and_then(|article| article.language.as_ref());
    let locale = locale(language.unwrap_or(&masthead.language));
    let kind = if article.is_some() {
        "article"
    } else {
        "website"
    };
    view! {
        <title>{full_title}</title>
        <meta name="description" content=description.clone() />
        {address.clone().map(|address| view! { <link rel="canonical" href=address /> })}
        {feeds}
        {address.is_none().then(|| view! { <meta name="robots" content="noindex" /> })}
        {open_graph("og:site_name", masthead.name.clone())}
        {open_graph("og:type", kind)}
        {open_graph("og:locale", locale)}
        {open_graph("og:title", title.unwrap_or_else(|| masthead.name.clone()))}
        {open_graph("og:description", description)}
        {address.map(|address| open_graph("og:url", address))}
        {preview(picture, drawn, &masthead)}
        {article.map(of_article)}
        {structured_data.map(|block| view! { <StructuredData block /> })}
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

/// The picture of a preview, and how large it is shown: the page's own, the drawn one, or the paper's mark.
fn preview(
    picture: Option<Picture>,
    drawn: Option<Drawn>,
    masthead: &Masthead,
) -> impl IntoView + use<> {
    const LARGE: &str = "summary_large_image";
    let (mark, side) = MARK;
    let (card, path, (width, height), alt) = match (picture, drawn) {
        (Some(picture), _) => {
            let alt = picture.alt.to_string();
            let alt = (!alt.is_empty()).then_some(alt);
            let size = picture.plain_size(PREVIEW);
            (LARGE, picture.plain_path(PREVIEW), size, alt)
        }
        (None, Some(Drawn { path, alt })) => (LARGE, path, previews::SIZE, Some(alt)),
        (None, None) => ("summary", mark.to_owned(), (side, side), None),
    };
    view! {
        {open_graph("og:image", format!("{}{path}", masthead.url))}
        {open_graph("og:image:width", width.to_string())}
        {open_graph("og:image:height", height.to_string())}
        {alt.map(|alt| open_graph("og:image:alt", alt))}
        <meta name="twitter:card" content=card />
    }
}

fn of_article(article: ArticleHead) -> impl IntoView {
    let authors = article.authors.into_iter();
    let topics = article.topics.into_iter();
    view! {
        {open_graph("article:published_time", article.published)}
        {open_graph("article:modified_time", article.modified)}
        {open_graph("article:section", article.section)}
        {authors.map(|page| open_graph("article:author", page)).collect_view()}
        {topics.map(|name| open_graph("article:tag", name)).collect_view()}
    }
}

/// `pt_BR` of `pt-BR`: the language, and the territory if the tag has one.
fn locale(language: &Language) -> String {
    let mut parts = language.as_str().split('-');
    let name = parts.next().unwrap_or_default().to_ascii_lowercase();
    let is_territory = |part: &&str| match part.len() {
        2 => part.bytes().all(|b| b.is_ascii_alphabetic()),
        3 => part.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    };
    match parts.find(is_territory) {
        Some(territory) => format!("{name}_{}", territory.to_ascii_uppercase()),
        None => name,
    }
}

/// An element of the Open Graph protocol (ogp.me). Its `property` attribute is RDFa, not HTML.
fn open_graph(property: &'static str, content: impl Into<String>) -> impl IntoView {
    leptos::html::meta()
        .attr("property", property)
        .content(content.into())
}
