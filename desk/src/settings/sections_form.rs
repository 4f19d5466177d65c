//! The form of the sections, as it is shown and as it is read.

use domain::{Section, Slug};
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::importing::slug_of;
use newsroom::settings::Setting;

use super::sections::PATH;
use super::{Newest, drawn_with, typed_into};
use crate::Desk;
use crate::form::value;

/// What stands in the form.
pub(super) struct Typed {
    rows: Vec<Row>,
    new_name: String,
    new_slug: String,
}

/// A section there is, and what somebody wants of it.
struct Row {
    section: Section,
    name: String,
    place: String,
    /// Where it stands.
    stands: usize,
}

impl Typed {
    /// How the sections stand, in their order.
    pub(super) fn of(sections: &[Section]) -> Self {
        Self::read(&[], sections)
    }

    /// What was typed about the sections, which are in their order.
    pub(super) fn read(pairs: &[(String, String)], sections: &[Section]) -> Self {
        let text = |name: &str| value(pairs, name).map(str::to_owned);
        let typed = |name: &str| typed_into(pairs, name).map(str::to_owned);
        let rows = sections.iter().zip(1..).map(|(section, stands)| {
            let slug = section.slug();
            Row {
                name: typed(&name_of(slug)).unwrap_or_else(|| section.name().to_owned()),
                place: typed(&place_of(slug)).unwrap_or_else(|| stands.to_string()),
                section: section.clone(),
                stands,
            }
        });
        Self {
            rows: rows.collect(),
            new_name: text("new-name").unwrap_or_default(),
            new_slug: text("new-slug").unwrap_or_default(),
        }
    }

    /// Whether somebody typed over what stands otherwise than it did on their page.
    pub(super) fn overlooks(&self, pairs: &[(String, String)]) -> bool {
        let is_other = |field: &str, stands: &str| {
            typed_into(pairs, field).is_some()
                && value(pairs, &drawn_with(field)).is_none_or(|drawn| drawn != stands)
        };
        self.rows.iter().any(|row| {
            let slug = row.section.slug();
            is_other(&name_of(slug), row.section.name())
                || is_other(&place_of(slug), &row.stands.to_string())
        })
    }

    /// The sections as somebody wants them.
    ///
    /// # Errors
    /// [`DeskError::Refused`] with what cannot be used.
    pub(super) fn sections(&self) -> Result<Vec<Section>, DeskError> {
        let mut placed = Vec::with_capacity(self.rows.len() + 1);
        for row in &self.rows {
            let slug = row.section.slug().clone();
            let section = Section::new(slug, &row.name).map_err(|refusal| {
                DeskError::Refused(format!("{} ({})", refusal, row.section.path()))
            })?;
            let place: usize = row.place.trim().parse().map_err(|_| {
                DeskError::Refused(format!(
                    "`{}` is no place for {}. Write a number, 1 for the first.",
                    row.place,
                    section.name()
                ))
            })?;
            placed.push((key(place, row.stands), section));
        }
        placed.sort_by_key(|(key, _)| *key);
        let mut sections: Vec<Section> = placed.into_iter().map(|(_, section)| section).collect();
        sections.extend(self.founded()?);
        Ok(sections)
    }

    /// A section that is to be founded.
    fn founded(&self) -> Result<Option<Section>, DeskError> {
        let (name, slug) = (self.new_name.trim(), self.new_slug.trim());
        if name.is_empty() && slug.is_empty() {
            return Ok(None);
        }
        let slug = match slug {
            "" => slug_of(name).ok_or_else(|| {
                DeskError::Refused(format!(
                    "No address can be made from `{name}`. Write one, in letters from a to z."
                ))
            })?,
            slug => slug.trim_start_matches('/').parse()?,
        };
        Ok(Some(Section::new(slug, name)?))
    }
}

fn name_of(slug: &Slug) -> String {
    format!("name-{slug}")
}

fn place_of(slug: &Slug) -> String {
    format!("place-{slug}")
}

/// Goes by the place that was typed. Of two that want the same, the one that moved has it: before the other where it came up,
/// behind it where it went down.
fn key(wanted: usize, stands: usize) -> (usize, std::cmp::Ordering) {
    (wanted, wanted.cmp(&stands))
}

/// The form.
pub(super) fn form(desk: &Desk, newest: &Newest, typed: &Typed) -> Markup {
    let is_fixed = desk.facts.origins.fixed_by(Setting::Sections).is_some();
    html! {
        form method="post" action=(PATH) class="settings-form settings-form--wide" novalidate {
            input type="hidden" name="seen" value=(newest.seen());
            p class="desk-hint" {
                "A section keeps its address: readers have shared it. What it is called may change at any time, in any script."
            }
            p class="settings-origin" {
                @if is_fixed {
                    "Their order is set by the environment (DATELINE_SECTIONS), so it cannot be changed here. Their names can."
                } @else {
                    "Order: " (newest.origin(desk, Setting::Sections))
                }
            }
            @if typed.rows.is_empty() {
                p class="desk-empty" { "There is no section yet. Found the first one below." }
            } @else {
                table class="desk-table settings-sections" {
                    thead {
                        tr {
                            th scope="col" { "Place" }
                            th scope="col" { "Name" }
                            th scope="col" { "Address" }
                        }
                    }
                    tbody {
                        @for row in &typed.rows {
                            (line(row, is_fixed))
                        }
                    }
                }
            }
            fieldset {
                legend { "Found a section" }
                label for="new-name" { "Name" }
                input id="new-name" name="new-name" value=(typed.new_name) autocomplete="off";
                label for="new-slug" { "Address, if it is not to be made from the name" }
                input id="new-slug" name="new-slug" value=(typed.new_slug) autocomplete="off" aria-describedby="new-slug-hint";
                p class="desk-hint" id="new-slug-hint" {
                    "Letters from a to z, figures and hyphens. It is shown to readers once a story is in it."
                }
            }
            button class="desk-button" { "Set them" }
        }
    }
}

fn line(row: &Row, is_fixed: bool) -> Markup {
    let slug = row.section.slug();
    let name = row.section.name();
    html! {
        tr {
            td class="settings-place" {
                @if is_fixed {
                    (row.stands)
                } @else {
                    input type="hidden" name=(drawn_with(&place_of(slug))) value=(row.stands);
                    input name=(place_of(slug)) value=(row.place) inputmode="numeric" autocomplete="off" aria-label={ "Place of " (name) };
                }
            }
            td {
                input type="hidden" name=(drawn_with(&name_of(slug))) value=(name);
                input name=(name_of(slug)) value=(row.name) autocomplete="off" dir="auto" aria-label={ "Name of the section at " (row.section.path()) };
            }
            td { a href=(row.section.path()) { (row.section.path()) } }
        }
    }
}
