//! What a newspaper's page adds to plain Markdown, put together: headings with anchors, pictures that
//! are figures, quotes with their sources, embeds, tables that scroll, footnotes at the end.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::anchors::{Anchors, words};
use super::footnotes::Footnotes;
use super::paragraphs::{self, Paragraph, Shown};
use super::quotes::{self, Letters};
use super::rendering::{Reader, Rendering};
use super::tables::Table;

/// Dresses one body.
pub(super) struct Dresser<'a, 'r> {
    anchors: Anchors<'r>,
    footnotes: Footnotes<'a, 'r>,
    table: Table,
    rendering: &'r Rendering<'r>,
}

impl<'a, 'r> Dresser<'a, 'r> {
    pub(super) fn new(rendering: &'r Rendering<'r>) -> Self {
        Self {
            anchors: Anchors::new(&rendering.mark),
            footnotes: Footnotes::new(rendering.words, &rendering.mark),
            table: Table::new(rendering),
            rendering,
        }
    }

    /// The whole body, with its footnotes below. `body` is its words without its pull quotes; empty in a body that has none.
    pub(super) fn page(
        mut self,
        events: impl Iterator<Item = Event<'a>>,
        body: &str,
    ) -> Vec<Event<'a>> {
        let mut page = Vec::new();
        let quoted = with_sources(events, body, self.rendering.reader);
        self.dress(&mut quoted.into_iter(), &mut page);
        self.footnotes.end(&mut page);
        page
    }

    /// A heading or a paragraph has none in it, so this goes no deeper than into those; notes in notes are kept on a heap.
    fn dress(&mut self, events: &mut dyn Iterator<Item = Event<'a>>, page: &mut Vec<Event<'a>>) {
        let mut notes = Vec::new();
        while let Some(event) = events.next() {
            match event {
                Event::Start(Tag::Heading {
                    level,
                    classes,
                    attrs,
                    ..
                }) => {
                    let inside = until(events, |end| matches!(end, TagEnd::Heading(_)));
                    let level = level.max(self.rendering.top);
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
                Event::Start(Tag::Paragraph) => self.paragraph(events, page),
                Event::Start(Tag::Image {
                    dest_url, title, ..
                }) if self.rendering.illustrator.knows(&dest_url) => {
                    let illustrator = &self.rendering.illustrator;
                    page.push(illustrator.picture(&dest_url, &title, events));
                }
                Event::FootnoteReference(name) => page.push(self.footnotes.refer(name)),
                Event::Start(Tag::FootnoteDefinition(name)) => {
                    notes.push((name, std::mem::take(page)));
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    if let Some((name, around)) = notes.pop() {
                        let text = std::mem::replace(page, around);
                        self.footnotes.define(name, text);
                    }
                }
                other => self.table.dress(other, page),
            }
        }
    }

    /// The rest of a paragraph that has begun.
    fn paragraph(
        &mut self,
        events: &mut dyn Iterator<Item = Event<'a>>,
        page: &mut Vec<Event<'a>>,
    ) {
        let Some(first) = events.next() else {
            return;
        };
        if !paragraphs::may_be_more(&first) {
            page.push(Event::Start(Tag::Paragraph));
            return self.dress(&mut std::iter::once(first), page);
        }
        let mut inside = vec![first];
        inside.extend(until(events, |end| matches!(end, TagEnd::Paragraph)));
        match paragraphs::read(inside) {
            Paragraph::Text(text) => {
                page.push(Event::Start(Tag::Paragraph));
                self.dress(&mut text.into_iter(), page);
                page.push(Event::End(TagEnd::Paragraph));
            }
            Paragraph::Embed(embed) => {
                page.push(embed.html(self.rendering.words, self.rendering.reader));
            }
            Paragraph::Pictures(pictures) => {
                let is_row = pictures.len() > 1 && self.rendering.reader == Reader::Page;
                if is_row {
                    page.push(html("<div class=\"pictures\">\n"));
                }
                for shown in pictures {
                    self.figure(shown, page);
                }
                if is_row {
                    page.push(html("</div>\n"));
                }
            }
        }
    }

    fn figure(&mut self, shown: Shown<'a>, page: &mut Vec<Event<'a>>) {
        let caption = shown.caption().unwrap_or_default();
        page.push(html("<figure>"));
        self.dress(&mut shown.picture.into_iter(), page);
        page.push(html(format!("{caption}</figure>\n")));
    }
}

/// The body with what its quotes have around them and below.
///
/// A pull quote says again what the text says. Those who hear the page would hear it twice, in the middle of something else,
/// and a feed has nowhere to put it; there it is left out. One that says something of its own stays for everybody.
fn with_sources<'a>(
    events: impl Iterator<Item = Event<'a>>,
    body: &str,
    reader: Reader,
) -> Vec<Event<'a>> {
    let mut letters = Letters::of(body);
    quotes::each(events, |read, quote| {
        let text = read[quote.start..].iter();
        let is_heard_twice =
            quote.is_pulled && letters.have(text.chain(quote.source.iter().flatten()));
        let around = quote.start - 2;
        if is_heard_twice && reader == Reader::Feed {
            return read.truncate(around);
        }
        let figure = match (quote.is_pulled, is_heard_twice) {
            (true, true) => Some("<figure class=\"pull-quote\" aria-hidden=\"true\">\n"),
            (true, false) => Some("<figure class=\"pull-quote\">\n"),
            (false, _) if quote.source.is_some() => Some("<figure class=\"quote\">\n"),
            (false, _) => None,
        };
        read[around] = html(figure.unwrap_or_default());
        read.push(Event::End(TagEnd::BlockQuote(None)));
        if let Some(source) = quote.source {
            read.push(html("<figcaption>— "));
            read.extend(source);
            read.push(html("</figcaption>\n"));
        }
        read.extend(figure.map(|_| html("</figure>\n")));
    })
}

fn html<'a>(html: impl Into<CowStr<'a>>) -> Event<'a> {
    Event::Html(html.into())
}

pub(super) fn until<'a>(
    events: &mut dyn Iterator<Item = Event<'a>>,
    is_end: fn(&TagEnd) -> bool,
) -> Vec<Event<'a>> {
    events
        .take_while(|event| !matches!(event, Event::End(end) if is_end(end)))
        .collect()
}
