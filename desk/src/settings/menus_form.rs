//! The form of the menus, as it is shown and as it is read.

use domain::{Section, shows_nothing};
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::settings::{Link, Menu, MenuItem, Setting};

use super::Newest;
use super::menus::PATH;
use crate::Desk;
use crate::form::value;

/// Empty lines for links that are not there yet.
const SPARE: usize = 2;

/// What stands in the form.
pub(super) struct Typed {
    is_chosen: bool,
    menus: [Rows; 2],
}

/// One of the two menus.
#[derive(Clone, Copy)]
enum Which {
    Header,
    Footer,
}

/// The lines of a menu.
struct Rows {
    which: Which,
    sections: Vec<(Section, String)>,
    links: Vec<LinkRow>,
}

#[derive(Default)]
struct LinkRow {
    text: String,
    address: String,
    place: String,
}

impl Which {
    const ALL: [Self; 2] = [Self::Header, Self::Footer];

    /// What the names of its fields begin with.
    fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Footer => "footer",
        }
    }

    fn legend(self) -> &'static str {
        match self {
            Self::Header => "Above every page",
            Self::Footer => "At the foot of every page",
        }
    }

    fn items(self, menu: &Menu) -> &[MenuItem] {
        match self {
            Self::Header => &menu.header,
            Self::Footer => &menu.footer,
        }
    }
}

impl Typed {
    /// The menus as they stand; every section in its order where nobody chose.
    pub(super) fn of(menu: Option<&Menu>, sections: &[Section]) -> Self {
        let rows = |which: Which| Rows::of(which, menu.map(|menu| which.items(menu)), sections);
        Self {
            is_chosen: menu.is_some(),
            menus: Which::ALL.map(rows),
        }
    }

    /// What was typed.
    pub(super) fn read(pairs: &[(String, String)], sections: &[Section]) -> Self {
        Self {
            is_chosen: value(pairs, "menus") == Some("chosen"),
            menus: Which::ALL.map(|which| Rows::read(which, pairs, sections)),
        }
    }

    /// Whether somebody typed something else than stood there, and chose that it does not count.
    pub(super) fn is_in_vain(&self, pairs: &[(String, String)], stood: &Self) -> bool {
        let changed = |rows: &Rows| {
            let fields = rows.fields_of();
            let mut sent = fields
                .iter()
                .filter_map(|(name, was)| Some((value(pairs, name)?, was)));
            sent.any(|(typed, was)| typed.trim() != was)
        };
        !self.is_chosen && stood.menus.iter().any(changed)
    }

    /// The menus as somebody wants them; none: every section.
    ///
    /// # Errors
    /// [`DeskError::Refused`] with what cannot be used.
    pub(super) fn menu(&self) -> Result<Option<Menu>, DeskError> {
        if !self.is_chosen {
            return Ok(None);
        }
        let [header, footer] = &self.menus;
        Ok(Some(Menu {
            header: header.items()?,
            footer: footer.items()?,
        }))
    }
}

impl Rows {
    fn of(which: Which, chosen: Option<&[MenuItem]>, sections: &[Section]) -> Self {
        let place = |wanted: &MenuItem| {
            let place = chosen?.iter().position(|item| item == wanted)?;
            Some((place + 1).to_string())
        };
        let of_section = |(section, stands): (&Section, usize)| {
            let item = MenuItem::Section(section.slug().clone());
            let place = match chosen {
                Some(_) => place(&item).unwrap_or_default(),
                None => stands.to_string(),
            };
            (section.clone(), place)
        };
        let of_link = |item: &MenuItem| match item {
            MenuItem::Section(_) => None,
            MenuItem::Link(link) => Some(LinkRow {
                text: link.text().to_owned(),
                address: link.address().to_owned(),
                place: place(item).unwrap_or_default(),
            }),
        };
        let links = chosen.unwrap_or_default().iter().filter_map(of_link);
        let spare = std::iter::repeat_with(LinkRow::default).take(SPARE);
        Self {
            which,
            sections: sections.iter().zip(1..).map(of_section).collect(),
            links: links.chain(spare).collect(),
        }
    }

    fn read(which: Which, pairs: &[(String, String)], sections: &[Section]) -> Self {
        let name = which.name();
        let text = |field: String| value(pairs, &field).map(str::to_owned);
        let of_section = |section: &Section| {
            let place = text(format!("{name}-section-{}", section.slug()));
            (section.clone(), place.unwrap_or_default())
        };
        let links = (0..Menu::LONGEST).map_while(|row| {
            Some(LinkRow {
                text: text(format!("{name}-text-{row}"))?,
                address: text(format!("{name}-address-{row}")).unwrap_or_default(),
                place: text(format!("{name}-place-{row}")).unwrap_or_default(),
            })
        });
        Self {
            which,
            sections: sections.iter().map(of_section).collect(),
            links: links.collect(),
        }
    }

