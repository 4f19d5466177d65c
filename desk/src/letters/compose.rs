//! Composing an issue by hand: which stories, in which order, and the words around them.
//!
//! Moving a story or adding one sends the form and gets it back, moved and not saved, so that it works without script. What
//! is saved says which save it is based on: nobody overwrites what they have not seen.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{ArticleId, Slug};
use newsroom::desk::doing::DeskError;
use newsroom::desk::letters::{self as acts, Composed};
use newsroom::letters::{Handmade, IssueDraft, Letter, Schedule, Which, plan};
use newsroom::store::OutQuery;

use super::compose_page::{Chosen, Composing, Said, page};
use super::letter::{letter, unknown_step};
use super::path_of;
use crate::address::Path;
use crate::form::{Pairs, value};
use crate::frame::{Looks, dressed};
use crate::guard::Signed;
use crate::readers::LOOKS;
use crate::{Desk, answer};

/// Stories that can be chosen from a list: the newest.
const OFFERED: u32 = 80;

/// An issue as it stands in the form.
#[derive(Debug, Default)]
pub(crate) struct Typed {
    /// The number of the save that it is based on, 0 for none.
    pub(crate) base: i64,
    pub(crate) made: Handmade,
    /// The address of a story that is to be added.
    pub(crate) address: String,
}

impl Typed {
    fn read(pairs: &[(String, String)], letter: &Letter) -> Self {
        let text = |name| value(pairs, name).unwrap_or_default();
        let stories = pairs.iter().filter(|(name, _)| name == "story");
        Self {
            base: text("base").parse().unwrap_or(0),
            made: Handmade {
                subject: text("subject").trim().to_owned(),
                preheader: text("preheader").trim().to_owned(),
                introduction: text("introduction").replace("\r\n", "\n"),
                articles: stories
                    .filter_map(|(_, id)| id.parse().ok().map(ArticleId))
                    .collect(),
                is_next: match letter.definition.schedule {
                    Schedule::Weekly { .. } => text("goes") != "extra",
                    Schedule::ByHand => true,
                    Schedule::Breaking => false,
                },
            },
            address: text("address").to_owned(),
        }
    }

    fn of(draft: IssueDraft) -> Self {
        Self {
            base: draft.number,
            made: draft.made,
            address: String::new(),
        }
    }

    /// Adds a story, if there is one and it is not there yet.
    fn add(&mut self, story: Option<ArticleId>) {
        if let Some(id) = story
            && !self.made.articles.contains(&id)
        {
            self.made.articles.push(id);
        }
    }

    /// Moves a story by one place; past an end it stays.
    fn shift(&mut self, story: ArticleId, by: isize) {
        let articles = &mut self.made.articles;
        let place = articles.iter().position(|it| *it == story);
        if let Some(place) = place
            && let Some(other) = place.checked_add_signed(by)
            && other < articles.len()
        {
            articles.swap(place, other);
        }
    }
}

/// What a button of the form does.
enum Step {
    Save,
    Discard,
    Add,
    Shift(ArticleId, isize),
    TakeOut(ArticleId),
}

impl Step {
    fn read(pairs: &[(String, String)]) -> Option<Self> {
        let step = value(pairs, "do")?;
        let story = |id: &str| id.parse().ok().map(ArticleId);
        match step.split_once('-') {
            Some(("up", id)) => Some(Self::Shift(story(id)?, -1)),
            Some(("down", id)) => Some(Self::Shift(story(id)?, 1)),
            Some(("out", id)) => Some(Self::TakeOut(story(id)?)),
            Some(_) => None,
            None => match step {
                "save" => Some(Self::Save),
                "discard" => Some(Self::Discard),
                "add" => Some(Self::Add),
                _ => None,
            },
        }
    }
}

