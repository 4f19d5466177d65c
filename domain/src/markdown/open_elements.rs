//! Which elements are open at a place in HTML, by the rules by which a browser closes them (HTML Standard, section 13.2.6).
//!
//! The sanitiser has the same rules, and for each element looks at those it stands in: a hundred thousand that are never closed
//! take it minutes. Counting them takes one look at each tag. Where it cannot be told without a tree whether an element ends, it
//! counts as open, so there never are more than this says.

use super::tags::{Tag, tags};

/// Attributes of one tag; each is compared with those before it.
const ATTRIBUTES: usize = 200;
/// What stands in a table and outside of its cells is put before it, which takes a look at all that stands there.
const MISPLACED: usize = 1_000;
/// Elements that are opened again because the one around them ended first: `<p><b>One<p>Two`.
const REOPENED: usize = 300_000;

const VOID: &str = " area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr ";
const FORMATTING: &str = " a b big code em font i nobr s small strike strong tt u ";
const BLOCKS: &str = " address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer \
    form h1 h2 h3 h4 h5 h6 head header hgroup html li listing main menu nav ol p pre search section summary ul ";
const HEADINGS: &str = " h1 h2 h3 h4 h5 h6 ";
const TABLE_PARTS: &str = " caption col colgroup tbody td tfoot th thead tr ";
const OUTSIDE_OF_CELLS: &str = " colgroup table tbody tfoot thead tr ";
const SCOPES: &str = " applet button caption marquee math object select svg table td template th ";
const LIST_SCOPES: &str =
    " applet button caption marquee math object ol select svg table td template th ul ";
const TABLE_SCOPES: &str = " math select svg table template ";
const OTHER_SCOPES: &str = " math select svg template ";
/// Of them a slash at the end is the end, within a drawing.
const SHAPES: &str = " animate circle defs ellipse g image line lineargradient path polygon polyline radialgradient rect stop svg text tspan use ";

fn is_among(name: &str, names: &str) -> bool {
    !name.is_empty() && names.split(' ').any(|other| other == name)
}

struct Open {
    name: String,
    /// What it opens again as, if it is formatting.
    written: Option<String>,
}

/// What is open, and how much has been seen of all that takes the sanitiser long.
pub(super) struct OpenElements {
    deepest: usize,
    open: Vec<Open>,
    /// Formatting whose element around it ended first, as written: it opens again in whatever follows.
    dangling: Vec<Open>,
    is_in_drawing: bool,
    misplaced: usize,
    reopened: usize,
}

impl OpenElements {
    pub(super) fn no_deeper_than(deepest: usize) -> Self {
        Self {
            deepest,
            open: Vec::new(),
            dangling: Vec::new(),
            is_in_drawing: false,
            misplaced: 0,
            reopened: 0,
        }
    }

