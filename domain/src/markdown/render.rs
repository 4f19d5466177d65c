//! Markdown to HTML, safe by construction where the author wrote none, through the sanitiser where they did.
//!
//! What the parser writes itself can only be harmful in its addresses, and those are checked here.
//! Parsing the result once more with an HTML parser would cost more than all the rest of a page, so
//! only bodies with raw HTML in them take that way. A property test holds the two against each other.

use std::collections::HashSet;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, html};

use super::dress::Dresser;
use super::rendering::Rendering;
use super::{Part, anchors, blocks, nesting, sanitise, words};

pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH);

pub(super) fn html(markdown: &str, rendering: &Rendering<'_>) -> String {
    let (page, has_raw_html) = unchecked(markdown, rendering);
    if has_raw_html {
        sanitise::html(&page)
    } else {
        page
    }
}

/// The same in blocks. What the author wrote in HTML may reach from one block into another: then there is one.
pub(super) fn html_in_blocks(markdown: &str, rendering: &Rendering<'_>) -> Vec<String> {
    let (page, has_raw_html) = unchecked(markdown, rendering);
    if has_raw_html {
        vec![sanitise::html(&page)]
    } else {
        blocks::of(&page).into_iter().map(str::to_owned).collect()
    }
}

/// What is safe unless the author wrote HTML, and whether they did. HTML that the sanitiser would take minutes for is left out.
fn unchecked(markdown: &str, rendering: &Rendering<'_>) -> (String, bool) {
    let lines = nesting::shallow_lines(markdown);
    let mut has_raw_html = false;
    let events = read(&lines)
        .inspect(|event| has_raw_html |= matches!(event, Event::Html(_) | Event::InlineHtml(_)));
    let page = written(&lines, events, rendering);
    if has_raw_html && nesting::is_too_deep(&page) {
        let events = nesting::without_html(read(&lines));
        return (written(&lines, events, rendering), false);
    }
    (page, has_raw_html)
}

fn read(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    nesting::shallow(Parser::new_ext(markdown, OPTIONS))
}

fn written<'a>(
    markdown: &str,
    events: impl Iterator<Item = Event<'a>>,
    rendering: &Rendering<'_>,
) -> String {
    let body = if markdown.contains("[!") {
        words::outside_of_pull_quotes(markdown)
    } else {
        String::new()
    };
    let dressed = Dresser::new(rendering).page(events.map(checked_address), &body);
    let mut page = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut page, dressed.into_iter().map(plain_void));
    page
}

pub(super) fn parts(markdown: &str) -> Vec<Part> {
    let lines = nesting::shallow_lines(markdown);
    let mut has_raw_html = false;
    let events = read(&lines)
        .inspect(|event| has_raw_html |= matches!(event, Event::Html(_) | Event::InlineHtml(_)));
    let mut parts = anchors::parts(events);
    if has_raw_html {
        // An element that was opened and never closed may have swallowed what follows.
        let page = html(markdown, &Rendering::default());
        let after = page.split("<h2 id=\"").skip(1);
        let shown: HashSet<&str> = after.filter_map(|it| it.split('"').next()).collect();
        parts.retain(|part| shown.contains(part.anchor.as_str()));
    }
    parts
}

/// Void elements as HTML writes them; the parser's writer writes those of XHTML.
fn plain_void(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Rule => Event::Html(CowStr::Borrowed("<hr>\n")),
        Event::HardBreak => Event::InlineHtml(CowStr::Borrowed("<br>\n")),
        other => other,
    }
}

/// The event with an address that could run script, or reach a third party unasked, replaced.
fn checked_address(mut event: Event<'_>) -> Event<'_> {
    match &mut event {
        Event::Start(Tag::Link { dest_url, .. }) if !may_link(dest_url) => {
            *dest_url = CowStr::Borrowed("#");
        }
        Event::Start(Tag::Image { dest_url, .. }) if !may_embed(dest_url) => {
            *dest_url = CowStr::Borrowed("");
        }
        _ => {}
    }
    event
}

/// Whether a link may lead there: on this site, to another one, or to a mail or phone program.
pub(super) fn may_link(address: &str) -> bool {
    let visible: String = address
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect::<String>()
        .to_ascii_lowercase();
    match visible.split_once(':') {
        None => true,
        Some((before, _)) if before.contains(['/', '?', '#']) => true,
        Some((scheme, _)) => matches!(scheme, "http" | "https" | "mailto" | "tel"),
    }
}

/// Whether a picture may come from there: only from the paper itself. Browsers leave tabs and ends of lines out of an address, so
/// that two slashes may stand where there seem to be none (URL Standard, section 4.4).
pub(super) fn may_embed(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && !address.contains(['\\', '\t', '\n', '\r'])
}
