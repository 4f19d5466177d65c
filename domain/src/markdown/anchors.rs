//! Headings: a level down, because the page's `h1` is the headline, and with an anchor each.

use std::collections::HashMap;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::Part;
use super::dress::until;

/// How every anchor in a body starts, so that none can be an id of the page around it, such as `main`.
pub(super) const OUR_ANCHORS: [&str; 3] = ["part-", "note-", "noteref-"];

/// The headings of the first level, with the anchors that the dressed page gives them.
pub(super) fn parts<'a>(mut events: impl Iterator<Item = Event<'a>>) -> Vec<Part> {
    let mut anchors = Anchors::new("");
    let mut parts = Vec::new();
    while let Some(event) = events.next() {
        let Event::Start(Tag::Heading { level, .. }) = event else {
            continue;
        };
        let title = words(&until(&mut events, |end| matches!(end, TagEnd::Heading(_))));
        let anchor = anchors.anchor(&title);
        if level.max(HeadingLevel::H2) == HeadingLevel::H2 {
            parts.extend(anchor.map(|anchor| Part { anchor, title }));
        }
    }
    parts
}

/// What stands in a line of text.
pub(super) fn words(events: &[Event<'_>]) -> String {
    events
        .iter()
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
            _ => None,
        })
        .collect()
}

/// Anchors for headings: the heading's own letters and digits in any script, each used once.
pub(super) struct Anchors<'m> {
    mark: &'m str,
    uses: HashMap<String, u32>,
}

impl<'m> Anchors<'m> {
    pub(super) fn new(mark: &'m str) -> Self {
        Self {
            mark,
            uses: HashMap::new(),
        }
    }

    pub(super) fn anchor(&mut self, heading: &str) -> Option<String> {
        let letters = heading
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect::<Vec<_>>()
            .join("-");
        if letters.is_empty() {
            return None;
        }
        let mut anchor = format!("part-{}{letters}", self.mark);
        // A heading may read like the second of another: "Part", "Part", "Part 2".
        while let Some(uses) = self.uses.get_mut(&anchor) {
            *uses += 1;
            anchor = format!("{anchor}-{uses}");
        }
        self.uses.insert(anchor.clone(), 1);
        Some(anchor)
    }
}
