//! The gate for raw HTML: what an author or an importer pasted, reduced to what a story may hold.

use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::anchors::OUR_ANCHORS;
use super::embed::is_player;
use super::render::{may_embed, may_link};
use super::tables::CELL_CLASSES;
use crate::{Focus, Tone};

/// `html` without anything that could run, load from a third party, or break out of the story.
pub(super) fn html(html: &str) -> String {
    static GATE: LazyLock<Builder<'static>> = LazyLock::new(gate);
    // A picture whose address was refused shows nothing and says nothing.
    GATE.clean(html).to_string().replace("<img>", "")
}

fn gate() -> Builder<'static> {
    let mut gate = Builder::default();
    gate.add_tags([
        "section",
        "figure",
        "figcaption",
        "s",
        "picture",
        "source",
        "button",
    ])
    .add_generic_attributes(["id", "lang", "dir"])
    .add_tag_attributes("div", ["aria-label"])
    .add_tag_attribute_values("div", "role", ["region"])
    .add_tag_attribute_values("div", "tabindex", ["0"])
    .add_tag_attributes("section", ["aria-label"])
    .add_tag_attribute_values("section", "role", ["doc-endnotes"])
    .add_tag_attributes("a", ["aria-label"])
    .add_tag_attributes("th", ["scope"])
    .add_tag_attributes("ol", ["start"])
    .add_tag_attributes("img", ["class", "loading", "decoding"])
    .add_tag_attributes("source", ["type", "srcset", "sizes"])
    .add_tag_attributes("figure", ["data-player"])
    .add_tag_attribute_values("button", "type", ["button"])
    .add_tag_attribute_values("figure", "aria-hidden", ["true"])
    .add_allowed_classes("td", CELL_CLASSES)
    .add_allowed_classes("th", CELL_CLASSES)
    .add_allowed_classes("div", ["table-scroll", "pictures"])
    .add_allowed_classes("figure", ["quote", "pull-quote", "embed"])
    .add_allowed_classes("section", ["footnotes"])
    .add_allowed_classes("sup", ["footnote-reference"])
    .url_schemes(["http", "https", "mailto", "tel"].into())
    .url_relative(UrlRelative::PassThrough)
    .link_rel(None)
    .attribute_filter(|element, attribute, value| match (element, attribute) {
        ("img", "src") if !may_embed(value) => None,
        ("img", "class") if !value.split(' ').all(is_of_picture) => None,
        // No browser follows it; some programs that read a feed may.
        (_, "cite") if !may_link(value) => None,
        ("figure", "data-player") if !is_player(value) => None,
        ("source", "srcset") if !value.split(',').map(str::trim).all(may_embed) => None,
        (_, "id") if !OUR_ANCHORS.iter().any(|ours| value.starts_with(ours)) => None,
        _ => Some(value.into()),
    });
    gate
}

/// Whether a class is one that the renderer gives pictures.
fn is_of_picture(class: &str) -> bool {
    let is_tone = class
        .strip_prefix("tone-")
        .is_some_and(|tone| tone.parse::<Tone>().is_ok());
    is_tone || Focus::is_class(class)
}
