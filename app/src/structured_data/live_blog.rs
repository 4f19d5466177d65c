//! Coverage in the words of schema.org (schema.org/LiveBlogPosting).

use domain::Entry;

use super::person;
use super::words::{Authors, BlogPosting, Signed};
use crate::coverage::Updates;
use crate::dates::machine_readable_at;
use crate::paper::Masthead;

/// The updates on the page of a story that those people wrote.
pub(super) fn updates<'a>(
    updates: &'a Updates,
    authors: &'a Authors<'a>,
    paper: &Masthead,
) -> Vec<BlogPosting<'a>> {
    let all = updates.all();
    all.map(|update| posting(&update.entry, &updates.path, authors, paper))
        .collect()
}

fn posting<'a>(
    entry: &'a Entry,
    path: &str,
    authors: &'a Authors<'a>,
    paper: &Masthead,
) -> BlogPosting<'a> {
    let version = &entry.version;
    let time = |moment| machine_readable_at(&paper.time_zone, moment);
    let own = version.byline.authors().iter();
    let own: Vec<_> = own.map(|author| person(author, paper)).collect();
    BlogPosting {
        headline: version.title(),
        url: format!("{}{path}{}", paper.url, Entry::link(entry.number)),
        date_published: time(entry.at),
        date_modified: time(entry.changed_at()),
        article_body: version.text.markdown().words().trim_end().to_owned(),
        author: match own.is_empty() {
            true => Signed::AsTheStory(authors),
            false => Signed::Itself(own),
        },
    }
}
