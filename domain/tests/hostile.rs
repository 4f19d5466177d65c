//! Whatever somebody writes, what comes out holds what a story may hold and nothing else: three thousand texts, each at nine places.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "hostile/markup.rs"]
mod markup;
#[path = "hostile/texts.rs"]
mod texts;

use std::collections::BTreeMap;

use domain::{Markdown, Rendering};
use markup::{Element, elements, scheme};
use texts::texts;

/// Elements that a story may have: text, lists, tables, quotes, pictures, footnotes, embeds.
const ELEMENTS: &str = "a abbr acronym area article aside b bdi bdo blockquote br button caption center cite code col colgroup data dd \
    del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li map mark nav ol p picture pre q \
    rp rt rtc ruby s samp section small source span strike strong sub summary sup table tbody td th thead time tr tt u ul var wbr";

/// Attributes that any of them may have; which may have which is the sanitiser's business.
const ATTRIBUTES: &str = "align alt aria-hidden aria-label char charoff cite class color data-player datetime decoding dir frame headers height href \
    hreflang id lang loading name open role rowspan rules scope sizes size span src srcset start summary tabindex title type \
    value width colspan compact noshade shape coords bgcolor";

/// Where a text may stand in a body.
const PLACES: [&str; 9] = [
    "{}",
    "Before {} and after.",
    "# {}",
    "> {}",
    "- {}",
    "| {} |\n|---|\n| {} |",
    "x[^1]\n\n[^1]: {}",
    "<div>{}</div>",
    "> [!QUOTE]\n> {}\n> — {}",
];

/// What is wrong with what came out; nothing if it may stand on a page.
fn wrong(element: &Element) -> Option<String> {
    let Element { name, attributes } = element;
    if !ELEMENTS.split_whitespace().any(|known| known == name) {
        return Some(format!("<{name}>"));
    }
    attributes.iter().find_map(|(attribute, value)| {
        let is_known = ATTRIBUTES
            .split_whitespace()
            .any(|known| known == attribute);
        let is_well = is_known
            && match attribute.as_str() {
                "href" | "cite" => matches!(
                    scheme(value).as_deref(),
                    None | Some("http" | "https" | "mailto" | "tel")
                ),
                // From the paper itself alone: nobody else learns that a story is read.
                "src" => is_of_the_paper(value),
                "srcset" => value.split(',').map(str::trim).all(is_of_the_paper),
                "data-player" => domain::EMBED_HOSTS
                    .iter()
                    .any(|host| value.starts_with(&format!("https://{host}/"))),
                "id" => ["part-", "note-", "noteref-"]
                    .iter()
                    .any(|ours| value.starts_with(ours)),
                "name" => false,
                "class" => value.split_whitespace().all(is_of_the_renderer),
                "tabindex" => value == "0",
                "role" => matches!(value.as_str(), "region" | "doc-endnotes"),
                "type" => matches!(
                    value.as_str(),
                    "button" | "image/avif" | "image/webp" | "1" | "a" | "A" | "i" | "I"
                ),
                _ => true,
            };
        (!is_well).then(|| format!("<{name} {attribute}={value:?}>"))
    })
}

/// Classes that the renderer gives, and the language of a piece of code. With others, a story could look like a part of the page.
fn is_of_the_renderer(class: &str) -> bool {
    const OURS: &str = "cell-centre cell-end table-scroll pictures quote pull-quote embed footnotes footnote-reference";
    OURS.split(' ').any(|ours| ours == class) || class.starts_with("language-")
}

fn is_of_the_paper(address: &str) -> bool {
    let second = address
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .nth(1);
    address.is_empty()
        || address.starts_with('/') && !matches!(second, Some('/' | '\\' | '\t' | '\n' | '\r'))
}

#[test]
fn nothing_that_runs_or_leads_astray_comes_out_of_a_body() {
    let english = "en".parse().unwrap();
    let renderings = [Rendering::page(&english), Rendering::feed(&english)];
    let mut found = BTreeMap::new();
    let mut count = 0;
    for text in texts() {
        for place in PLACES {
            let body = place.replace("{}", &text);
            let Ok(body) = body.parse::<Markdown>() else {
                continue;
            };
            count += 1;
            for rendering in &renderings {
                let html = body.render_as(rendering);
                let bad = elements(html.as_str()).iter().find_map(wrong);
                if let Some(bad) = bad {
                    // One of each kind is enough to look at.
                    let kind = bad.split('"').next().unwrap_or_default().to_owned();
                    let told = format!("{bad} from {text:?} at {place:?}: {}", html.as_str());
                    found.entry(kind).or_insert(told);
                }
            }
        }
    }
    assert!(count > 20_000, "{count}");
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn what_is_looked_for_would_be_found() {
    for bad in [
        "<script>ran=1</script>",
        "<p onclick=ran=1>",
        "<p style=x>",
        "<a href='java\tscript:ran=1'>",
        "<a href=' javascript:ran=1'>",
        "<a href=data:x>",
        "<img src=//evil.example>",
        "<img src='/\t/evil.example'>",
        "<source srcset='/x, //evil.example 2x'>",
        "<p id=main>",
        "<p class=masthead>",
        "<svg>",
        "<button type=submit>",
        "<figure data-player=https://evil.example/>",
    ] {
        assert!(elements(bad).iter().any(|it| wrong(it).is_some()), "{bad}");
    }
}
