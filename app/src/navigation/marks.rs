//! The marks that Leptos leaves in the HTML of a page: where one piece of a view ends and another begins.
//!
//! Only an island needs them, to come to life; outside of islands they are left out, and no reader downloads them. A mark
//! that stays is written as the HTML Standard has it: Leptos keeps places with `<!>`, a comment to every browser and an error
//! there. And an island goes by the name that it has in the code.

use memchr::memmem;

const ISLAND: &str = "<leptos-island";
const ISLAND_NAME: &str = "<leptos-island data-component=\"";
const ISLAND_END: &str = "</leptos-island>";

/// The HTML without the marks of Leptos, save those inside islands. Islands do not stand in each other here.
#[must_use]
pub fn unmarked(html: &str) -> String {
    let mut left = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(island) = find(rest, ISLAND) {
        without_marks(&rest[..island], &mut left);
        let end = find(&rest[island..], ISLAND_END);
        let end = end.map_or(rest.len(), |end| island + end + ISLAND_END.len());
        with_places(by_name(&rest[island..end], &mut left), &mut left);
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

/// Writes an island's start up to its name, and returns what comes after. Leptos ends that name with a number of some twenty
/// digits, which no compression takes out again; the start script knows both.
fn by_name<'a>(island: &'a str, left: &mut String) -> &'a str {
    let Some((name, after)) = island
        .strip_prefix(ISLAND_NAME)
        .and_then(|named| Some(named.split_at(named.find('"')?)))
    else {
        return island;
    };
    let unnumbered = name.trim_end_matches(|digit: char| digit.is_ascii_digit());
    left.push_str(ISLAND_NAME);
    left.push_str(unnumbered.strip_suffix('_').unwrap_or(name));
    after
}

fn with_places(html: &str, left: &mut String) {
    const PLACE: &str = "<!>";
    let mut done = 0;
    for place in memmem::find_iter(html.as_bytes(), PLACE) {
        left.push_str(&html[done..place]);
        left.push_str("<!---->");
        done = place + PLACE.len();
    }
    left.push_str(&html[done..]);
}

/// A page is gone through several times: by the widest registers there are rather than byte by byte.
fn find(html: &str, what: &str) -> Option<usize> {
    memmem::find(html.as_bytes(), what.as_bytes())
}
