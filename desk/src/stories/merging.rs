//! Choosing between two people's words.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::desk::merging::{self, Choice, Dispute, Merge};
use newsroom::desk::saving;
use newsroom::desk::story::{Save, SaveNumber, Story, StoryId};

use super::editor::seen;
use crate::address::Path;
use crate::form::{Pairs, value};
use crate::frame::frame;
use crate::guard::Signed;
use crate::{Desk, answer};

/// `GET /desk/stories/{id}/merge/{number}`
pub(crate) async fn ask(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path((id, number)): Path<(i64, u32)>,
) -> Response {
    match load(&desk, &signed, StoryId(id), SaveNumber(number)).await {
        Ok((story, theirs, mine, disputes)) => {
            let page = question(&story, &theirs, &mine, &disputes, None);
            let page = frame(&desk, Some(&signed), "Choose what stays", &page);
            answer::page(StatusCode::OK, &page)
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

async fn load(
    desk: &Desk,
    signed: &Signed,
    id: StoryId,
    number: SaveNumber,
) -> Result<(Story, Save, Save, Vec<Dispute>), DeskError> {
    let (story, theirs) = seen(desk, signed, id).await?;
    let mine = desk
        .store
        .save(id, number)
        .await?
        .ok_or(DeskError::Unknown)?;
    let base = mine.base.ok_or(DeskError::Unknown)?;
    let base = desk.store.save(id, base).await?.ok_or(DeskError::Unknown)?;
    let Merge { disputes, .. } =
        merging::merge(&base.manuscript, &theirs.manuscript, &mine.manuscript);
    Ok((story, theirs, mine, disputes))
}

/// `POST /desk/stories/{id}/merge/{number}`
pub(crate) async fn settle(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path((id, number)): Path<(i64, u32)>,
    Pairs(pairs): Pairs,
) -> Response {
    let (id, number) = (StoryId(id), SaveNumber(number));
    let (story, theirs, mine, disputes) = match load(&desk, &signed, id, number).await {
        Ok(loaded) => loaded,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let seen = value(&pairs, "seen").and_then(|seen| seen.parse().ok());
    let seen = SaveNumber(seen.unwrap_or(0));
    let choices: Option<Vec<Choice>> = (0..disputes.len())
        .map(|place| value(&pairs, &format!("choice-{place}")).and_then(choice))
        .collect();
    let settled = match choices {
        None => Err(DeskError::Refused(
            "Please choose for each of them.".to_owned(),
        )),
        Some(choices) => {
            let account = &signed.account;
            let saves = (number, seen);
            saving::settle(&desk.store, &desk.clock, account, id, saves, &choices).await
        }
    };
    match settled {
        Ok(_) => answer::on_to(&format!("/desk/stories/{}?saved", id.0)),
        Err(DeskError::Refused(sentence)) => {
            let page = question(&story, &theirs, &mine, &disputes, Some(&sentence));
            let page = frame(&desk, Some(&signed), "Choose what stays", &page);
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

fn choice(word: &str) -> Option<Choice> {
    match word {
        "theirs" => Some(Choice::Theirs),
        "mine" => Some(Choice::Mine),
        "both" => Some(Choice::Both),
        _ => None,
    }
}

fn question(
    story: &Story,
    theirs: &Save,
    mine: &Save,
    disputes: &[Dispute],
    problem: Option<&str>,
) -> Markup {
    let name = |save: &Save| {
        let by = save.by.as_ref();
        by.map_or_else(|| "nobody by hand".to_owned(), |(_, name)| name.clone())
    };
    html! {
        p class="desk-back" { a href={ "/desk/stories/" (story.id.0) } { "Back to the story" } }
        h1 { "Choose what stays" }
        p {
            "While " (name(mine)) " was writing, " (name(theirs)) " changed the same words of “" (story.title())
            "”. Everything else was brought together. Both texts are kept as saves, whatever is chosen."
        }
        @if let Some(problem) = problem {
            p class="desk-problem" role="alert" { (problem) }
        }
        form method="post" action={ "/desk/stories/" (story.id.0) "/merge/" (mine.number.0) } {
            input type="hidden" name="seen" value=(theirs.number.0);
            @for (place, dispute) in disputes.iter().enumerate() {
                (one(place, dispute, &name(theirs), &name(mine)))
            }
            button class="desk-button" { "Keep what was chosen" }
        }
    }
}

fn one(place: usize, dispute: &Dispute, theirs: &str, mine: &str) -> Markup {
    let group = format!("choice-{place}");
    let side = |word: &str, whose: &str, text: &str| {
        html! {
            div class="desk-choice" {
                input type="radio" id={ (group) "-" (word) } name=(group) value=(word) required;
                label for={ (group) "-" (word) } { (whose) }
                @if text.is_empty() {
                    p class="desk-hint" { "Taken out." }
                } @else {
                    pre class="desk-choice__text" { (text) }
                }
            }
        }
    };
    html! {
        fieldset class="desk-dispute" {
            legend { (dispute.field.label()) }
            @if !dispute.base.is_empty() {
                details { summary { "As it was before" } pre class="desk-choice__text" { (dispute.base) } }
            }
            (side("theirs", &format!("What {theirs} wrote"), &dispute.theirs))
            (side("mine", &format!("What {mine} wrote"), &dispute.mine))
            @if Choice::offered(dispute.field).contains(&Choice::Both) {
                div class="desk-choice" {
                    input type="radio" id={ (group) "-both" } name=(group) value="both" required;
                    label for={ (group) "-both" } { "Both, one after the other" }
                }
            }
        }
    }
}
