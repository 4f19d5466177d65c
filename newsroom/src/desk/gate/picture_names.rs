//! What somebody who wrote a text calls a picture in it. Its address is a hash, which nobody knows it by.

use super::parts::{Parts, Shown};
use super::{GateFacts, addresses};

/// How many characters of a name are told.
const LONGEST: usize = 50;
const PLACES: [&str; 10] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
];

/// The picture at that place among those in the text, from 0 on: by its caption, what it shows, the name of its file, else by
/// its place.
pub(super) fn called(parts: &Parts, place: usize, facts: &GateFacts) -> String {
    let name = parts.pictures.get(place).and_then(|it| name(it, facts));
    match name {
        Some(name) => format!("the picture “{}” in the text", shortened(name)),
        None if parts.pictures.len() == 1 => "the picture in the text".to_owned(),
        None => match PLACES.get(place) {
            Some(place) => format!("the {place} picture in the text"),
            None => format!("picture {} in the text", place + 1),
        },
    }
}

fn name<'a>(picture: &'a Shown, facts: &'a GateFacts) -> Option<&'a str> {
    let words = [picture.caption.as_str(), picture.alt.as_str()];
    words
        .into_iter()
        .find(|words| !words.is_empty())
        .or_else(|| file_name(&picture.address, facts))
}

fn file_name<'a>(address: &'a str, facts: &'a GateFacts) -> Option<&'a str> {
    let kept = addresses::within(address, &facts.url).and_then(|path| facts.file_names.get(path));
    if let Some(kept) = kept {
        return Some(kept);
    }
    let path = address.split(['?', '#']).next()?;
    let name = path.rsplit('/').next()?;
    let (stem, _) = name.rsplit_once('.')?;
    let is_hash = stem.len() >= 16 && stem.bytes().all(|byte| byte.is_ascii_hexdigit());
    (!stem.is_empty() && !is_hash).then_some(name)
}

/// As many whole words of it as fit, or so many letters of the first.
fn shortened(name: &str) -> String {
    let Some((end, _)) = name.char_indices().nth(LONGEST) else {
        return name.to_owned();
    };
    let fits = &name[..end];
    let is_whole = name[end..].starts_with(' ');
    let fits = match fits.rsplit_once(' ') {
        Some((words, _)) if !is_whole => words,
        Some(_) | None => fits,
    };
    format!("{}…", fits.trim_end_matches([',', '.', ';', ':', ' ']))
}
