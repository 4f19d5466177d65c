//! The text of a story as a page shows it, with its pictures in place.

use domain::{ArticleKind, Entry, Language, Markdown, Picture, Place, Rendering, SafeHtml};

use super::picture::{IN_A_GALLERY, IN_A_STORY};
use crate::failure::or_log;
use crate::paper::Paper;

/// What is known of the pictures in the text, in its order. Without the store it still reads well.
pub(super) async fn pictures(paper: &Paper, body: &Markdown) -> Vec<Picture> {
    let ids = body.picture_ids();
    let mut pictures = or_log(paper.store.pictures(&ids).await).unwrap_or_default();
    pictures.sort_by_key(|picture| ids.iter().position(|id| *id == picture.id));
    pictures
}

/// A text of the paper's own with its pictures in place.
pub(crate) async fn rendered(paper: &Paper, body: &Markdown) -> SafeHtml {
    let pictures = pictures(paper, body).await;
    body.render_as(&rendering(paper, None).with_pictures(&pictures, IN_A_STORY))
}

/// An update, beside others on its page.
pub(crate) fn render_entry(entry: &Entry, language: &Language, pictures: &[Picture]) -> SafeHtml {
    let rendering = Rendering::page(language)
        .among_others(&entry.anchor())
        .with_pictures(pictures, IN_A_STORY);
    entry.version.text.markdown().render_as(&rendering)
}

/// For a page, in the paper's language where the text has none of its own.
pub(super) fn rendering<'p>(paper: &Paper, language: Option<&Language>) -> Rendering<'p> {
    Rendering::page(language.unwrap_or(&paper.masthead.language))
}

pub(super) fn place_of_pictures(kind: ArticleKind) -> Place {
    match kind {
        ArticleKind::Gallery => IN_A_GALLERY,
        ArticleKind::News
        | ArticleKind::Opinion
        | ArticleKind::Analysis
        | ArticleKind::Review
        | ArticleKind::Explainer
        | ArticleKind::Obituary
        | ArticleKind::Coverage => IN_A_STORY,
    }
}
