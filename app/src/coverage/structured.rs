//! Coverage in the words of schema.org (schema.org/LiveBlogPosting).

use domain::Entry;
use serde_json::{Value, json};

use super::Updates;
use crate::dates::machine_readable_at;
use crate::paper::Masthead;
use crate::structured_data::person;

/// Adds to what is said of a story that it goes on, and the updates on its page.
pub(crate) fn describe(story: &mut Value, updates: &Updates, paper: &Masthead) {
    let time = |moment| machine_readable_at(&paper.time_zone, moment);
    story["coverageStartTime"] = story["datePublished"].clone();
    if let Some(closed) = updates.closed_at {
        story["coverageEndTime"] = json!(time(closed));
    }
    let update = |entry: &Entry| {
        let version = &entry.version;
        let link = Entry::link(entry.number);
        let mut update = json!({
            "@type": "BlogPosting",
            "headline": version.title(),
            "url": format!("{}{}{link}", paper.url, updates.path),
            "datePublished": time(entry.at),
            "dateModified": time(entry.changed_at()),
            "articleBody": version.text.markdown().words().trim_end(),
        });
        let authors = version.byline.authors().iter();
        let authors: Vec<Value> = authors.map(|author| person(author, paper)).collect();
        update["author"] = match authors.is_empty() {
            true => story["author"].clone(),
            false => json!(authors),
        };
        update
    };
    let all: Vec<Value> = updates.all().map(|it| update(&it.entry)).collect();
    story["liveBlogUpdate"] = json!(all);
}