/// `GET /desk/letters/{slug}/compose`
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(slug): Path<String>,
) -> Response {
    let begun = async {
        let letter = letter(&desk, &slug).await?;
        let typed = begin(&desk, &letter).await?;
        Ok::<_, DeskError>((letter, typed))
    };
    match begun.await {
        Ok((letter, typed)) => {
            form(
                &desk,
                &signed,
                &letter,
                &typed,
                StatusCode::OK,
                Said::Nothing,
            )
            .await
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// What was saved, or else what the letter would make.
async fn begin(desk: &Desk, letter: &Letter) -> Result<Typed, DeskError> {
    if let Some(draft) = desk.store.letter_draft(letter.id).await? {
        return Ok(Typed::of(draft));
    }
    let facts = desk.paper_facts();
    let plan = plan(&desk.store, &desk.clock, &facts, letter, Which::Next).await?;
    Ok(Typed {
        made: Handmade {
            articles: plan.map(|plan| plan.contents.articles).unwrap_or_default(),
            is_next: true,
            ..Handmade::default()
        },
        ..Typed::default()
    })
}

async fn form(
    desk: &Desk,
    signed: &Signed,
    letter: &Letter,
    typed: &Typed,
    status: StatusCode,
    said: Said<'_>,
) -> Response {
    let loaded = async {
        let store = &desk.store;
        let mut known = store.public_among(&typed.made.articles).await?;
        let mut gone = store.not_public_among(&typed.made.articles).await?;
        let chosen = typed.made.articles.iter().map(|id| Chosen {
            id: *id,
            story: known.remove(id).map(|(story, _)| story),
            gone: gone.remove(id),
        });
        let facts = desk.paper_facts();
        let by_itself = plan(store, &desk.clock, &facts, letter, Which::Next).await?;
        Ok::<_, DeskError>(Composing {
            letter,
            typed,
            chosen: chosen.collect(),
            offered: store.out(&OutQuery::default(), OFFERED).await?,
            by_itself: by_itself.filter(|plan| !plan.is_by_hand()),
        })
    };
    let composing = match loaded.await {
        Ok(composing) => composing,
        Err(error) => return answer::not_done(desk, signed, &error),
    };
    let title = format!("Compose {}", letter.definition.name);
    let looks = Looks {
        script: Some("compose.js"),
        ..LOOKS
    };
    let body = page(desk, &title, &composing, &said);
    answer::page(status, &dressed(desk, Some(signed), &title, looks, &body))
}

/// `POST /desk/letters/{slug}/compose`
pub(crate) async fn compose(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(slug): Path<String>,
    Pairs(pairs): Pairs,
) -> Response {
    let letter = match letter(&desk, &slug).await {
        Ok(letter) => letter,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let Some(step) = Step::read(&pairs) else {
        return answer::not_done(&desk, &signed, &unknown_step());
    };
    let mut typed = Typed::read(&pairs, &letter);
    let said = match step {
        Step::Discard => return discard(&desk, &signed, &letter).await,
        // What was chosen beside the stories and not added yet is meant to be saved too.
        Step::Save | Step::Add => match add(&desk, &mut typed, &pairs).await {
            Ok(_) if matches!(step, Step::Save) => {
                return save(&desk, &signed, &letter, typed).await;
            }
            Ok(Some(id)) => Said::Moved(id),
            Ok(None) => Said::Nothing,
            Err(DeskError::Refused(sentence)) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                let said = Said::Problem(&sentence);
                return form(&desk, &signed, &letter, &typed, status, said).await;
            }
            Err(error) => return answer::not_done(&desk, &signed, &error),
        },
        Step::Shift(id, by) => {
            typed.shift(id, by);
            Said::Moved(id)
        }
        Step::TakeOut(id) => {
            typed.made.articles.retain(|it| *it != id);
            Said::TakenOut
        }
    };
    form(&desk, &signed, &letter, &typed, StatusCode::OK, said).await
}

/// Adds the story that was chosen from the list, and the one whose address was typed. The last of them.
async fn add(
    desk: &Desk,
    typed: &mut Typed,
    pairs: &[(String, String)],
) -> Result<Option<ArticleId>, DeskError> {
    let chosen = value(pairs, "more").unwrap_or_default();
    let chosen = chosen.parse().ok().map(ArticleId);
    typed.add(chosen);
    let by_address = match typed.address.trim() {
        "" => None,
        address => Some(at(desk, address).await?),
    };
    typed.add(by_address);
    typed.address = String::new();
    Ok(by_address.or(chosen))
}

/// The published story at an address: a whole one, a path, or its last part.
async fn at(desk: &Desk, address: &str) -> Result<ArticleId, DeskError> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let last = path.trim_end_matches('/').rsplit('/').next();
    let slug: Option<Slug> = last.and_then(|last| last.parse().ok());
    let article = match slug {
        Some(slug) => desk.store.article(&slug).await?,
        None => None,
    };
    let article = article.filter(|article| article.publication.is_public());
    article.map(|article| article.id).ok_or_else(|| {
        DeskError::Refused(format!("Readers have no story at the address `{address}`."))
    })
}

async fn save(desk: &Desk, signed: &Signed, letter: &Letter, mut typed: Typed) -> Response {
    let slug = &letter.definition.slug;
    let by = &signed.account;
    let saved = acts::compose(&desk.store, &desk.clock, by, slug, typed.base, &typed.made).await;
    match saved {
        Ok(Composed::Kept(_)) => {
            answer::on_to(&format!("{}/next?done=saved", path_of(letter, None)))
        }
        Ok(Composed::Meanwhile(theirs)) => {
            typed.base = theirs.number;
            let said = Said::Meanwhile(&theirs);
            form(desk, signed, letter, &typed, StatusCode::CONFLICT, said).await
        }
        Ok(Composed::Gone) => {
            typed.base = 0;
            let said = Said::Problem(
                "The issue that you were composing went out meanwhile, or somebody threw it away. What you typed is here; saving it begins another one.",
            );
            form(desk, signed, letter, &typed, StatusCode::CONFLICT, said).await
        }
        Err(DeskError::Refused(sentence)) => {
            let said = Said::Problem(&sentence);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            form(desk, signed, letter, &typed, status, said).await
        }
        Err(error) => answer::not_done(desk, signed, &error),
    }
}

async fn discard(desk: &Desk, signed: &Signed, letter: &Letter) -> Response {
    let slug = &letter.definition.slug;
    match acts::discard(&desk.store, &desk.clock, &signed.account, slug).await {
        Ok(()) => answer::on_to(&format!("{}?done=discarded", path_of(letter, None))),
        Err(error) => answer::not_done(desk, signed, &error),
    }
}
