//! The words of schema.org that pages use. They borrow what they tell, for they are written as soon as they are put together.

use serde::Serialize;

/// Where the words are explained.
const CONTEXT: &str = "https://schema.org";

/// Several things that a page tells of.
#[derive(Serialize)]
pub(super) struct Graph<T> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: T,
}

impl<T> Graph<T> {
    pub(super) fn of(graph: T) -> Self {
        Self {
            context: CONTEXT,
            graph,
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct ProfilePage<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    main_entity: Person<'a>,
}

impl<'a> ProfilePage<'a> {
    pub(super) fn of(main_entity: Person<'a>) -> Self {
        Self {
            context: CONTEXT,
            main_entity,
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct WebSite<'a> {
    #[serde(rename = "@id")]
    pub(super) id: String,
    pub(super) name: &'a str,
    pub(super) url: String,
    pub(super) in_language: &'a str,
    pub(super) publisher: Reference<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
}

/// Something that is told of elsewhere.
#[derive(Serialize)]
pub(super) struct Reference<'a> {
    #[serde(rename = "@id")]
    pub(super) id: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct WebPage<'a> {
    #[serde(rename = "@id")]
    pub(super) id: &'a str,
}

/// What type an article is of: one that fits it best, or two that both fit.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Type {
    One(&'static str),
    Two([&'static str; 2]),
}

/// An article of any type.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Story<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: Type,
    pub(super) headline: &'a str,
    pub(super) url: &'a str,
    pub(super) main_entity_of_page: WebPage<'a>,
    pub(super) date_published: &'a str,
    pub(super) date_modified: String,
    pub(super) author: &'a Authors<'a>,
    pub(super) publisher: &'a NewsMediaOrganization<'a>,
    pub(super) article_section: &'a str,
    pub(super) in_language: &'a str,
    pub(super) is_accessible_for_free: bool,
    pub(super) word_count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) keywords: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) image: Vec<ImageObject<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) correction: Vec<CorrectionComment<'a>>,
    /// Of coverage alone, as all below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) coverage_start_time: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) coverage_end_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) live_blog_update: Option<Vec<BlogPosting<'a>>>,
}

/// Who wrote something.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Authors<'a> {
    People(Vec<Person<'a>>),
    /// What nobody signed is the paper's own.
    Paper([&'a NewsMediaOrganization<'a>; 1]),
}

/// An update of coverage.
#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct BlogPosting<'a> {
    pub(super) headline: String,
    pub(super) url: String,
    pub(super) date_published: String,
    pub(super) date_modified: String,
    pub(super) article_body: String,
    pub(super) author: Signed<'a>,
}

/// Who wrote an update: people of its own, or whoever wrote the story.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Signed<'a> {
    Itself(Vec<Person<'a>>),
    AsTheStory(&'a Authors<'a>),
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct Person<'a> {
    pub(super) name: &'a str,
    pub(super) url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) works_for: Option<NewsMediaOrganization<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) job_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) image: Option<ImageObject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct NewsMediaOrganization<'a> {
    #[serde(rename = "@id")]
    pub(super) id: String,
    pub(super) name: &'a str,
    pub(super) url: String,
    pub(super) logo: ImageObject<'a>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct ImageObject<'a> {
    pub(super) url: String,
    /// In pixels, as the height.
    pub(super) width: u32,
    pub(super) height: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) caption: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) credit_text: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct CorrectionComment<'a> {
    pub(super) text: &'a str,
    pub(super) date_published: String,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct BreadcrumbList<'a> {
    pub(super) item_list_element: [ListItem<'a>; 3],
}

#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct ListItem<'a> {
    /// The first is 1.
    pub(super) position: u8,
    pub(super) name: &'a str,
    pub(super) item: &'a str,
}