    /// Reads on.
    ///
    /// # Errors
    /// The place of the tag that is too much.
    pub(super) fn read(&mut self, html: &str) -> Result<(), usize> {
        for tag in tags(html) {
            if tag.is_end {
                self.end(&tag.name);
            } else {
                self.start(&tag);
            }
            self.misplaced += usize::from(tag.has_text_behind && self.is_outside_of_cells());
            self.reopened += self.dangling.len();
            if self.open.len() + self.dangling.len() > self.deepest
                || tag.attributes > ATTRIBUTES
                || self.misplaced > MISPLACED
                || self.reopened > REOPENED
            {
                return Err(tag.start);
            }
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let name = tag.name.as_str();
        if is_among(name, TABLE_PARTS) {
            self.back_to_table(name);
        } else {
            self.misplaced += usize::from(self.is_outside_of_cells());
        }
        if is_among(name, BLOCKS) || name == "hr" {
            self.close("p", SCOPES);
        }
        match name {
            "li" => self.close_item(&["li"]),
            "dd" | "dt" => self.close_item(&["dd", "dt"]),
            "a" | "nobr" | "button" => self.end(name),
            _ => {}
        }
        let innermost = self.open.last().map_or("", |open| &open.name);
        let ends_innermost = is_among(name, HEADINGS) && is_among(innermost, HEADINGS)
            || name == "option" && innermost == "option";
        if ends_innermost {
            self.open.pop();
        }
        let is_shape = is_among(name, SHAPES);
        let is_closed = self.is_in_drawing && is_shape && tag.is_closed;
        self.is_in_drawing = name == "svg" || self.is_in_drawing && is_shape;
        if !is_among(name, VOID) && !is_closed {
            let is_formatting = is_among(name, FORMATTING);
            self.open.push(Open {
                name: tag.name.clone(),
                written: is_formatting.then(|| tag.written.to_owned()),
            });
        }
    }

    fn end(&mut self, name: &str) {
        let was_in_drawing = self.is_in_drawing;
        self.is_in_drawing &= name != "svg" && is_among(name, SHAPES);
        if matches!(name, "svg" | "math") {
            // What stands in a drawing and is none may have ended it before.
            if was_in_drawing {
                self.close(name, "");
            }
        } else if is_among(name, FORMATTING) {
            self.end_formatting(name);
        } else if name == "form" {
            if let Some(place) = self.find(name, SCOPES) {
                self.open.remove(place);
            }
        } else if name == "table" || is_among(name, TABLE_PARTS) {
            self.close(
                name,
                if name == "table" {
                    OTHER_SCOPES
                } else {
                    TABLE_SCOPES
                },
            );
        } else if name == "li" {
            self.close(name, LIST_SCOPES);
        } else if is_among(name, BLOCKS) || is_among(name, SCOPES) {
            self.close(name, SCOPES);
        } else {
            let mut inside = self.open.iter().rev().take_while(|open| open.name != name);
            if !inside.any(|open| is_block(&open.name)) {
                self.close(name, SCOPES);
            }
        }
    }

    /// What is in it stays: it was moved there.
    fn end_formatting(&mut self, name: &str) {
        if let Some(place) = self.find(name, SCOPES) {
            self.open.remove(place);
        } else if !self.open.iter().any(|open| open.name == name)
            && let Some(place) = self.dangling.iter().rposition(|open| open.name == name)
        {
            self.dangling.remove(place);
        }
    }

    /// The innermost element of that name, unless it stands outside of one of `scopes`.
    fn find(&self, name: &str, scopes: &str) -> Option<usize> {
        let place = self
            .open
            .iter()
            .rposition(|open| open.name == name || is_among(&open.name, scopes))?;
        (self.open[place].name == name).then_some(place)
    }

    fn close(&mut self, name: &str, scopes: &str) {
        if let Some(place) = self.find(name, scopes) {
            self.close_from(place);
        }
    }

    fn close_item(&mut self, names: &[&str]) {
        let place = self.open.iter().rposition(|open| {
            names.contains(&open.name.as_str())
                || is_block(&open.name) && !matches!(open.name.as_str(), "address" | "div" | "p")
        });
        if let Some(place) = place.filter(|place| names.contains(&self.open[*place].name.as_str()))
        {
            self.close_from(place);
        }
    }

    /// A row ends the row before it with all that is in it, a cell the cell.
    fn back_to_table(&mut self, part: &str) {
        let Some(table) = self.find("table", OTHER_SCOPES) else {
            return;
        };
        let around = match part {
            "td" | "th" => &["tbody", "thead", "tfoot", "tr"][..],
            "tr" => &["tbody", "thead", "tfoot"],
            "col" => &["colgroup"],
            _ => &[],
        };
        let stays = self.open[table + 1..]
            .iter()
            .take_while(|open| around.contains(&open.name.as_str()));
        let stays = stays.count();
        self.close_from(table + 1 + stays);
    }

    /// Closes an element with all that is in it. Formatting opens again, at most three alike, but not that of a cell.
    fn close_from(&mut self, place: usize) {
        let closed = self.open.split_off(place);
        let cell = closed
            .iter()
            .position(|open| is_among(&open.name, " caption td th "));
        for open in closed.into_iter().take(cell.unwrap_or(usize::MAX)) {
            let alike = self
                .dangling
                .iter()
                .filter(|other| other.written == open.written);
            if open.written.is_some() && alike.count() < 3 {
                self.dangling.push(open);
            }
        }
    }

    fn is_outside_of_cells(&self) -> bool {
        let innermost = self.open.last();
        innermost.is_some_and(|open| is_among(&open.name, OUTSIDE_OF_CELLS))
    }
}

/// Whether an element ends no other than by its own rules.
fn is_block(name: &str) -> bool {
    [BLOCKS, TABLE_PARTS, SCOPES]
        .iter()
        .any(|names| is_among(name, names))
}
