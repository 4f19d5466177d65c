//! What the desk's editor asks of the page's own renderer, in the browser: the text as readers will see it, how many words
//! it has and how long it takes to read.
//!
//! A preview by another renderer would be right most of the time. This is the same code that renders the page, so there is
//! nothing to tell apart. It is a module of its own, fetched by the editor alone: readers never download it.

use domain::{Language, Markdown, Rendering, SafeHtml, reading_minutes, word_count};
use wasm_bindgen::prelude::wasm_bindgen;

/// What was rendered last, so that only what changed since is given out again.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Shown {
    blocks: Vec<SafeHtml>,
}

/// What is to be done for a body to be shown anew.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Change {
    /// How many blocks stay as they are before the change.
    pub from: usize,
    /// How many after these go.
    pub gone: usize,
    come: Vec<String>,
}

#[wasm_bindgen]
impl Shown {
    /// Nothing yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Renders a body, as safe as on the page, and says which of its blocks are others than before. `language` is the article's tag;
    /// one that is none counts as English, as somebody may be typing it just now. Pictures are shown without their smaller files,
    /// which only the server knows of.
    ///
    /// # Errors
    /// The sentence that the server would refuse the body with; what was rendered last stays.
    pub fn follow(&mut self, markdown: String, language: &str) -> Result<Change, String> {
        let body: Markdown = markdown
            .try_into()
            .map_err(|refused: domain::Refusal| refused.to_string())?;
        let rendering = language.parse::<Language>().map_or_else(
            |_| Rendering::default(),
            |language| Rendering::page(&language),
        );
        let old = std::mem::replace(&mut self.blocks, body.render_in_blocks(&rendering));
        Ok(Change::between(&old, &self.blocks))
    }
}

#[wasm_bindgen]
impl Change {
    /// The HTML of the blocks that come in their place.
    #[must_use]
    pub fn come(self) -> Vec<String> {
        self.come
    }
}

impl Change {
    fn between(old: &[SafeHtml], new: &[SafeHtml]) -> Self {
        let same = |(old, new): &(&SafeHtml, &SafeHtml)| old == new;
        let from = old.iter().zip(new).take_while(same).count();
        let (old, new) = (&old[from..], &new[from..]);
        let after = old.iter().rev().zip(new.iter().rev()).take_while(same);
        let after = after.count();
        let come = &new[..new.len() - after];
        Self {
            from,
            gone: old.len() - after,
            come: come.iter().map(|block| block.as_str().to_owned()).collect(),
        }
    }
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
