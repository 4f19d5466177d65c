//! What an editor writes above the stories of an issue, as mail programs can show it.
//!
//! Of Markdown there are paragraphs, lists, emphasis and links. Anything else is shown as the text it is: a letter has no
//! style sheet that it could rely on.

use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::drafting::Draft;
use super::look::{ACCENT, INK, SERIF};

/// What stands before the items of the lists that are open: the next number, or a dot.
#[derive(Default)]
struct Lists(Vec<Option<u64>>);

impl Lists {
    fn follow(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::List(first)) => self.0.push(*first),
            Event::End(TagEnd::List(_)) => {
                self.0.pop();
            }
            _ => {}
        }
    }

    fn next(&mut self) -> String {
        match self.0.last_mut() {
            Some(Some(number)) => {
                let mark = format!("{number}. ");
                *number += 1;
                mark
            }
            Some(None) | None => "• ".to_owned(),
        }
    }
}

/// As HTML with every style where it counts.
pub(super) fn in_html(draft: &Draft<'_>, markdown: &str) -> Markup {
    let paragraph =
        format!("<p class=\"ink\" style=\"margin:0 0 14px;font:18px/27px {SERIF};color:{INK};\">");
    let mut written = String::new();
    let mut links: Vec<bool> = Vec::new();
    let mut lists = Lists::default();
    let mut is_in_paragraph = false;
    let begin = |written: &mut String, is_in_paragraph: &mut bool, bullet: &str| {
        if !std::mem::replace(is_in_paragraph, true) {
            written.push_str(&paragraph);
            written.push_str(bullet);
        }
    };
    for event in Parser::new(markdown) {
        lists.follow(&event);
        match event {
            Event::Start(Tag::Paragraph | Tag::Heading { .. }) => {
                begin(&mut written, &mut is_in_paragraph, "");
            }
            Event::Start(Tag::Item) => {
                // One that stands in another begins before that one ends.
                end(&mut written, &mut is_in_paragraph);
                begin(&mut written, &mut is_in_paragraph, &lists.next());
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::HtmlBlock,
            ) => end(&mut written, &mut is_in_paragraph),
            Event::Start(Tag::Strong) => written.push_str("<strong>"),
            Event::End(TagEnd::Strong) => written.push_str("</strong>"),
            Event::Start(Tag::Emphasis) => written.push_str("<em>"),
            Event::End(TagEnd::Emphasis) => written.push_str("</em>"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let address = address(draft, &dest_url);
                if let Some(address) = &address {
                    let address = html! { (address) }.into_string();
                    written.push_str(&format!(
                        "<a class=\"accent\" href=\"{address}\" style=\"color:{ACCENT};text-decoration:underline;\">"
                    ));
                }
                links.push(address.is_some());
            }
            Event::End(TagEnd::Link) => {
                if links.pop() == Some(true) {
                    written.push_str("</a>");
                }
            }
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                begin(&mut written, &mut is_in_paragraph, "");
                written.push_str(&html! { (&*text) }.into_string());
            }
            Event::SoftBreak => written.push(' '),
            Event::HardBreak => written.push_str("<br>"),
            _ => {}
        }
    }
    end(&mut written, &mut is_in_paragraph);
    html! { (PreEscaped(written)) }
}

fn end(written: &mut String, is_in_paragraph: &mut bool) {
    if std::mem::take(is_in_paragraph) {
        written.push_str("</p>");
    }
}

/// As text: a paragraph a line, or as many as were written, an address behind what leads to it.
pub(super) fn in_plain(draft: &Draft<'_>, markdown: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    let mut links: Vec<Option<String>> = Vec::new();
    let mut lists = Lists::default();
    for event in Parser::new(markdown) {
        lists.follow(&event);
        let Some(written) = paragraphs.last_mut() else {
            break;
        };
        match event {
            Event::Start(Tag::Item) => paragraphs.push(lists.next()),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::HtmlBlock,
            ) => paragraphs.push(String::new()),
            Event::Start(Tag::Link { dest_url, .. }) => links.push(address(draft, &dest_url)),
            Event::End(TagEnd::Link) => {
                if let Some(Some(address)) = links.pop()
                    && !written.ends_with(&address)
                {
                    written.push_str(&format!(" ({address})"));
                }
            }
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                written.push_str(&text);
            }
            Event::SoftBreak => written.push(' '),
            Event::HardBreak => written.push('\n'),
            _ => {}
        }
    }
    paragraphs.retain(|paragraph| !paragraph.trim().is_empty());
    paragraphs
}

/// Where a link leads, whole, as a mail program needs it; nowhere but to sites and mailboxes.
fn address(draft: &Draft<'_>, written: &str) -> Option<String> {
    let is_ours = written.starts_with('/') && !written.starts_with("//");
    if is_ours {
        return Some(draft.url(written));
    }
    let leads = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| written.starts_with(scheme));
    leads.then(|| written.to_owned())
}
