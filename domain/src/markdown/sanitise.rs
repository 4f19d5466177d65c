//! The gate for raw HTML: what an author or an importer pasted, reduced to what a story may hold.

use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::dress::{CELL_CLASSES, OUR_ANCHORS};
use super::render::may_embed;
use crate::Tone;

/// `html` without anything that could run, load from a third party, or break out of the story.
pub(super) fn html(html: &str) -> String {
    static GATE: LazyLock<Builder<'static>> = LazyLock::new(gate);
    // A picture whose address was refused shows nothing and says nothing.
    GATE.clean(html).to_string().replace("<img>", "")
}

fn gate() -> Builder<'static> {
    let mut gate = Builder::default();
    gate.add_tags(["section", "figure", "figcaption", "s", "picture", "source"])
        .add_generic_attributes(["id", "lang", "dir"])
        .add_tag_attributes("div", ["role", "tabindex", "aria-label"])
        .add_tag_attributes("section", ["role", "aria-label"])
        .add_tag_attributes("a", ["aria-label"])
        .add_tag_attributes("th", ["scope"])
        .add_tag_attributes("ol", ["start"])
        .add_tag_attributes("img", ["class", "loading", "decoding"])
        .add_tag_attributes("source", ["type", "srcset", "sizes"])
        .add_allowed_classes("td", CELL_CLASSES)
        .add_allowed_classes("th", CELL_CLASSES)
        .add_allowed_classes("div", ["table-scroll"])
        .add_allowed_classes("section", ["footnotes"])
        .add_allowed_classes("sup", ["footnote-reference"])
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("img", "src") if !may_embed(value) => None,
            ("img", "class") if !is_tone(value) => None,
            ("source", "srcset") if !value.split(',').map(str::trim).all(may_embed) => None,
            (_, "id") if !OUR_ANCHORS.iter().any(|ours| value.starts_with(ours)) => None,
            _ => Some(value.into()),
        });
    gate
}

/// Whether a class is one that the renderer gives pictures.
fn is_tone(class: &str) -> bool {
    class
        .strip_prefix("tone-")
        .is_some_and(|tone| tone.parse::<Tone>().is_ok())
}
