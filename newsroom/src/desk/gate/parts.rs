//! The links, pictures and headings of a body, read once for all rules.

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use crate::importing::OPTIONS;

/// What the rules look at in a body.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) links: Vec<Link>,
    pub(super) pictures: Vec<Shown>,
    pub(super) headings: Vec<Heading>,
}

#[derive(Debug, PartialEq, Eq)]
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
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// How many `#` it begins with.
    pub(super) level: usize,
    pub(super) words: String,
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

impl Parts {
    pub(super) fn of(body: &str) -> Self {
        let mut parts = Self::default();
        let mut open: Vec<(Open, String)> = Vec::new();
        for event in Parser::new_ext(body, OPTIONS) {
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
                    open.push((Open::Link(address), String::new()));
                }
                Event::Start(Tag::Image {
                    dest_url, title, ..
                }) => {
                    let picture = Open::Picture {
                        address: dest_url.into_string(),
                        caption: domain::without_credit(&title).trim().to_owned(),
                        has_credit: domain::names_a_credit(&title),
                    };
                    open.push((picture, String::new()));
                }
                Event::Start(Tag::Heading { level, .. }) => {
                    open.push((Open::Heading(level as usize), String::new()));
                }
                Event::End(TagEnd::Link | TagEnd::Image | TagEnd::Heading(_)) => {
                    parts.close(&mut open);
                }
                Event::Text(text) | Event::Code(text) => say(&mut open, &text),
                Event::SoftBreak | Event::HardBreak => say(&mut open, " "),
                _ => {}
            }
        }
        parts
    }

    fn close(&mut self, open: &mut Vec<(Open, String)>) {
        let Some((closed, words)) = open.pop() else {
            return;
        };
        // The words of a picture in a link are the link's.
        say(open, &words);
        let words = words.trim().to_owned();
        match closed {
            Open::Link(address) => self.links.push(Link { words, address }),
            Open::Picture {
                address,
                caption,
                has_credit,
            } => self.pictures.push(Shown {
                address,
                alt: words,
                caption,
                has_credit,
            }),
            Open::Heading(level) => self.headings.push(Heading { level, words }),
        }
    }
}

fn say(open: &mut [(Open, String)], words: &str) {
    if let Some((_, said)) = open.last_mut() {
        said.push_str(words);
    }
}
