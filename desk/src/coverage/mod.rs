//! Live stories: entries are written, changed and taken back while readers read them.

pub(crate) mod again;
pub(crate) mod entry;
pub(crate) mod list;
pub(crate) mod view;

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{CoverageState, EntryNumber, Slug};
use newsroom::desk::covering::{self, Covered, Sent, Typed};
use newsroom::desk::doing::DeskError;
use newsroom::store::StoreError;
use serde::Deserialize;

use crate::address::{Path, Query};
use crate::form::{Pairs, value};
use crate::frame::framed;
use crate::guard::Signed;
use crate::{Desk, answer, once};
use view::{Draft, Shown, coverage_page};

/// Entries on a page.
const ON_A_PAGE: u32 = 30;

/// What just happened, for the page that says so, and where in the past it is.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    before: Option<u32>,
    done: Option<String>,
}

/// `GET /desk/coverage/{slug}`
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let story = Live::open(&desk, &signed, &slug);
    let draft = Draft {
        is_next: asked.done.as_deref() == Some("added"),
        ..Draft::default()
    };
    let before = asked.before.map(EntryNumber);
    let said = asked.done.as_deref().and_then(told);
    match story.await {
        Ok(story) => {
            let status = StatusCode::OK;
            story.page(status, before, (said, None), &draft).await
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

fn told(done: &str) -> Option<&'static str> {
    Some(match done {
        "added" => "The entry is sent.",
        "save" => "The entry is changed.",
        "pin" => "The entry is pinned above the others.",
        "unpin" => "The entry is back among the others.",
        "key" => "The entry is a key event.",
        "unkey" => "The entry is no key event any more.",
        "remove" => "The entry is removed.",
        "open" => "Open: readers are told that more is to come.",
        "paused" => "Paused: readers are told that nobody is writing for now.",
        "closed" => "Closed: readers are told that it is over.",
        _ => return None,
    })
}

/// `POST /desk/coverage/{slug}`: adds an entry.
pub(crate) async fn add(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(slug): Path<String>,
    Pairs(pairs): Pairs,
) -> Response {
    let story = match Live::open(&desk, &signed, &slug).await {
        Ok(story) => story,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let typed = typed(&pairs);
    let is_pinned = value(&pairs, "pinned").is_some();
    let sent = Sent {
        typed: &typed,
        is_pinned,
        once: once::key(&signed, &pairs),
    };
    let (store, clock, by) = (&desk.store, &desk.clock, &signed.account);
    let gate = desk.gate(is_in_spite(&pairs));
    match covering::add(store, clock, by, story.slug(), sent, gate).await {
        Ok(_) => story.done("added", None),
        Err(DeskError::Refused(sentence)) => {
            let draft = Draft {
                is_warned: story.is_warned(&typed).await,
                new: Some((typed, is_pinned)),
                is_next: true,
                edited: None,
            };
            story.refused(None, &sentence, &draft).await
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// `POST /desk/coverage/{slug}/state`
pub(crate) async fn set_state(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(slug): Path<String>,
    Pairs(pairs): Pairs,
) -> Response {
    let set = async {
        let story = Live::open(&desk, &signed, &slug).await?;
        let state: CoverageState = value(&pairs, "state").unwrap_or_default().parse()?;
        let (store, clock, by) = (&desk.store, &desk.clock, &signed.account);
        covering::set_state(store, clock, by, story.slug(), state).await?;
        Ok::<_, DeskError>(story.done(state.as_str(), None))
    };
    match set.await {
        Ok(answer) => answer,
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// `POST /desk/coverage/{slug}/entries/{number}`: does something with an entry.
pub(crate) async fn change(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path((slug, number)): Path<(String, u32)>,
    Pairs(pairs): Pairs,
) -> Response {
    let number = EntryNumber(number);
    let story = match Live::open(&desk, &signed, &slug).await {
        Ok(story) => story,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let step = value(&pairs, "do").unwrap_or_default();
    let (store, clock, by, slug) = (&desk.store, &desk.clock, &signed.account, story.slug());
    let done = match step {
        "save" => {
            let typed = typed(&pairs);
            let seen = value(&pairs, "seen").and_then(|seen| seen.parse().ok());
            let which = (number, seen.unwrap_or(0));
            let gate = desk.gate(is_in_spite(&pairs));
            let edited = covering::edit(store, clock, by, slug, which, &typed, gate).await;
            if let Err(DeskError::Refused(sentence)) = edited {
                return story.edit_again(number, typed, &sentence).await;
            }
            edited
        }
        "pin" => covering::set_pinned(store, clock, by, slug, (number, true)).await,
        "unpin" => covering::set_pinned(store, clock, by, slug, (number, false)).await,
        "key" => covering::set_key(store, clock, by, slug, (number, true)).await,
        "unkey" => covering::set_key(store, clock, by, slug, (number, false)).await,
        "remove" => covering::remove(store, clock, by, slug, number).await,
        "promote" => match covering::promote(store, clock, by, slug, number).await {
            Ok(id) => return answer::on_to(&format!("/desk/stories/{}", id.0)),
            Err(error) => Err(error),
        },
        _ => Err(DeskError::Refused("There is no such step.".to_owned())),
    };
    match done {
        Ok(()) => story.done(step, Some(number)),
        Err(DeskError::Refused(sentence)) => {
            story.refused(None, &sentence, &Draft::default()).await
        }
        Err(error @ (DeskError::Forbidden | DeskError::Unknown | DeskError::Store(_))) => {
            answer::not_done(&desk, &signed, &error)
        }
    }
}

/// Whether it is to go out in spite of what the gate warns of.
fn is_in_spite(pairs: &[(String, String)]) -> bool {
    value(pairs, "in_spite").is_some()
}

fn typed(pairs: &[(String, String)]) -> Typed {
    let text = |name| value(pairs, name).unwrap_or_default().to_owned();
    Typed {
        headline: text("headline"),
        text: text("text"),
        byline: text("byline"),
        is_key: value(pairs, "key").is_some(),
    }
}

/// A live story before somebody at the desk.
pub(crate) struct Live<'a> {
    pub(crate) desk: &'a Desk,
    pub(crate) signed: &'a Signed,
    pub(crate) covered: Covered,
}

impl<'a> Live<'a> {
    async fn open(desk: &'a Desk, signed: &'a Signed, slug: &str) -> Result<Self, DeskError> {
        let slug: Slug = slug.parse().map_err(|_| DeskError::Unknown)?;
        let covered = covering::covered(&desk.store, &signed.account, &slug).await?;
        Ok(Self {
            desk,
            signed,
            covered,
        })
    }

    fn slug(&self) -> &Slug {
        &self.covered.article.slug
    }

    fn path(&self) -> String {
        format!("/desk/coverage/{}", self.slug())
    }

    /// Back to the page, which says what was done, at the entry that it was done to.
    fn done(&self, done: &str, number: Option<EntryNumber>) -> Response {
        let path = self.path();
        answer::on_to(&match number {
            Some(EntryNumber(number)) => {
                format!("{path}?done={done}&before={}#entry-{number}", number + 1)
            }
            None => format!("{path}?done={done}"),
        })
    }

    pub(crate) async fn page(
        &self,
        status: StatusCode,
        before: Option<EntryNumber>,
        (said, problem): (Option<&str>, Option<&str>),
        draft: &Draft,
    ) -> Response {
        let (desk, signed, covered) = (self.desk, self.signed, &self.covered);
        let loaded = async {
            // First, so that what happens meanwhile is told on the page's stream.
            let event = desk.store.newest_event().await?;
            let article = covered.article.id;
            // From the newest on if that has the entry, too: a page of the past is for what is long past.
            let newest = desk.store.entry_standings(article, None, ON_A_PAGE + 1);
            let mut entries = newest.await?;
            let is_past = before.is_some_and(|before| {
                let last = entries.get(ON_A_PAGE as usize - 1);
                last.is_some_and(|last| last.entry.number >= before)
            });
            if is_past {
                let past = desk.store.entry_standings(article, before, ON_A_PAGE + 1);
                entries = past.await?;
            }
            Ok::<_, StoreError>((event, entries, is_past))
        };
        let (event, mut entries, is_past) = match loaded.await {
            Ok(loaded) => loaded,
            Err(error) => return answer::broken(desk, Some(signed), &error),
        };
        let has_older = entries.len() > ON_A_PAGE as usize;
        entries.truncate(ON_A_PAGE as usize);
        let shown = Shown {
            covered,
            entries: &entries,
            event,
            is_past,
            has_older,
            said,
            problem,
            draft,
        };
        let title = format!("Live: {}", covered.article.version.headline);
        let body = coverage_page(desk, signed, &shown);
        let page = framed(desk, Some(signed), &title, Some("coverage.js"), &body);
        answer::page(status, &page)
    }
}
