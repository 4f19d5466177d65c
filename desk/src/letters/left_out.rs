//! Stories that somebody chose for an issue and that readers do not have any more: whoever sends it is told that they are not in it.

use domain::Publication;
use maud::{Markup, html};
use newsroom::letters::IssueDraft;
use newsroom::store::{Standing, StoreError};

use crate::Desk;

/// Those of what somebody composes, in its order.
pub(crate) async fn left_out(
    desk: &Desk,
    draft: Option<&IssueDraft>,
) -> Result<Vec<Standing>, StoreError> {
    let articles = draft.map_or(&[][..], |draft| &draft.made.articles);
    let mut gone = desk.store.not_public_among(articles).await?;
    Ok(articles.iter().filter_map(|id| gone.remove(id)).collect())
}

/// Why a story is not in an issue.
pub(crate) fn why(story: &Standing) -> Markup {
    let what = match story.publication {
        Publication::Withdrawn { .. } => "was withdrawn",
        Publication::Draft | Publication::Scheduled { .. } | Publication::Published { .. } => {
            "is not out"
        }
    };
    html! { "“" bdi { (story.headline) } "” " (what) "; it is left out." }
}

/// The same of several, each on a line of its own.
pub(crate) fn told(stories: &[Standing]) -> Markup {
    html! {
        @for story in stories {
            p class="desk-problem" { (why(story)) }
        }
    }
}
