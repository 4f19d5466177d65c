//! Links and pictures that lead nowhere.

use std::cell::OnceCell;

use domain::Markdown;
use url::Url;

use super::parts::{Parts, Shown};
use super::picture_names::called;
use super::{Field, Found, GateFacts, addresses, raw_html};
use crate::desk::manuscript::Manuscript;

/// How many places in the story are named to whoever meant another.
const NAMED: usize = 5;

pub(super) fn found(manuscript: &Manuscript, parts: &Parts, facts: &GateFacts) -> Found {
    let is_dead = |address: &str| {
        addresses::within(address, &facts.url)
            .is_some_and(|path| facts.leads_nowhere.contains(path))
    };
    let mut found = Vec::new();
    let picture = manuscript.picture.trim();
    if is_dead(picture) {
        let sentence = "The paper does not keep the picture above the story. Bring the file in, or choose another.";
        found.push((Field::Picture, sentence.to_owned()));
    }
    // Most stories have no link into themselves.
    let places = OnceCell::new();
    let places = || places.get_or_init(|| places_in(&manuscript.body));
    for link in &parts.links {
        let address = &link.address;
        let fault = addresses::fault(address)
            .or_else(|| behind_the_desk(address, &facts.url))
            .or_else(|| match facts.is_entry && address.trim().starts_with("#entry-") {
                true => None,
                false => no_such_place(address, places),
            })
            .or_else(|| {
                is_dead(address).then(|| {
                    format!(
                        "leads to `{address}`, where readers find nothing. Take the link out, or have it lead elsewhere."
                    )
                })
            });
        let sentence = fault.map(|fault| format!("The link “{}” {fault}", link.words));
        found.extend(sentence.map(|sentence| (Field::Body, sentence)));
    }
    for (place, Shown { address, .. }) in parts.pictures.iter().enumerate() {
        let is_kept = match addresses::within(address, &facts.url) {
            None => false,
            Some(path) if facts.leads_nowhere.contains(path) => false,
            Some(_) => true,
        };
        if !is_kept {
            let sentence = format!(
                "The paper does not keep {}, so readers do not see it. Bring the file in, or take it out.",
                called(parts, place, facts)
            );
            found.push((Field::Body, sentence));
        }
    }
    found
}

/// Why readers are not sent to the desk, where some addresses are secret.
fn behind_the_desk(address: &str, url: &str) -> Option<String> {
    let mut parts = addresses::within(address, url)?.split('/').skip(1);
    if parts.next() != Some("desk") {
        return None;
    }
    let what = match parts.next() {
        Some("shared" | "enter") => "a secret address that opens what is behind it to everybody",
        Some(_) | None => "which is for those who write the paper",
    };
    Some(format!(
        "leads to `{address}`, {what}. Have it lead to what readers have, or take it out."
    ))
}

/// Why a link to a place in the story finds none.
fn no_such_place<'p>(address: &str, places: impl Fn() -> &'p Vec<String>) -> Option<String> {
    let place = address.trim().strip_prefix('#')?;
    // Browsers go to the beginning of the page for it (HTML Standard, "select the indicated part").
    if place.eq_ignore_ascii_case("top") {
        return None;
    }
    let places = places();
    let wanted = encoded(place);
    if places.iter().any(|known| encoded(known) == wanted) {
        return None;
    }
    let headings: Vec<String> = places
        .iter()
        .filter(|place| place.starts_with("part-"))
        .take(NAMED)
        .map(|place| format!("`#{place}`"))
        .collect();
    let what_to_do = match headings.as_slice() {
        [] => "Give the place a heading, or take the link out.".to_owned(),
        headings => format!("Its headings are at {}.", headings.join(", ")),
    };
    Some(format!(
        "leads to `{address}`, which is nowhere in the text. {what_to_do}"
    ))
}

/// The anchors of the text as readers get it: of headings, of notes and of where these are referred to.
fn places_in(body: &str) -> Vec<String> {
    match body.parse::<Markdown>() {
        Ok(body) => raw_html::anchors(body.render().as_str()),
        // What is too long to be a body is told of elsewhere.
        Err(_) => Vec::new(),
    }
}

/// The same in the one spelling that browsers give it.
fn encoded(place: &str) -> Option<String> {
    let mut whole = Url::parse("https://paper.invalid/").ok()?;
    whole.set_fragment(Some(place));
    whole.fragment().map(str::to_owned)
}
