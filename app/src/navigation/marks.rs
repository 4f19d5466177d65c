//! The marks that Leptos leaves in the HTML of a page: where one piece of a view ends and another begins.
//!
//! Only an island needs them, to come to life; outside of islands they are left out, and no reader downloads them. A mark
//! that stays is written as the HTML Standard has it.

use memchr::memmem;

const ISLAND: &str = "<leptos-island";
const ISLAND_END: &str = "</leptos-island>";

/// The HTML without the marks of Leptos, save those inside islands, as the standard has them. Islands do not stand in each other here.
pub(crate) fn unmarked(html: &str) -> String {
    let mut left = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(island) = find(rest, ISLAND) {
        without_marks(&rest[..island], &mut left);
        let end = find(&rest[island..], ISLAND_END);
        let end = end.map_or(rest.len(), |end| island + end + ISLAND_END.len());
        with_places(&rest[island..end], &mut left);
        rest = &rest[end..];
    }
    without_marks(rest, &mut left);
    left
}

fn without_marks(html: &str, left: &mut String) {
    let mut rest = html;
    while let Some(start) = find(rest, "<!") {
        let last = match rest[start..].starts_with("<!--") {
            true => "-->",
            false => ">",
        };
        let Some(end) = find(&rest[start..], last).map(|end| start + end + last.len()) else {
            break;
        };
        let mark = &rest[start..end];
        let is_mark = matches!(mark, "<!>" | "<!---->");
        left.push_str(&rest[..if is_mark { start } else { end }]);
        rest = &rest[end..];
    }
    left.push_str(rest);
}

/// The HTML as the HTML Standard has it: Leptos keeps places with `<!>`, a comment to every browser and an error there.
pub(crate) fn standard(html: &str) -> String {
    let mut standard = String::with_capacity(html.len() + html.len() / 64);
    with_places(html, &mut standard);
    standard
}

fn with_places(html: &str, standard: &mut String) {
    const PLACE: &str = "<!>";
    let mut done = 0;
    for place in memmem::find_iter(html.as_bytes(), PLACE) {
        standard.push_str(&html[done..place]);
        standard.push_str("<!---->");
        done = place + PLACE.len();
    }
    standard.push_str(&html[done..]);
}

/// A page is gone through several times: by the widest registers there are rather than byte by byte.
fn find(html: &str, what: &str) -> Option<usize> {
    memmem::find(html.as_bytes(), what.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{standard, unmarked};

    #[test]
    fn marks_are_left_out_but_for_those_of_islands() {
        let island = |mark| {
            format!("<leptos-island data-component=\"Latest\"><p>x{mark}</p></leptos-island>")
        };
        let html = format!(
            "<p>a<!>b</p><!----><!-- kept > here -->{}<!>",
            island("<!>")
        );
        let left = format!("<p>ab</p><!-- kept > here -->{}", island("<!---->"));
        assert_eq!(unmarked(&html), left);
    }

    #[test]
    fn places_are_comments() {
        assert_eq!(standard("<p>a<!>b<!></p>"), "<p>a<!---->b<!----></p>");
        assert_eq!(standard("<!DOCTYPE html>"), "<!DOCTYPE html>");
    }
}
