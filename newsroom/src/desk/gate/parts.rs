//! The links, pictures and headings of a body, read once for all rules.

use std::collections::HashSet;

use domain::Markdown;
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::raw_html::{self, Piece};
use crate::importing::OPTIONS;

/// What the rules look at in a body.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// Each once: whoever mends one by its words and its address looks for all of them.
    pub(super) links: Vec<Link>,
    pub(super) pictures: Vec<Shown>,
    pub(super) headings: Vec<Heading>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Link {
    pub(super) words: String,
    pub(super) address: String,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) address: String,
    pub(super) alt: String,
    /// The words below it, without its credit.
    pub(super) caption: String,
    pub(super) has_credit: bool,
    /// It was written as HTML.
    pub(super) is_html: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// How many `#` it begins with.
    pub(super) level: usize,
    pub(super) words: String,
}

impl Parts {
    pub(super) fn of(body: &str) -> Self {
        // What is refused as a body, for its length or for how deep it nests, is told of elsewhere.
        if body.parse::<Markdown>().is_err() {
            return Self::default();
        }
        let mut reading = Reading::default();
        for event in Parser::new_ext(body, OPTIONS) {
            reading.take(event);
        }
        reading.end_link();
        let mut parts = reading.parts;
        let mut seen = HashSet::new();
        parts.links.retain(|link| seen.insert(link.clone()));
        parts
    }
}

/// What has begun and not ended, with the words in it so far.
enum Open {
    Link(String),
    Picture {
        address: String,
        caption: String,
        has_credit: bool,
    },
    Heading(usize),
}

#[derive(Default)]
struct Reading {
    parts: Parts,
    open: Vec<(Open, String)>,
    /// A block of HTML, which comes line by line.
    html: String,
    /// A link that began in HTML. It ends there, too, if it does.
    link: Option<Link>,
    /// How many pictures stand before a figure that began in HTML, and the words below its own.
    figure: Option<(usize, String)>,
    is_in_caption: bool,
}

impl Reading {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                let address = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    LinkType::Inline
                    | LinkType::Reference
                    | LinkType::ReferenceUnknown
                    | LinkType::Collapsed
                    | LinkType::CollapsedUnknown
                    | LinkType::Shortcut
                    | LinkType::ShortcutUnknown
                    | LinkType::Autolink
                    | LinkType::WikiLink { .. } => dest_url.into_string(),
                };
                self.open.push((Open::Link(address), String::new()));
            }
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => {
                let picture = Open::Picture {
                    address: dest_url.into_string(),
                    caption: domain::without_credit(&title).trim().to_owned(),
                    has_credit: domain::names_a_credit(&title),
                };
                self.open.push((picture, String::new()));
            }
            Event::Start(Tag::Heading { level, .. }) => {
                let heading = Open::Heading(level as usize);
                self.open.push((heading, String::new()));
            }
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::Heading(_)) => self.close(),
            Event::Text(text) | Event::Code(text) => self.say(&text),
            Event::SoftBreak | Event::HardBreak => self.say(" "),
            Event::Html(line) => self.html.push_str(&line),
            Event::End(TagEnd::HtmlBlock) => {
                let block = std::mem::take(&mut self.html);
                self.take_html(&block);
            }
            Event::InlineHtml(tag) => {
                // The words for a picture have no elements.
                let is_in_picture =
                    |(open, _): &(Open, String)| matches!(open, Open::Picture { .. });
                if !self.open.iter().any(is_in_picture) {
                    self.take_html(&tag);
                }
            }
            _ => {}
        }
    }

    fn take_html(&mut self, html: &str) {
        for piece in raw_html::pieces(html) {
            match piece {
                Piece::Picture {
                    address,
                    alt,
                    title,
                } => {
                    self.say(&alt);
                    self.parts.pictures.push(Shown {
                        address,
                        alt,
                        caption: domain::without_credit(&title).trim().to_owned(),
                        has_credit: domain::names_a_credit(&title),
                        is_html: true,
                    });
                }
                Piece::Link(address) => {
                    self.end_link();
                    let words = String::new();
                    self.link = Some(Link { words, address });
                }
                Piece::LinkEnds => self.end_link(),
                Piece::Figure => self.figure = Some((self.parts.pictures.len(), String::new())),
                Piece::FigureEnds => self.end_figure(),
                Piece::Caption => self.is_in_caption = self.figure.is_some(),
                Piece::CaptionEnds => self.is_in_caption = false,
                Piece::Words(words) => self.say(&words),
            }
        }
    }

    fn close(&mut self) {
        let Some((closed, words)) = self.open.pop() else {
            return;
        };
        // The words of a picture in a link are the link's.
        if let Some((_, said)) = self.open.last_mut() {
            said.push_str(&words);
        }
        let words = words.trim().to_owned();
        match closed {
            Open::Link(address) => self.parts.links.push(Link { words, address }),
            Open::Picture {
                address,
                caption,
                has_credit,
            } => self.parts.pictures.push(Shown {
                address,
                alt: words,
                caption,
                has_credit,
                is_html: false,
            }),
            Open::Heading(level) => self.parts.headings.push(Heading { level, words }),
        }
    }

    fn end_link(&mut self) {
        if let Some(Link { words, address }) = self.link.take() {
            let words = words.trim().to_owned();
            self.parts.links.push(Link { words, address });
        }
    }

    /// What stands below a figure is said of the pictures in it that say nothing of themselves.
    fn end_figure(&mut self) {
        self.is_in_caption = false;
        let Some((before, words)) = self.figure.take() else {
            return;
        };
        let words = words.trim();
        for picture in self.parts.pictures.iter_mut().skip(before) {
            if picture.caption.is_empty() && !picture.has_credit {
                picture.caption = domain::without_credit(words).trim().to_owned();
                picture.has_credit = domain::names_a_credit(words);
            }
        }
    }

    fn say(&mut self, words: &str) {
        if let Some((_, said)) = self.open.last_mut() {
            said.push_str(words);
        }
        if let Some(link) = &mut self.link {
            link.words.push_str(words);
        }
        if let Some((_, said)) = self.figure.as_mut().filter(|_| self.is_in_caption) {
            said.push_str(words);
        }
    }
}
