//! Markdown to HTML, safe by construction where the author wrote none, through the sanitiser where they did.
//!
//! What the parser writes itself can only be harmful in its addresses, and those are checked here.
//! Parsing the result once more with an HTML parser would cost more than all the rest of a page, so
//! only bodies with raw HTML in them take that way. A property test holds the two against each other.

use std::collections::HashMap;

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::sanitise;

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH);

pub(super) fn html(markdown: &str) -> String {
    let mut has_raw_html = false;
    let events: Vec<Event<'_>> = Parser::new_ext(markdown, OPTIONS)
        .inspect(|event| has_raw_html |= matches!(event, Event::Html(_) | Event::InlineHtml(_)))
        .map(checked_address)
        .collect();
    let mut page = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut page, dressed(events).into_iter());
    if has_raw_html {
        sanitise::html(&page)
    } else {
        page
    }
}

/// The event with an address that could run script, or reach a third party unasked, replaced.
fn checked_address(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }) => Event::Start(Tag::Link {
            link_type,
            dest_url: if may_link(&dest_url) {
                dest_url
            } else {
                CowStr::Borrowed("#")
            },
            title,
            id,
        }),
        Event::Start(Tag::Image {
            link_type,
            dest_url,
            title,
            id,
        }) => Event::Start(Tag::Image {
            link_type,
            dest_url: if may_embed(&dest_url) {
                dest_url
            } else {
                CowStr::Borrowed("")
            },
            title,
            id,
        }),
        other => other,
    }
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

/// Whether a picture may come from there: only from the paper itself.
pub(super) fn may_embed(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && !address.contains('\\')
}

/// The events with what a newspaper's page adds: headings a level down and with an anchor, tables
/// that scroll in a box of their own, footnotes whose anchors cannot meet the page's.
fn dressed(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut dressed = Vec::with_capacity(events.len() + 8);
    let mut anchors = Anchors::default();
    let mut notes = Notes::default();
    let mut table = Table::default();
    let mut events = events.into_iter();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::Heading {
                level,
                classes,
                attrs,
                ..
            }) => {
                let mut inside: Vec<_> = events
                    .by_ref()
                    .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))))
                    .collect();
                let level = lowered(level);
                let id = anchors.anchor(&words(&inside)).map(CowStr::from);
                dressed.push(Event::Start(Tag::Heading {
                    level,
                    id,
                    classes,
                    attrs,
                }));
                dressed.append(&mut inside);
                dressed.push(Event::End(TagEnd::Heading(level)));
            }
            Event::FootnoteReference(name) => {
                dressed.push(Event::FootnoteReference(notes.anchor(name)));
            }
            Event::Start(Tag::FootnoteDefinition(name)) => {
                dressed.push(Event::Start(Tag::FootnoteDefinition(notes.anchor(name))));
            }
            other => table.dress(other, &mut dressed),
        }
    }
    dressed
}

/// Where the cells of a table stand: in its head or body, and in which column.
#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    head: bool,
    column: usize,
}

impl Table {
    /// Passes `event` on, with cells aligned by a class: the site's policy refuses `style` attributes.
    fn dress<'a>(&mut self, event: Event<'a>, dressed: &mut Vec<Event<'a>>) {
        match event {
            Event::Start(Tag::Table(alignments)) => {
                dressed.push(Event::Html(CowStr::Borrowed(TABLE_BOX)));
                dressed.push(Event::Start(Tag::Table(Vec::new())));
                self.alignments = alignments;
            }
            Event::End(TagEnd::Table) => {
                dressed.push(Event::End(TagEnd::Table));
                dressed.push(Event::Html(CowStr::Borrowed("</div>\n")));
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.head = matches!(event, Event::Start(Tag::TableHead));
                self.column = 0;
                dressed.push(event);
            }
            Event::Start(Tag::TableCell) => {
                dressed.push(Event::Html(CowStr::Borrowed(self.cell())));
                self.column += 1;
            }
            Event::End(TagEnd::TableCell) => {
                let end = if self.head { "</th>" } else { "</td>" };
                dressed.push(Event::Html(CowStr::Borrowed(end)));
            }
            other => dressed.push(other),
        }
    }

    fn cell(&self) -> &'static str {
        let alignment = self
            .alignments
            .get(self.column)
            .copied()
            .unwrap_or(Alignment::None);
        match (self.head, alignment) {
            (true, Alignment::None | Alignment::Left) => "<th scope=\"col\">",
            (true, Alignment::Center) => "<th scope=\"col\" class=\"cell-centre\">",
            (true, Alignment::Right) => "<th scope=\"col\" class=\"cell-end\">",
            (false, Alignment::None | Alignment::Left) => "<td>",
            (false, Alignment::Center) => "<td class=\"cell-centre\">",
            (false, Alignment::Right) => "<td class=\"cell-end\">",
        }
    }
}

pub(super) const CELL_CLASSES: [&str; 2] = ["cell-centre", "cell-end"];

/// A box that scrolls sideways must be reachable by keyboard (WCAG 2.1.1), and then has a role and name.
const TABLE_BOX: &str =
    "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\">\n";

/// The page's `h1` is the headline, so a body starts at `h2`.
fn lowered(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H2,
        HeadingLevel::H3 => HeadingLevel::H3,
        HeadingLevel::H4 => HeadingLevel::H4,
        HeadingLevel::H5 => HeadingLevel::H5,
        HeadingLevel::H6 => HeadingLevel::H6,
    }
}

fn words(events: &[Event<'_>]) -> String {
    events
        .iter()
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
            _ => None,
        })
        .collect()
}

/// Anchors for headings: the heading's own letters and digits in any script, each used once.
#[derive(Default)]
struct Anchors(HashMap<String, u32>);

impl Anchors {
    fn anchor(&mut self, heading: &str) -> Option<String> {
        let letters = heading
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect::<Vec<_>>()
            .join("-");
        if letters.is_empty() {
            return None;
        }
        let uses = self.0.entry(letters.clone()).or_insert(0);
        *uses += 1;
        Some(match *uses {
            1 => format!("part-{letters}"),
            again => format!("part-{letters}-{again}"),
        })
    }
}

/// Anchors for footnotes, by their order: an author's own names could be an id the page uses.
#[derive(Default)]
struct Notes<'a>(Vec<CowStr<'a>>);

impl<'a> Notes<'a> {
    fn anchor(&mut self, name: CowStr<'a>) -> CowStr<'a> {
        let place = self
            .0
            .iter()
            .position(|known| *known == name)
            .unwrap_or_else(|| {
                self.0.push(name);
                self.0.len() - 1
            });
        CowStr::from(format!("note-{}", place + 1))
    }
}

/// How every anchor in a body starts, so that none can be an id of the page around it, such as `main`.
pub(super) const OUR_ANCHORS: [&str; 2] = ["part-", "note-"];
