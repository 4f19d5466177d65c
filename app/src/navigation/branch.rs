//! What the islands router has to know of a page's `main`: nothing but whether it is another one.
//!
//! The router compares two documents node by node and exchanges a branch whole when its name differs. Leptos marks a
//! branch wherever views of several kinds may stand. Within `main` that would have it compare two articles paragraph by table, and
//! lose its way; so all of it is one branch, named by what is in it, and the marks inside are left out: they were a
//! twentieth of what a reader downloads. Only an island needs those in it, to come to life.

use std::hash::{DefaultHasher, Hash, Hasher};

const ISLAND: &str = "<leptos-island";
const ISLAND_END: &str = "</leptos-island>";

/// The document with its `main` as one branch.
pub(crate) fn in_one_branch(html: &str) -> String {
    let inside = html
        .find("<main")
        .and_then(|main| Some(main + html[main..].find('>')? + 1));
    let (Some(start), Some(end)) = (inside, html.rfind("</main>")) else {
        return html.to_owned();
    };
    let main = unmarked(&html[start..end]);
    let mut hasher = DefaultHasher::new();
    main.hash(&mut hasher);
    let name = format!("page-{:016x}", hasher.finish());
    let (before, after) = (&html[..start], &html[end..]);
    format!("{before}<!--bo-{name}-->{main}<!--bc-{name}-->{after}")
}

/// The HTML without the marks of Leptos, save those inside islands. Islands do not stand in each other here.
fn unmarked(html: &str) -> String {
    let mut left = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(island) = rest.find(ISLAND) {
        without_marks(&rest[..island], &mut left);
        let end = rest[island..].find(ISLAND_END);
        let end = end.map_or(rest.len(), |end| island + end + ISLAND_END.len());
        left.push_str(&rest[island..end]);
        rest = &rest[end..];
    }
    without_marks(rest, &mut left);
    left
}

fn without_marks(html: &str, left: &mut String) {
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        let Some(end) = rest[start..].find("-->").map(|end| start + end + 3) else {
            break;
        };
        let comment = &rest[start..end];
        let is_mark = comment == "<!---->"
            || comment.starts_with("<!--bo-")
            || comment.starts_with("<!--bc-");
        left.push_str(&rest[..if is_mark { start } else { end }]);
        rest = &rest[end..];
    }
    left.push_str(rest);
}
