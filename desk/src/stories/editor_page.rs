//! What the page of a story shows: its fields, and beside them where it stands and what can be done.

use domain::{ArticleKind, Section};
use maud::{Markup, html};
use newsroom::desk::checking::FieldProblem;
use newsroom::desk::gate::Finding;
use newsroom::desk::manuscript::Field;
use newsroom::desk::notes::Passage;
use newsroom::desk::story::{Save, Story};
use newsroom::store::{Note, Share};

use super::beside::beside;
use super::outside;
use crate::guard::Signed;
use crate::kept_form::TYPED_BY;
use crate::{Desk, clock_time};

/// What is shown with a story.
pub(crate) struct Around {
    /// Who else has it open.
    pub(crate) others: Vec<String>,
    pub(crate) sections: Vec<Section>,
    /// With what has become of the words that each is about.
    pub(crate) notes: Vec<(Note, Passage)>,
    pub(crate) shares: Vec<Share>,
    /// What keeps it from going out as it is.
    pub(crate) problems: Vec<FieldProblem>,
    /// What the gate says of it.
    pub(crate) findings: Vec<Finding>,
    /// Saves that somebody has to choose about.
    pub(crate) aside: Vec<Save>,
}

/// What the page says of what was done last.
#[derive(Default)]
pub(crate) struct Said<'a> {
    /// What was done.
    pub(crate) done: Option<&'a str>,
    /// The step that was taken with all that it takes along.
    pub(crate) taken: Option<&'a str>,
    /// Why something was not.
    pub(crate) problem: Option<&'a str>,
    /// Whether that is about the terms.
    pub(crate) is_of_terms: bool,
    /// The form that was sent. What stood beside the text and is not kept stands there again.
    pub(crate) typed: &'a [(String, String)],
    /// Whether the terms among that are kept, or were told with what went out.
    pub(crate) are_terms_kept: bool,
}

pub(crate) fn editor_page(
    desk: &Desk,
    signed: &Signed,
    (story, save): (&Story, &Save),
    around: &Around,
    said: &Said<'_>,
) -> Markup {
    html! {
        h1 class="visually-hidden" { "Story: " (story.title()) }
        @if let Some(done) = said.done {
            p class="desk-said" role="status" { (done) }
        }
        @if let Some(problem) = said.problem {
            p class="desk-problem" role="alert" {
                (problem)
                @if said.is_of_terms { " " a href="#beside-terms" { "See where" } }
            }
        }
        p id="others" class="desk-others" role="status" hidden[around.others.is_empty()] {
            @if !around.others.is_empty() {
                "Also here: " (around.others.join(", "))
            }
        }
        @for aside in &around.aside {
            p class="desk-problem" {
                "Two people changed the same words at " (clock_time::told(aside.at, &desk.facts.time_zone)) ". "
                a href={ "/desk/stories/" (story.id.0) "/merge/" (aside.number.0) } { "Choose what stays" }
            }
        }
        (outside::notice(story))
        p class="desk-jump" { a href="#beside-stage" { "Where it stands, and what can be done" } }
        div class="desk-story" {
            @if story.is_changed_by(&signed.account) {
                (form(desk, signed, (story, save), around, said))
            } @else {
                div class="desk-story__text" {
                    p class="desk-hint" { "You can read this story and leave notes." }
                    (crate::stories::sharing::manuscript(desk, &save.manuscript))
                }
            }
            (beside(desk, signed, (story, save), around, said))
        }
    }
}

