//! What a page says of itself to search engines, in the words of schema.org, as JSON-LD.
//!
//! It stands in a `script` that is a data block: no browser runs it, so the content security policy has
//! nothing to allow (HTML Standard, section 4.12.1).

use domain::{Article, ArticleKind, Author, Correction, Moment, Picture, Profile, word_count};
use leptos::prelude::*;
use newsroom::previews::SIZE;
use serde_json::{Value, json};

use crate::coverage::{self, Updates};
use crate::dates::machine_readable_at;
use crate::paper::Masthead;

/// Width and height in pixels of the paper's mark.
pub(crate) const MARK: (&str, u32) = ("/apple-touch-icon.png", 180);

/// The data block of a page.
#[component]
pub(crate) fn StructuredData(data: Value) -> impl IntoView {
    view! { <script type="application/ld+json" inner_html=in_a_script(&data)></script> }
}

/// What is said of an article.
pub(crate) struct About<'a> {
    /// The article.
    pub(crate) article: &'a Article,
    /// When it came out.
    pub(crate) published_at: Moment,
    /// The pictures that it is told in, if it is a gallery.
    pub(crate) gallery: &'a [Picture],
    /// The address of the picture that is drawn for it, if it has no other.
    pub(crate) drawn: Option<&'a str>,
    /// What goes on, if it is coverage.
    pub(crate) updates: Option<&'a Updates>,
}

/// The story, and the way to it from the front.
pub(crate) fn of_article(about: &About<'_>, paper: &Masthead) -> Value {
    let About {
        article,
        published_at,
        gallery,
        drawn,
        updates,
    } = *about;
    let version = &article.version;
    let address = format!("{}{}", paper.url, article.path());
    let language = version.language.as_ref().unwrap_or(&paper.language);
    let authors: Vec<Value> = version
        .byline
        .authors()
        .iter()
        .map(|author| person(author, paper))
        .collect();
    let topics: Vec<&str> = version.topics.iter().map(domain::Topic::name).collect();
    let time = |moment| machine_readable_at(&paper.time_zone, moment);
    let mut story = json!({
        "@type": kind(version.kind),
        "headline": version.headline,
        "url": address,
        "mainEntityOfPage": { "@type": "WebPage", "@id": address },
        "datePublished": time(published_at),
        "dateModified": time(article.updated_at().unwrap_or(published_at)),
        "author": authors,
        "publisher": publisher(paper),
        "articleSection": article.section.name(),
        "inLanguage": language,
        "isAccessibleForFree": true,
        "wordCount": word_count(version.body.as_str()),
    });
    if authors.is_empty() {
        // What nobody signed is the paper's own.
        story["author"] = json!([publisher(paper)]);
    }
    if let Some(standfirst) = &version.standfirst {
        story["description"] = json!(standfirst);
    }
    if !topics.is_empty() {
        story["keywords"] = json!(topics);
    }
    let lead = version.picture.iter();
    let others = gallery.iter().filter(|other| {
        let lead = version.picture.as_ref();
        lead.is_none_or(|lead| lead.id != other.id)
    });
    let mut images: Vec<Value> = lead.chain(others).map(|one| picture(one, paper)).collect();
    if let (true, Some(path)) = (images.is_empty(), drawn) {
        let (width, height) = SIZE;
        images.push(image(path, width, height, paper));
    }
    if !images.is_empty() {
        story["image"] = json!(images);
    }
    if !version.corrections.is_empty() {
        let corrections = version.corrections.iter();
        let corrections = corrections.map(|one| correction(one, time(one.at())));
        story["correction"] = corrections.collect();
    }
    if let Some(updates) = updates {
        coverage::describe(&mut story, updates, paper);
    }
    let section = &article.section;
    let steps = json!([
        step(1, &paper.name, &format!("{}/", paper.url)),
        step(
            2,
            section.name(),
            &format!("{}{}", paper.url, section.path())
        ),
        step(3, version.headline.as_str(), &address),
    ]);
    let trail = json!({ "@type": "BreadcrumbList", "itemListElement": steps });
    json!({ "@context": "https://schema.org", "@graph": [story, trail] })
}

