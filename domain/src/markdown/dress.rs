//! What a newspaper's page adds to plain Markdown: headings a level down and with an anchor, tables
//! that scroll in a box of their own, pictures with their sizes, footnotes at the end.

use std::collections::HashMap;

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::Part;
use super::footnotes::Footnotes;
use super::illustrate::Illustrator;

/// How every anchor in a body starts, so that none can be an id of the page around it, such as `main`.
pub(super) const OUR_ANCHORS: [&str; 3] = ["part-", "note-", "noteref-"];

/// The classes of aligned cells. The site's policy refuses `style` attributes.
pub(super) const CELL_CLASSES: [&str; 2] = ["cell-centre", "cell-end"];

/// A box that scrolls sideways must be reachable by keyboard (WCAG 2.1.1), and then has a role and name.
const TABLE_BOX: &str =
    "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\">\n";

/// Dresses one body.
pub(super) struct Dresser<'a, 'p> {
    anchors: Anchors,
    footnotes: Footnotes<'a>,
    table: Table,
    illustrator: &'p Illustrator<'p>,
}

impl<'a, 'p> Dresser<'a, 'p> {
    /// For one body, whose pictures `illustrator` knows.
    pub(super) fn new(illustrator: &'p Illustrator<'p>) -> Self {
        Self {
            anchors: Anchors::default(),
            footnotes: Footnotes::default(),
            table: Table::default(),
            illustrator,
        }
    }

    /// The whole body, with its footnotes below.
    pub(super) fn page(mut self, events: impl Iterator<Item = Event<'a>>) -> Vec<Event<'a>> {
        let mut page = Vec::new();
        self.dress(&mut { events }, &mut page);
        self.footnotes.end(&mut page);
        page
    }

    fn dress(&mut self, events: &mut dyn Iterator<Item = Event<'a>>, page: &mut Vec<Event<'a>>) {
        while let Some(event) = events.next() {
            match event {
                Event::Start(Tag::Heading {
                    level,
                    classes,
                    attrs,
                    ..
                }) => {
                    let inside = until(events, |end| matches!(end, TagEnd::Heading(_)));
                    let level = lowered(level);
                    let id = self.anchors.anchor(&words(&inside)).map(CowStr::from);
                    page.push(Event::Start(Tag::Heading {
                        level,
                        id,
                        classes,
                        attrs,
                    }));
                    self.dress(&mut inside.into_iter(), page);
                    page.push(Event::End(TagEnd::Heading(level)));
                }
                Event::Start(Tag::Image {
                    dest_url, title, ..
                }) if self.illustrator.knows(&dest_url) => {
                    page.push(self.illustrator.picture(&dest_url, &title, events));
                }
                Event::FootnoteReference(name) => page.push(self.footnotes.refer(name)),
                Event::Start(Tag::FootnoteDefinition(name)) => {
                    let inside = until(events, |end| matches!(end, TagEnd::FootnoteDefinition));
                    let mut text = Vec::new();
                    self.dress(&mut inside.into_iter(), &mut text);
                    self.footnotes.define(name, text);
                }
                other => self.table.dress(other, page),
            }
        }
    }
}

/// The headings of the first level, with the anchors that the dressed page gives them.
pub(super) fn parts<'a>(mut events: impl Iterator<Item = Event<'a>>) -> Vec<Part> {
    let mut anchors = Anchors::default();
    let mut parts = Vec::new();
    while let Some(event) = events.next() {
        let Event::Start(Tag::Heading { level, .. }) = event else {
            continue;
        };
        let title = words(&until(&mut events, |end| matches!(end, TagEnd::Heading(_))));
        let anchor = anchors.anchor(&title);
        if lowered(level) == HeadingLevel::H2 {
            parts.extend(anchor.map(|anchor| Part { anchor, title }));
        }
    }
    parts
}

fn until<'a>(
    events: &mut dyn Iterator<Item = Event<'a>>,
    is_end: fn(&TagEnd) -> bool,
) -> Vec<Event<'a>> {
    events
        .take_while(|event| !matches!(event, Event::End(end) if is_end(end)))
        .collect()
}

/// The page's `h1` is the headline, so a body starts at `h2`.
fn lowered(level: HeadingLevel) -> HeadingLevel {
    level.max(HeadingLevel::H2)
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
        let mut anchor = format!("part-{letters}");
        // A heading may read like the second of another: "Part", "Part", "Part 2".
        while let Some(uses) = self.0.get_mut(&anchor) {
            *uses += 1;
            anchor = format!("{anchor}-{uses}");
        }
        self.0.insert(anchor.clone(), 1);
        Some(anchor)
    }
}

/// Where the cells of a table stand: in its head or body, and in which column.
#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    head: bool,
    column: usize,
}

impl Table {
    fn dress<'a>(&mut self, event: Event<'a>, page: &mut Vec<Event<'a>>) {
        match event {
            Event::Start(Tag::Table(alignments)) => {
                page.push(Event::Html(CowStr::Borrowed(TABLE_BOX)));
                page.push(Event::Start(Tag::Table(Vec::new())));
                self.alignments = alignments;
            }
            Event::End(TagEnd::Table) => {
                page.push(Event::End(TagEnd::Table));
                page.push(Event::Html(CowStr::Borrowed("</div>\n")));
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.head = matches!(event, Event::Start(Tag::TableHead));
                self.column = 0;
                page.push(event);
            }
            Event::Start(Tag::TableCell) => {
                page.push(Event::Html(CowStr::Borrowed(self.cell())));
                self.column += 1;
            }
            Event::End(TagEnd::TableCell) => {
                let end = if self.head { "</th>" } else { "</td>" };
                page.push(Event::Html(CowStr::Borrowed(end)));
            }
            other => page.push(other),
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
