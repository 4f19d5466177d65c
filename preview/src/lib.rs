//! What the desk's editor asks of the page's own renderer, in the browser: the text as readers will see it, how many words
//! it has and how long it takes to read.
//!
//! A preview by another renderer would be right most of the time. This is the same code that renders the page, so there is
//! nothing to tell apart. It is a module of its own, fetched by the editor alone: readers never download it.

use domain::{Language, Markdown, Rendering, reading_minutes, word_count};
use wasm_bindgen::prelude::wasm_bindgen;

/// The HTML of a body, as safe as on the page. `language` is the article's tag; one that is none counts as English, as
/// somebody may be typing it just now. Pictures are shown without their smaller files, which only the server knows of.
///
/// # Errors
/// The sentence that the server would refuse the body with.
#[wasm_bindgen]
pub fn render(markdown: String, language: &str) -> Result<String, String> {
    let body: Markdown = markdown
        .try_into()
        .map_err(|refused: domain::Refusal| refused.to_string())?;
    let rendering = language.parse::<Language>().map_or_else(
        |_| Rendering::default(),
        |language| Rendering::page(&language),
    );
    Ok(body.render_as(&rendering).as_str().to_owned())
}

/// How many words readers will read: marks and addresses are none.
#[wasm_bindgen]
#[must_use]
pub fn words(markdown: String) -> u32 {
    Markdown::try_from(markdown).map_or(0, |body| {
        u32::try_from(word_count(&body.words())).unwrap_or(u32::MAX)
    })
}

/// How many minutes the page will say that the body takes.
#[wasm_bindgen]
#[must_use]
pub fn minutes(markdown: &str) -> u32 {
    reading_minutes(word_count(markdown))
}
