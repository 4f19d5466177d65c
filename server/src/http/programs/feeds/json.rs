//! JSON Feed 1.1 (jsonfeed.org/version/1.1).

use serde_json::{Map, Value, json};

use super::content::{Entry, Feed};
use crate::http::programs::times::rfc_3339;

pub(super) fn write(feed: &Feed<'_>) -> String {
    let items: Vec<Value> = feed.entries.iter().map(item).collect();
    let hubs = feed
        .hub
        .map(|hub| json!([{ "type": "WebSub", "url": hub }]));
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "icon": feed.icon(),
        "language": feed.paper.language,
        "authors": [{ "name": feed.paper.name, "url": feed.paper.url }],
        "items": items,
    })
    .with("hubs", hubs)
    .to_string()
}

fn item(entry: &Entry) -> Value {
    let authors: Vec<Value> = entry
        .authors
        .iter()
        .map(|author| json!({ "name": author.name, "url": author.address }))
        .collect();
    json!({
        "id": entry.id,
        "url": entry.address,
        "title": entry.headline,
        "content_html": entry.html,
        "date_published": rfc_3339(entry.published),
        "date_modified": rfc_3339(entry.updated),
        "tags": entry.categories,
    })
    .with(
        "summary",
        entry.standfirst.as_ref().map(|words| json!(words)),
    )
    .with("authors", (!authors.is_empty()).then(|| json!(authors)))
    .with("language", entry.language.as_ref().map(|tag| json!(tag)))
    .with(
        "image",
        entry.picture.as_ref().map(|lead| json!(lead.address)),
    )
}

/// Leaving out what there is none of: the format has no null.
trait With {
    fn with(self, key: &str, value: Option<Value>) -> Self;
}

impl With for Value {
    fn with(mut self, key: &str, value: Option<Value>) -> Self {
        let object: Option<&mut Map<String, Value>> = self.as_object_mut();
        if let (Some(object), Some(value)) = (object, value) {
            object.insert(key.to_owned(), value);
        }
        self
    }
}
