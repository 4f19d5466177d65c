//! What a page says of itself to search engines, in the words of schema.org, as JSON-LD.
//!
//! It stands in a `script` that is a data block: no browser runs it, so the content security policy has
//! nothing to allow (HTML Standard, section 4.12.1).

mod in_a_script;
mod live_blog;
mod words;

use domain::{Article, ArticleKind, Author, Correction, Moment, Picture, Profile};
use leptos::prelude::*;
use newsroom::previews::SIZE;

use self::in_a_script::in_a_script;
use self::words::{
    Authors, BreadcrumbList, CorrectionComment, Graph, ImageObject, ListItem,
    NewsMediaOrganization, Person, ProfilePage, Reference, Story, Type, WebPage, WebSite,
};
use crate::coverage::Updates;
use crate::dates::machine_readable_at;
use crate::paper::Masthead;

/// Width and height in pixels of the paper's mark.
pub(crate) const MARK: (&str, u32) = ("/apple-touch-icon.png", 180);

/// What a page says, as JSON that may stand in a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block(String);

/// The data block of a page.
#[component]
pub(crate) fn StructuredData(block: Block) -> impl IntoView {
    view! { <script type="application/ld+json" inner_html=block.0></script> }
}

/// What is said of an article.
pub(crate) struct About<'a> {
    /// The article.
    pub(crate) article: &'a Article,
    /// When it came out.
    pub(crate) published_at: Moment,
    /// How many words its text has.
    pub(crate) words: usize,
    /// The pictures that it is told in, if it is a gallery.
    pub(crate) gallery: &'a [Picture],
    /// The address of the picture that is drawn for it, if it has no other.
    pub(crate) drawn: Option<&'a str>,
    /// What goes on, if it is coverage.
    pub(crate) updates: Option<&'a Updates>,
}

/// The story, and the way to it from the front.
pub(crate) fn of_article(about: &About<'_>, paper: &Masthead) -> Option<Block> {
    let About {
        article,
        published_at,
        words,
        gallery,
        drawn,
        updates,
    } = *about;
    let version = &article.version;
    let section = &article.section;
    let address = format!("{}{}", paper.url, article.path());
    let time = |moment| machine_readable_at(&paper.time_zone, moment);
    let published = time(published_at);
    let publisher = publisher(paper);
    let authors = version.byline.authors();
    let author = match authors.is_empty() {
        true => Authors::Paper([&publisher]),
        false => Authors::People(authors.iter().map(|one| person(one, paper)).collect()),
    };
    let corrections = version.corrections.iter();
    let story = Story {
        kind: kind(version.kind),
        headline: version.headline.as_str(),
        url: &address,
        main_entity_of_page: WebPage { id: &address },
        date_published: &published,
        date_modified: time(article.updated_at().unwrap_or(published_at)),
        author: &author,
        publisher: &publisher,
        article_section: section.name(),
        in_language: version
            .language
            .as_ref()
            .unwrap_or(&paper.language)
            .as_str(),
        is_accessible_for_free: true,
        word_count: words,
        description: version.standfirst.as_ref().map(|text| text.as_str()),
        keywords: version.topics.iter().map(domain::Topic::name).collect(),
        image: images(version.picture.as_ref(), gallery, drawn, paper),
        correction: corrections
            .map(|one| correction(one, time(one.at())))
            .collect(),
        coverage_start_time: updates.map(|_| published.as_str()),
        coverage_end_time: updates.and_then(|updates| updates.closed_at).map(time),
        live_blog_update: updates.map(|updates| live_blog::updates(updates, &author, paper)),
    };
    let (front, list) = (
        format!("{}/", paper.url),
        format!("{}{}", paper.url, section.path()),
    );
    let trail = BreadcrumbList {
        item_list_element: [
            step(1, &paper.name, &front),
            step(2, section.name(), &list),
            step(3, version.headline.as_str(), &address),
        ],
    };
    in_a_script(&Graph::of((story, trail))).map(Block)
}

