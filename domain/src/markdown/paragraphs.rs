//! Paragraphs that are no paragraphs: one that holds only pictures is a figure or a row of them, one
//! that is only a link to a video, a sound or a chart is an embed.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::embed::Embed;
use super::illustrate::escaped;

/// What a paragraph turned out to be.
pub(super) enum Paragraph<'a> {
    /// One picture or several, in the order they stand in.
    Pictures(Vec<Shown<'a>>),
    Embed(Embed),
    /// Text, as it was.
    Text(Vec<Event<'a>>),
}

/// A picture with what is said under it.
pub(super) struct Shown<'a> {
    /// The picture's events without its title.
    pub(super) picture: Vec<Event<'a>>,
    title: CowStr<'a>,
}

/// Whether a paragraph that begins like this may be more than text. Most do not, and need not be read
/// to their end before they are written.
pub(super) fn may_be_more(first: &Event<'_>) -> bool {
    match first {
        Event::Start(Tag::Image { .. } | Tag::Link { .. }) => true,
        Event::Text(text) => text.starts_with("http"),
        _ => false,
    }
}

/// Reads what stands between a paragraph's start and its end.
pub(super) fn read(events: Vec<Event<'_>>) -> Paragraph<'_> {
    if let Some(embed) = Embed::of_paragraph(&events) {
        return Paragraph::Embed(embed);
    }
    if holds_only_pictures(&events) {
        return Paragraph::Pictures(pictures(events));
    }
    Paragraph::Text(events)
}

fn holds_only_pictures(events: &[Event<'_>]) -> bool {
    let mut depth = 0;
    let mut shown = 0;
    for event in events {
        match event {
            // A picture that may not be shown is no reason for a figure.
            Event::Start(Tag::Image { dest_url, .. }) if depth == 0 && dest_url.is_empty() => {
                return false;
            }
            Event::Start(Tag::Image { .. }) => {
                shown += usize::from(depth == 0);
                depth += 1;
            }
            Event::End(TagEnd::Image) => depth -= 1,
            Event::SoftBreak | Event::HardBreak => {}
            Event::Text(text) if depth == 0 && !text.trim().is_empty() => return false,
            Event::Text(_) => {}
            _ if depth == 0 => return false,
            _ => {}
        }
    }
    shown > 0
}

fn pictures(events: Vec<Event<'_>>) -> Vec<Shown<'_>> {
    let mut pictures: Vec<Shown<'_>> = Vec::new();
    let mut depth = 0;
    for mut event in events {
        if let Event::Start(Tag::Image { title, .. }) = &mut event {
            if depth == 0 {
                // What stands under the picture need not be said twice.
                let title = std::mem::replace(title, CowStr::Borrowed(""));
                let picture = Vec::new();
                pictures.push(Shown { picture, title });
            }
            depth += 1;
        }
        let is_end = matches!(event, Event::End(TagEnd::Image));
        if let (1.., Some(shown)) = (depth, pictures.last_mut()) {
            shown.picture.push(event);
        }
        depth -= i32::from(is_end);
    }
    pictures
}

impl Shown<'_> {
    /// The words under the picture; none where the author gave none.
    pub(super) fn caption(&self) -> Option<String> {
        let title = self.title.trim();
        if title.is_empty() {
            return None;
        }
        let (caption, credit) = title.split_at(start_of_credit(title).unwrap_or(title.len()));
        let caption = escaped(caption);
        Some(if credit.is_empty() {
            format!("<figcaption>{caption}</figcaption>")
        } else {
            let credit = escaped(credit);
            format!("<figcaption>{caption}<small>{credit}</small></figcaption>")
        })
    }
}

/// What a credit may begin with, in the languages that the pages speak. It is shown as it was written,
/// so one that is not known here loses nothing but its smaller type.
const CREDITS: [&str; 21] = [
    "Photo",
    "Photos",
    "Photograph",
    "Picture",
    "Pictures",
    "Drawing",
    "Illustration",
    "Graphic",
    "Map",
    "Foto",
    "Fotos",
    "Fotografía",
    "Imagen",
    "Dibujo",
    "Ilustración",
    "Gráfico",
    "Mapa",
    "صورة",
    "تصوير",
    "رسم",
    "خريطة",
];

/// Whether the words under a picture say who made it: "The first tram. Photo: Ilse Maro".
#[must_use]
pub fn names_a_credit(title: &str) -> bool {
    start_of_credit(title).is_some()
}

/// The words under a picture without who made it: "The first tram."
#[must_use]
pub fn without_credit(title: &str) -> &str {
    let end = start_of_credit(title).unwrap_or(title.len());
    title[..end].trim_end()
}

/// Where a title's last sentence begins, if that is a credit: "The first tram. Photo: Ilse Maro".
fn start_of_credit(title: &str) -> Option<usize> {
    let (before, _) = title.rsplit_once(": ")?;
    let word = CREDITS
        .into_iter()
        .filter(|word| before.ends_with(word))
        .max_by_key(|word| word.len())?;
    let start = before.len() - word.len();
    let text = title[..start].trim_end();
    let is_sentence =
        text.is_empty() || text.ends_with(['.', '!', '?', '…', ')', '"', '”', '»', '؟']);
    (is_sentence && (start == 0 || text.len() < start)).then_some(start)
}
