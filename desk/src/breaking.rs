//! The bar above all pages, put up and taken down on the page of the front.

use axum::extract::{Extension, State};
use axum::response::Response;
use domain::Breaking;
use maud::{Markup, html};
use newsroom::breaking::{self, Announcement, BreakingError};
use newsroom::desk::doing::DeskError;
use newsroom::front::FrontOf;
use newsroom::store::OutLine;

use crate::form::{Pairs, value};
use crate::front::answered;
use crate::guard::Signed;
use crate::whose_front::log;
use crate::{Desk, clock_time};

/// `POST /desk/breaking`
pub(crate) async fn set(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Pairs(pairs): Pairs,
) -> Response {
    let set = async {
        let text = |name| value(&pairs, name).unwrap_or_default().trim();
        let until = clock_time::chosen(text("until"), &desk.facts.time_zone);
        let stands = i64::try_from(breaking::STANDS.as_micros()).unwrap_or(i64::MAX);
        let announcement = Announcement {
            text: text("text").parse()?,
            language: None,
            article: match text("story") {
                "" => None,
                slug => Some(slug.parse()?),
            },
            until: until
                .map_err(DeskError::Refused)?
                .unwrap_or_else(|| desk.clock.now().shifted(stands)),
        };
        breaking::set(&desk.store, &desk.clock, &announcement)
            .await
            .map_err(not_broken)?;
        log(&desk, &signed, "the breaking bar").await?;
        Ok("breaking")
    };
    answered(&desk, &signed, &FrontOf::Paper, set.await, &pairs).await
}

/// `POST /desk/breaking/clear`
pub(crate) async fn clear(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
) -> Response {
    let cleared = async {
        breaking::clear(&desk.store, &desk.clock).await?;
        log(&desk, &signed, "the breaking bar: taken down").await?;
        Ok("cleared")
    };
    answered(&desk, &signed, &FrontOf::Paper, cleared.await, &[]).await
}

fn not_broken(error: BreakingError) -> DeskError {
    match error {
        BreakingError::Store(error) => DeskError::Store(error),
        other @ (BreakingError::Unknown(_)
        | BreakingError::NotPublished(_)
        | BreakingError::Over) => DeskError::Refused(format!("Not done: {other}.")),
    }
}

/// The bar that stands, and the form for another one, with what was typed there and not taken.
pub(crate) fn view(
    desk: &Desk,
    stands: Option<&Breaking>,
    offered: &[OutLine],
    typed: &[(String, String)],
) -> Markup {
    let story = value(typed, "story");
    let zone = &desk.facts.time_zone;
    html! {
        section aria-labelledby="front-breaking" {
            h2 id="front-breaking" { "Breaking bar" }
            @if let Some(bar) = stands {
                p { strong { (bar.text) } " until " (clock_time::told(bar.until, zone)) }
                form method="post" action="/desk/breaking/clear" {
                    button class="desk-button desk-button--quiet" { "Take it down" }
                }
            }
            form method="post" action="/desk/breaking" {
                label for="text" { "What it says" }
                input id="text" name="text" required maxlength="200" autocomplete="off" value=[value(typed, "text")];
                label for="story" { "The story it leads to" }
                select id="story" name="story" {
                    option value="" { "None" }
                    @for line in offered {
                        option value=(line.slug) selected[story == Some(line.slug.as_str())] { (line.headline) }
                    }
                }
                label for="until" { "Until (three hours from now if left empty)" }
                input id="until" name="until" type="datetime-local" value=[value(typed, "until")];
                button class="desk-button" { "Put it up" }
            }
        }
    }
}
