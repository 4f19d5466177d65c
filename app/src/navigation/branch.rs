//! What the islands router has to know of a page's `main`: nothing but whether it is another one.
//!
//! The router compares two documents node by node and exchanges a branch whole when its name differs. Leptos marks a
//! branch wherever views of several kinds may stand. Within `main` that would have it compare two articles paragraph by table, and
//! lose its way; so all of it is one branch, named by what is in it, and the marks inside are left out: they were a
//! twentieth of what a reader downloads. Only an island needs those in it, to come to life.

use memchr::memmem;

const ISLAND: &str = "<leptos-island";
const ISLAND_END: &str = "</leptos-island>";

/// What stands in `main`, as one branch.
pub(crate) fn in_one_branch(html: &str) -> String {
    let main = unmarked(html);
    let name = &blake3::hash(main.as_bytes()).to_hex()[..16];
    format!("<!--bo-page-{name}-->{main}<!--bc-page-{name}-->")
}

/// The HTML without the marks of Leptos, save those inside islands. Islands do not stand in each other here.
fn unmarked(html: &str) -> String {
    let mut left = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(island) = find(rest, ISLAND) {
        without_marks(&rest[..island], &mut left);
        let end = find(&rest[island..], ISLAND_END);
        let end = end.map_or(rest.len(), |end| island + end + ISLAND_END.len());
        left.push_str(&rest[island..end]);
        rest = &rest[end..];
    }
    without_marks(rest, &mut left);
    left
}

fn without_marks(html: &str, left: &mut String) {
    let mut rest = html;
    while let Some(start) = find(rest, "<!") {
        // A branch may be named by a type, which has an angle in it.
        let last = match rest[start..].starts_with("<!--") {
            true => "-->",
            false => ">",
        };
        let Some(end) = find(&rest[start..], last).map(|end| start + end + last.len()) else {
            break;
        };
        let mark = &rest[start..end];
        let is_mark = matches!(mark, "<!>" | "<!---->")
            || mark.starts_with("<!--bo-")
            || mark.starts_with("<!--bc-");
        left.push_str(&rest[..if is_mark { start } else { end }]);
        rest = &rest[end..];
    }
    left.push_str(rest);
}

/// The HTML as the HTML Standard has it: Leptos keeps places with `<!>`, a comment to every browser and an error there.
pub(crate) fn standard(html: &str) -> String {
    const PLACE: &str = "<!>";
    let mut standard = String::with_capacity(html.len() + html.len() / 64);
    let mut done = 0;
    for place in memmem::find_iter(html.as_bytes(), PLACE) {
        standard.push_str(&html[done..place]);
        standard.push_str("<!---->");
        done = place + PLACE.len();
    }
    standard.push_str(&html[done..]);
    standard
}

/// A page is gone through several times: by the widest registers there are rather than byte by byte.
fn find(html: &str, what: &str) -> Option<usize> {
    memmem::find(html.as_bytes(), what.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{in_one_branch, standard, unmarked};

    #[test]
    fn marks_are_left_out_but_for_those_of_islands() {
        let island = "<leptos-island data-component=\"Latest\"><!--bo-a--><p>x<!></p><!--bc-a--></leptos-island>";
        let html = format!(
            "<!--bo-Option<Box<str>>--><p>a<!>b</p><!----><!-- kept > here -->{island}<!--bc-Option<Box<str>>-->"
        );
        let left = format!("<p>ab</p><!-- kept > here -->{island}");
        assert_eq!(unmarked(&html), left);
        let branch = in_one_branch(&html);
        assert!(branch.starts_with("<!--bo-page-") && branch.contains(&left));
        assert_ne!(branch, in_one_branch("<p>other</p>"));
    }

    #[test]
    fn places_are_comments() {
        assert_eq!(standard("<p>a<!>b<!></p>"), "<p>a<!---->b<!----></p>");
        assert_eq!(standard("<!DOCTYPE html>"), "<!DOCTYPE html>");
    }
}
