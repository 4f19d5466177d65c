//! Tables: in a box of their own that scrolls, with aligned cells and heads that say what they head.

use pulldown_cmark::{Alignment, CowStr, Event, Tag, TagEnd};

use super::rendering::{Reader, Rendering};

/// The classes of aligned cells. The site's policy refuses `style` attributes.
pub(super) const CELL_CLASSES: [&str; 2] = ["cell-centre", "cell-end"];

/// A table, and where in it the next cell stands: in its head or body, and in which column.
pub(super) struct Table {
    /// A box that scrolls sideways must be reachable by keyboard (WCAG 2.1.1), and then has a role and
    /// a name. Programs that read feeds have ways of their own.
    name_of_box: Option<&'static str>,
    alignments: Vec<Alignment>,
    head: bool,
    column: usize,
}

impl Table {
    pub(super) fn new(rendering: &Rendering<'_>) -> Self {
        Self {
            name_of_box: (rendering.reader == Reader::Page).then_some(rendering.words.table),
            alignments: Vec::new(),
            head: false,
            column: 0,
        }
    }

    /// Passes on what has nothing to do with tables.
    pub(super) fn dress<'a>(&mut self, event: Event<'a>, page: &mut Vec<Event<'a>>) {
        match event {
            Event::Start(Tag::Table(alignments)) => {
                if let Some(name) = self.name_of_box {
                    page.push(Event::Html(CowStr::from(format!(
                        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\">\n"
                    ))));
                }
                page.push(Event::Start(Tag::Table(Vec::new())));
                self.alignments = alignments;
            }
            Event::End(TagEnd::Table) => {
                page.push(Event::End(TagEnd::Table));
                if self.name_of_box.is_some() {
                    page.push(Event::Html(CowStr::Borrowed("</div>\n")));
                }
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
