use newsroom::store::{CorrectionsPage, Cursor};

use crate::failure::Failure;
use crate::head::Head;
use crate::paper::{Masthead, Paper};

/// Corrections on one page.
const ON_A_PAGE: u32 = 30;

/// One page of corrections, newest first.
#[derive(Debug)]
pub struct Corrections {
    pub(crate) page: CorrectionsPage,
    /// Whether it is what is older than the first page.
    pub(crate) goes_on: bool,
}

impl Corrections {
    pub(crate) async fn load(paper: &Paper, after: Cursor) -> Result<Self, Failure> {
        Ok(Self {
            page: paper.store.corrections(after, ON_A_PAGE).await?,
            goes_on: after != Cursor::START,
        })
    }

    pub(crate) fn head(masthead: &Masthead) -> Head {
        let words = masthead.words();
        Head {
            title: Some(words.corrections.to_owned()),
            description: words.corrections_promise.to_owned(),
            path: Some("/corrections".to_owned()),
            ..Head::default()
        }
    }
}