/// The site and who publishes it, for the front page.
pub(crate) fn of_front(paper: &Masthead) -> Value {
    let mut site = json!({
        "@type": "WebSite",
        "@id": format!("{}/#site", paper.url),
        "name": paper.name,
        "url": format!("{}/", paper.url),
        "inLanguage": paper.language,
        "publisher": { "@id": publisher_id(paper) },
    });
    if let Some(motto) = &paper.motto {
        site["description"] = json!(motto);
    }
    json!({ "@context": "https://schema.org", "@graph": [site, publisher(paper)] })
}

/// The nearest type there is (schema.org/NewsArticle, "More specific types"). Programs that know none of
/// them know what they are kinds of.
fn kind(kind: ArticleKind) -> Value {
    match kind {
        ArticleKind::News | ArticleKind::Obituary => json!("NewsArticle"),
        ArticleKind::Opinion => json!("OpinionNewsArticle"),
        ArticleKind::Analysis => json!("AnalysisNewsArticle"),
        ArticleKind::Review => json!("ReviewNewsArticle"),
        ArticleKind::Explainer => json!("BackgroundNewsArticle"),
        ArticleKind::Coverage => json!("LiveBlogPosting"),
        // A gallery is a page there, not an article; it is both.
        ArticleKind::Gallery => json!(["NewsArticle", "ImageGallery"]),
    }
}

fn correction(correction: &Correction, published: String) -> Value {
    json!({
        "@type": "CorrectionComment",
        "text": correction.text(),
        "datePublished": published,
    })
}

/// Who wrote what the page lists, and what readers are told of them.
pub(crate) fn of_author(author: &Author, profile: Option<&Profile>, paper: &Masthead) -> Value {
    let mut who = person(author, paper);
    who["worksFor"] = publisher(paper);
    if let Some(profile) = profile {
        if let Some(role) = &profile.role {
            who["jobTitle"] = json!(role);
        }
        if let Some(portrait) = &profile.picture {
            who["image"] = picture(portrait, paper);
        }
        let biography = profile.biography.words();
        if !biography.is_empty() {
            who["description"] = json!(biography);
        }
    }
    json!({ "@context": "https://schema.org", "@type": "ProfilePage", "mainEntity": who })
}

fn publisher(paper: &Masthead) -> Value {
    let (mark, side) = MARK;
    json!({
        "@type": "NewsMediaOrganization",
        "@id": publisher_id(paper),
        "name": paper.name,
        "url": format!("{}/", paper.url),
        "logo": image(mark, side, side, paper),
    })
}

fn publisher_id(paper: &Masthead) -> String {
    format!("{}/#paper", paper.url)
}

pub(crate) fn person(author: &Author, paper: &Masthead) -> Value {
    json!({
        "@type": "Person",
        "name": author.name(),
        "url": format!("{}{}", paper.url, author.path()),
    })
}

fn picture(picture: &Picture, paper: &Masthead) -> Value {
    let mut image = image(&picture.path(), picture.width, picture.height, paper);
    if let Some(caption) = &picture.caption {
        image["caption"] = json!(caption);
    }
    if let Some(credit) = &picture.credit {
        image["creditText"] = json!(credit);
    }
    image
}

fn image(path: &str, width: u32, height: u32, paper: &Masthead) -> Value {
    json!({
        "@type": "ImageObject",
        "url": format!("{}{path}", paper.url),
        "width": width,
        "height": height,
    })
}

fn step(position: u32, name: &str, address: &str) -> Value {
    json!({ "@type": "ListItem", "position": position, "name": name, "item": address })
}

/// JSON that cannot end the script it stands in, or begin a comment there. These characters stand in its
/// strings only, where an escape means the same.
fn in_a_script(data: &Value) -> String {
    let json = data.to_string();
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            other => safe.push(other),
        }
    }
    safe
}
