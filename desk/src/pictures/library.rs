//! The library of pictures: those that the paper has, the newest first, and the way in for more.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{MediaType, Place};
use maud::{Markup, html};
use newsroom::desk::pictures::title;
use newsroom::desk::role::Right;
use newsroom::search::Search;
use newsroom::store::{LibraryPicture, LibraryQuery, PictureNumber, StoreError};
use serde::Deserialize;

use crate::address::Query;
use crate::frame::framed;
use crate::guard::Signed;
use crate::{Desk, answer};

/// Pictures on one page.
pub(crate) const ON_A_PAGE: u32 = 48;

/// How wide a picture of the list is shown: `desk/files/pictures.css`.
const IN_THE_LIST: Place = Place {
    sizes: "(min-width: 40rem) 13rem, 46vw",
    narrowest: 160,
    widest: 480,
};

#[derive(Deserialize)]
pub(crate) struct LibraryFields {
    /// Words of the picture, or of a story it stands in.
    #[serde(default)]
    pub(crate) words: String,
    /// Whether only those are wanted that nothing uses.
    pub(crate) unused: Option<String>,
    /// The number of the last one shown.
    pub(crate) before: Option<i64>,
}

impl LibraryFields {
    /// Pictures that were asked for, as far as somebody may see them, and one more than a page has if there are more.
    pub(crate) async fn find(
        &self,
        desk: &Desk,
        signed: &Signed,
    ) -> Result<Vec<LibraryPicture>, StoreError> {
        let search = Search::read(self.words.trim()).ok();
        let of = (!signed.account.may(Right::ReadAll)).then_some(signed.account.id);
        let asked = LibraryQuery {
            search: search.as_ref(),
            unused: self.unused.is_some(),
            of,
            before: self.before.map(PictureNumber),
        };
        desk.store.library(asked, ON_A_PAGE + 1).await
    }

    /// The address of the pictures that came before one.
    pub(crate) fn older(&self, path: &str, last: &LibraryPicture) -> String {
        let mut next = form_urlencoded::Serializer::new(String::new());
        if !self.words.is_empty() {
            next.append_pair("words", &self.words);
        }
        if self.unused.is_some() {
            next.append_pair("unused", "yes");
        }
        next.append_pair("before", &last.number.0.to_string());
        format!("{path}?{}", next.finish())
    }
}

/// `GET /desk/pictures`
pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Query(fields): Query<LibraryFields>,
) -> Response {
    let found = fields.find(&desk, &signed).await;
    let waiting = desk.store.unprepared_before(PictureNumber(i64::MAX)).await;
    let (found, waiting) = match (found, waiting) {
        (Ok(found), Ok(waiting)) => (found, waiting),
        (Err(error), _) | (_, Err(error)) => return answer::broken(&desk, Some(&signed), &error),
    };
    let more = found.len() > ON_A_PAGE as usize;
    let shown = &found[..found.len().min(ON_A_PAGE as usize)];
    let is_narrowed = !fields.words.trim().is_empty() || fields.unused.is_some();
    let body = html! {
        div class="desk-bar" {
            h1 { "Pictures" }
            @if signed.account.may(Right::EditAll) {
                p { a href="/desk/pictures/purge" { "Purge what nothing uses" } }
            }
        }
        (way_in())
        (search_form("/desk/pictures", &fields))
        @if waiting > 0 {
            p class="desk-hint" role="status" data-waiting=(waiting) {
                @if waiting == 1 { "1 picture waits" } @else { (waiting) " pictures wait" }
                " to be made smaller for readers. Until then readers get the file as it came."
            }
        }
        @if shown.is_empty() && is_narrowed {
            p class="desk-empty" { "No picture is like that." }
        } @else if shown.is_empty() {
            p class="desk-empty" { "There is no picture yet. Bring the first one in above." }
        } @else {
            ul class="library" {
                @for held in shown {
                    (tile(held, None))
                }
            }
        }
        @if let Some(last) = shown.last().filter(|_| more) {
            p { a href=(fields.older("/desk/pictures", last)) { "Older pictures" } }
        }
    };
    answer::page(
        StatusCode::OK,
        &framed(&desk, Some(&signed), "Pictures", Some("pictures.js"), &body),
    )
}