fn form(
    desk: &Desk,
    signed: &Signed,
    (story, save): (&Story, &Save),
    around: &Around,
    said: &Said<'_>,
) -> Markup {
    let text = |field: Field| save.manuscript.get(field);
    let language = match text(Field::Language).trim() {
        "" => desk.facts.language.as_str(),
        language => language,
    };
    html! {
        form id="manuscript" class="desk-story__text manuscript" method="post" action={ "/desk/stories/" (story.id.0) }
            data-preview=(desk.facts.preview) data-story=(story.id.0) data-save=(save.number.0) data-language=(language)
            data-pictures="/desk/pictures" data-copies={ (signed.account.id.0) "/" (story.id.0) } data-done=[said.taken] {
            input type="hidden" name="base" value=(save.number.0);
            input type="hidden" name=(TYPED_BY) value=(signed.account.id.0);
            div class="manuscript__bar" {
                button class="desk-button" name="do" value="save" formnovalidate { "Save" }
                p id="save-state" role="status" class="manuscript__state" {
                    "Saved " (clock_time::told(save.at, &desk.facts.time_zone))
                }
            }
            (area(around, save, Field::Headline, 2))
            (area(around, save, Field::Standfirst, 3))
            div id="toolbar" role="toolbar" aria-label="Formatting" hidden {}
            (area(around, save, Field::Body, 28))
            section id="preview" aria-label="Preview" class="manuscript__preview" hidden {}
            fieldset class="manuscript__facts" {
                legend { "About the story" }
                div class="manuscript__grid" {
                    (section(around, save))
                    (kind(save))
                    @for field in [Field::Kicker, Field::Byline, Field::Topics, Field::Slug, Field::Language] {
                        (line(around, save, field))
                    }
                }
            }
            fieldset class="manuscript__facts" {
                legend { "Picture above the story" }
                p { a href={ "/desk/stories/" (story.id.0) "/pictures" } { "Choose from the library" } }
                div class="manuscript__grid" {
                    @for field in [Field::Picture, Field::PictureAlt, Field::PictureCaption, Field::PictureCredit] {
                        (line(around, save, field))
                    }
                }
            }
        }
    }
}

fn labelled(around: &Around, field: Field, input: &Markup) -> Markup {
    let id = format!("field-{}", field.name());
    let problems: Vec<&FieldProblem> = around
        .problems
        .iter()
        .filter(|problem| problem.field == field)
        .collect();
    html! {
        div class={ "manuscript__field manuscript__field--" (field.name()) } {
            label for=(id) { (field.label()) }
            (input)
            @if let Some(hint) = hint(field) {
                p class="desk-hint" id={ (id) "-hint" } { (hint) }
            }
            @for problem in problems {
                p class="manuscript__problem" { (problem.sentence) }
            }
        }
    }
}

fn hint(field: Field) -> Option<&'static str> {
    Some(match field {
        Field::Slug => {
            "The last part of its address. Made from the first headline that goes out if left empty; readers who kept an old one are led on."
        }
        Field::Byline | Field::Topics => "With commas between them.",
        Field::Language => "A tag such as es or ar, if it is not the paper’s own.",
        Field::Picture => {
            "The address of a picture of the paper, such as /media/0f3a.jpg. With script, drop a file here."
        }
        Field::PictureAlt => "What somebody who cannot see it is told.",
        Field::Kind
        | Field::Section
        | Field::Kicker
        | Field::Headline
        | Field::Standfirst
        | Field::Body
        | Field::PictureCaption
        | Field::PictureCredit => return None,
    })
}

fn area(around: &Around, save: &Save, field: Field, rows: u32) -> Markup {
    let name = field.name();
    let count = matches!(field, Field::Headline).then_some("headline");
    let input = html! {
        textarea id={ "field-" (name) } name=(name) rows=(rows) spellcheck="true" dir="auto" data-count=[count] {
            // A browser drops a line feed that a text area begins with.
            "\n" (save.manuscript.get(field))
        }
    };
    labelled(around, field, &input)
}

fn line(around: &Around, save: &Save, field: Field) -> Markup {
    let name = field.name();
    let described = hint(field).map(|_| format!("field-{name}-hint"));
    let input = html! {
        input id={ "field-" (name) } name=(name) value=(save.manuscript.get(field)) dir="auto" autocomplete="off"
            aria-describedby=[described];
    };
    labelled(around, field, &input)
}

fn section(around: &Around, save: &Save) -> Markup {
    let chosen = save.manuscript.section.trim();
    let is_known = around
        .sections
        .iter()
        .any(|it| it.slug().as_str() == chosen);
    let input = html! {
        select id="field-section" name="section" {
            option value="" { "None yet" }
            @if !is_known && !chosen.is_empty() {
                option value=(chosen) selected { (chosen) }
            }
            @for section in &around.sections {
                option value=(section.slug()) selected[section.slug().as_str() == chosen] { (section.name()) }
            }
        }
    };
    labelled(around, Field::Section, &input)
}

fn kind(save: &Save) -> Markup {
    let chosen = save.manuscript.kind.trim();
    html! {
        div class="manuscript__field" {
            label for="field-kind" { (Field::Kind.label()) }
            select id="field-kind" name="kind" {
                @for kind in ArticleKind::ALL {
                    @let is_chosen = kind.as_str() == chosen || (chosen.is_empty() && kind == ArticleKind::default());
                    option value=(kind.as_str()) selected[is_chosen] { (kind.as_str()) }
                }
            }
        }
    }
}