/// The picture above the story and those in it; the one that is drawn, where there is none.
fn images<'a>(
    lead: Option<&'a Picture>,
    gallery: &'a [Picture],
    drawn: Option<&str>,
    paper: &Masthead,
) -> Vec<ImageObject<'a>> {
    let others = gallery
        .iter()
        .filter(|other| lead.is_none_or(|lead| lead.id != other.id));
    let mut images: Vec<_> = lead
        .into_iter()
        .chain(others)
        .map(|one| picture(one, paper))
        .collect();
    if let (true, Some(path)) = (images.is_empty(), drawn) {
        let (width, height) = SIZE;
        images.push(image(path, width, height, paper));
    }
    images
}

/// The site and who publishes it, for the front page.
pub(crate) fn of_front(paper: &Masthead) -> Option<Block> {
    let publisher = publisher(paper);
    let site = WebSite {
        id: format!("{}/#site", paper.url),
        name: &paper.name,
        url: format!("{}/", paper.url),
        in_language: paper.language.as_str(),
        publisher: Reference { id: &publisher.id },
        description: paper.motto.as_deref(),
    };
    in_a_script(&Graph::of((site, &publisher))).map(Block)
}

/// The nearest type there is (schema.org/NewsArticle, "More specific types"). Programs that know none of
/// them know what they are kinds of.
fn kind(kind: ArticleKind) -> Type {
    match kind {
        ArticleKind::News | ArticleKind::Obituary => Type::One("NewsArticle"),
        ArticleKind::Opinion => Type::One("OpinionNewsArticle"),
        ArticleKind::Analysis => Type::One("AnalysisNewsArticle"),
        ArticleKind::Review => Type::One("ReviewNewsArticle"),
        ArticleKind::Explainer => Type::One("BackgroundNewsArticle"),
        ArticleKind::Coverage => Type::One("LiveBlogPosting"),
        // A gallery is a page there, not an article; it is both.
        ArticleKind::Gallery => Type::Two(["NewsArticle", "ImageGallery"]),
    }
}

fn correction(correction: &Correction, date_published: String) -> CorrectionComment<'_> {
    CorrectionComment {
        text: correction.text(),
        date_published,
    }
}

/// Who wrote what the page lists, and what readers are told of them.
pub(crate) fn of_author(
    author: &Author,
    profile: Option<&Profile>,
    paper: &Masthead,
) -> Option<Block> {
    let biography = profile.map(|profile| profile.biography.words());
    let portrait = profile.and_then(|profile| profile.picture.as_ref());
    let role = profile.and_then(|profile| profile.role.as_ref());
    let who = Person {
        works_for: Some(publisher(paper)),
        job_title: role.map(|role| role.as_str()),
        image: portrait.map(|portrait| picture(portrait, paper)),
        description: biography.filter(|biography| !biography.is_empty()),
        ..person(author, paper)
    };
    in_a_script(&ProfilePage::of(who)).map(Block)
}

fn publisher(paper: &Masthead) -> NewsMediaOrganization<'_> {
    let (mark, side) = MARK;
    NewsMediaOrganization {
        id: format!("{}/#paper", paper.url),
        name: &paper.name,
        url: format!("{}/", paper.url),
        logo: image(mark, side, side, paper),
    }
}

fn person<'a>(author: &'a Author, paper: &Masthead) -> Person<'a> {
    Person {
        name: author.name(),
        url: format!("{}{}", paper.url, author.path()),
        works_for: None,
        job_title: None,
        image: None,
        description: None,
    }
}

fn picture<'a>(picture: &'a Picture, paper: &Masthead) -> ImageObject<'a> {
    ImageObject {
        caption: picture.caption.as_ref().map(|caption| caption.as_str()),
        credit_text: picture.credit.as_ref().map(|credit| credit.as_str()),
        ..image(&picture.path(), picture.width, picture.height, paper)
    }
}

fn image<'a>(path: &str, width: u32, height: u32, paper: &Masthead) -> ImageObject<'a> {
    ImageObject {
        url: format!("{}{path}", paper.url),
        width,
        height,
        caption: None,
        credit_text: None,
    }
}

fn step<'a>(position: u8, name: &'a str, item: &'a str) -> ListItem<'a> {
    ListItem {
        position,
        name,
        item,
    }
}