    /// What its fields are called, and what stands in them.
    fn fields_of(&self) -> Vec<(String, String)> {
        let name = self.which.name();
        let sections = self.sections.iter().map(|(section, place)| {
            let field = format!("{name}-section-{}", section.slug());
            (field, place.clone())
        });
        let links = self.links.iter().enumerate().flat_map(|(row, link)| {
            [
                (format!("{name}-place-{row}"), link.place.clone()),
                (format!("{name}-text-{row}"), link.text.clone()),
                (format!("{name}-address-{row}"), link.address.clone()),
            ]
        });
        sections.chain(links).collect()
    }

    /// What stands in the menu: sections without a place do not, links without one come last.
    fn items(&self) -> Result<Vec<MenuItem>, DeskError> {
        let mut placed = Vec::new();
        for (section, place) in &self.sections {
            if let Some(place) = number(place, section.name())? {
                placed.push((place, MenuItem::Section(section.slug().clone())));
            }
        }
        for row in &self.links {
            if row.text.trim().is_empty() && row.address.trim().is_empty() {
                continue;
            }
            if shows_nothing(&row.text) {
                return Err(DeskError::Refused(format!(
                    "The text of the link to {} is empty.",
                    row.address.trim()
                )));
            }
            let link = Link::new(&row.text, &row.address)?;
            let place = number(&row.place, link.text())?.unwrap_or(usize::MAX);
            placed.push((place, MenuItem::Link(link)));
        }
        placed.sort_by_key(|(place, _)| *place);
        Ok(placed.into_iter().map(|(_, item)| item).collect())
    }

    fn fields(&self) -> Markup {
        let (name, legend) = (self.which.name(), self.which.legend());
        html! {
            fieldset {
                legend { (legend) }
                table class="desk-table settings-menu" {
                    thead {
                        tr {
                            th scope="col" { "Place" }
                            th scope="col" { "What readers see" }
                            th scope="col" { "Where it leads" }
                        }
                    }
                    tbody {
                        @for (section, place) in &self.sections {
                            @let field = format!("{name}-section-{}", section.slug());
                            tr {
                                td class="settings-place" {
                                    input name=(field) value=(place) inputmode="numeric" autocomplete="off"
                                        aria-label={ "Place of " (section.name()) ", " (legend) };
                                }
                                td { (section.name()) }
                                td { (section.path()) }
                            }
                        }
                        @for (row, link) in self.links.iter().enumerate() {
                            @let label = |what: &str| format!("{what} of link {}, {legend}", row + 1);
                            tr {
                                td class="settings-place" {
                                    input name={ (name) "-place-" (row) } value=(link.place) inputmode="numeric" autocomplete="off" aria-label=(label("Place"));
                                }
                                td { input name={ (name) "-text-" (row) } value=(link.text) autocomplete="off" dir="auto" placeholder="A link" aria-label=(label("Text")); }
                                td { input name={ (name) "-address-" (row) } value=(link.address) autocomplete="off" placeholder="/about or https://…" aria-label=(label("Address")); }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The number in a field; none where it is empty.
fn number(place: &str, of: &str) -> Result<Option<usize>, DeskError> {
    let place = place.trim();
    if place.is_empty() {
        return Ok(None);
    }
    place.parse().map(Some).map_err(|_| {
        DeskError::Refused(format!(
            "`{place}` is no place for {of}. Write a number, 1 for the first, or nothing."
        ))
    })
}

/// The form.
pub(super) fn form(desk: &Desk, newest: &Newest, typed: &Typed) -> Markup {
    html! {
        form method="post" action=(PATH) class="settings-form settings-form--wide" novalidate {
            input type="hidden" name="seen" value=(newest.seen());
            p class="settings-origin" { (newest.origin(desk, Setting::Menu)) }
            div class="desk-check" {
                input type="radio" id="menus-all" name="menus" value="all" checked[!typed.is_chosen];
                label for="menus-all" { "Every section, in the order of the sections" }
            }
            div class="desk-check" {
                input type="radio" id="menus-chosen" name="menus" value="chosen" checked[typed.is_chosen];
                label for="menus-chosen" { "What is chosen below; a section that is founded later is not in it by itself" }
            }
            p class="desk-hint" {
                "A section without a number is left out; a link without one comes last. A section with nothing to read is not shown. The \
                 foot also has the front page, the archive, corrections, letters and what the paper says of itself, always."
            }
            @for rows in &typed.menus {
                (rows.fields())
            }
            button class="desk-button" { "Set them" }
        }
    }
}
