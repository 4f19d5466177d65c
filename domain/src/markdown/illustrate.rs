//! Pictures in a body: with their size, so that the text below does not jump, and with smaller
//! files to choose from where the paper has made some.

use std::collections::HashMap;
use std::fmt::Write;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::{MediaType, Picture, Place};

/// Knows the pictures of a body.
#[derive(Default)]
pub(super) struct Illustrator<'p> {
    by_address: HashMap<String, &'p Picture>,
    place: Option<Place>,
}

impl<'p> Illustrator<'p> {
    pub(super) fn new(pictures: &'p [Picture], place: Place) -> Self {
        Self {
            by_address: pictures
                .iter()
                .map(|picture| (picture.path(), picture))
                .collect(),
            place: Some(place),
        }
    }

    pub(super) fn knows(&self, address: &str) -> bool {
        self.by_address.contains_key(address)
    }

    /// The picture of that address, its words read from `events` up to its end. A picture in the
    /// words is words too, as CommonMark has it (0.31, section 6.4).
    pub(super) fn picture<'a>(
        &self,
        address: &str,
        title: &str,
        events: &mut dyn Iterator<Item = Event<'a>>,
    ) -> Event<'a> {
        let alt = words(events);
        let html = match (self.by_address.get(address), self.place) {
            (Some(picture), Some(place)) => html(picture, place, &alt, title),
            _ => String::new(),
        };
        Event::InlineHtml(CowStr::from(html))
    }
}

fn words<'a>(events: &mut dyn Iterator<Item = Event<'a>>) -> String {
    let mut words = String::new();
    let mut depth = 1;
    for event in events {
        match event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) => depth -= 1,
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    words
}

fn html(picture: &Picture, place: Place, alt: &str, title: &str) -> String {
    let mut html = String::new();
    let sizes = place.sizes;
    for kind in [MediaType::Avif, MediaType::Webp] {
        if let Some(srcset) = picture.srcset(kind, place) {
            let mime = kind.mime();
            // Writing to a string cannot fail.
            let _ = write!(
                html,
                "<source type=\"{mime}\" srcset=\"{srcset}\" sizes=\"{sizes}\">"
            );
        }
    }
    let is_chosen = !html.is_empty();
    let src = picture.plain_path(place.widest);
    let (width, height) = (picture.width, picture.height);
    let class = picture
        .classes()
        .map_or_else(String::new, |classes| format!(" class=\"{classes}\""));
    let title = match title {
        "" => String::new(),
        title => format!(" title=\"{}\"", escaped(title)),
    };
    let alt = escaped(alt);
    let _ = write!(
        html,
        "<img{class} src=\"{src}\" width=\"{width}\" height=\"{height}\" alt=\"{alt}\"{title} \
         loading=\"lazy\" decoding=\"async\">"
    );
    if is_chosen {
        format!("<picture>{html}</picture>")
    } else {
        html
    }
}

/// Text as it may stand in an attribute (HTML Standard, section 13.1.2.3).
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