/// The form with which pictures are brought in. A phone offers its camera for the second field.
fn way_in() -> Markup {
    html! {
        form method="post" action="/desk/pictures" enctype="multipart/form-data" class="library-in" id="bring-in" {
            div {
                label for="files" { "Bring pictures in" }
                input id="files" name="file" type="file" accept="image/*" multiple aria-describedby="files-hint";
            }
            div class="library-in__camera" {
                label for="camera" { "Or take one now" }
                input id="camera" name="file" type="file" accept="image/*" capture="environment";
            }
            button class="desk-button" { "Bring in" }
            p class="desk-hint library-in__hint" id="files-hint" {
                "JPEG, PNG, WebP, AVIF or GIF, up to 40 MiB and 100 million pixels each."
            }
        }
    }
}

/// The form with which pictures are looked for.
pub(crate) fn search_form(path: &str, fields: &LibraryFields) -> Markup {
    html! {
        form method="get" action=(path) class="desk-begin" role="search" {
            label for="words" { "Words of the picture, its file, or a story" }
            input id="words" name="words" type="search" value=(fields.words) maxlength="200";
            div class="desk-check" {
                input type="checkbox" id="unused" name="unused" value="yes" checked[fields.unused.is_some()];
                label for="unused" { "Only unused ones" }
            }
            button class="desk-button" { "Find" }
        }
    }
}

/// A picture of a list, with what can be done with it `below`.
pub(crate) fn tile(held: &LibraryPicture, below: Option<Markup>) -> Markup {
    html! {
        li class="library__item" {
            a href={ "/desk/pictures/" (held.picture.id) } class="library__link" {
                (thumbnail(held))
                span class="library__title" { (title(held)) }
            }
            @if let Some(note) = note(held) {
                p class="desk-hint" { (note) }
            }
            @if let Some(below) = below { (below) }
        }
    }
}

/// What is to be done about a picture, in few words.
fn note(held: &LibraryPicture) -> Option<String> {
    let mut notes = Vec::new();
    if held.problem.is_some() {
        notes.push("could not be made smaller");
    }
    if held.picture.alt.as_str().is_empty() {
        notes.push("no alternative text");
    }
    if held.unused_since.is_some() {
        notes.push("unused");
    }
    let mut note = notes.join(", ");
    if let Some(first) = note.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    (!note.is_empty()).then_some(note)
}

/// A small variant; before there is one, its place.
fn thumbnail(held: &LibraryPicture) -> Markup {
    let picture = &held.picture;
    let image = |src: String| {
        html! {
            img class=[picture.classes()] src=(src) width=(picture.width) height=(picture.height)
                alt=(picture.alt) loading="lazy" decoding="async";
        }
    };
    let is_shown = picture.prepared.is_some() && held.problem.is_none();
    html! {
        @if let (Some(avif), Some(webp)) = (
            picture.srcset(MediaType::Avif, IN_THE_LIST),
            picture.srcset(MediaType::Webp, IN_THE_LIST),
        ) {
            picture {
                source type=(MediaType::Avif.mime()) srcset=(avif) sizes=(IN_THE_LIST.sizes);
                source type=(MediaType::Webp.mime()) srcset=(webp) sizes=(IN_THE_LIST.sizes);
                (image(picture.plain_path(IN_THE_LIST.widest)))
            }
        } @else if is_shown {
            (image(picture.path()))
        } @else {
            span class="library__blank" {
                @if held.problem.is_some() { "Cannot be read" } @else { "Waits to be made smaller" }
            }
        }
    }
}
