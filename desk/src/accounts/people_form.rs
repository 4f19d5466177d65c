//! The forms about people: what stands in them, as it is shown and as it is read.

use domain::{Section, Slug};
use maud::{Markup, html};
use newsroom::desk::account::Account;
use newsroom::desk::doing::DeskError;
use newsroom::desk::people;
use newsroom::desk::role::{Role, Sections};

use crate::Desk;
use crate::form::value;

/// What stands in a form, as it was typed or as it is.
pub(crate) struct Typed {
    pub(crate) name: String,
    pub(crate) address: String,
    role: Role,
    sections: Vec<String>,
}

impl Default for Typed {
    fn default() -> Self {
        Self {
            name: String::new(),
            address: String::new(),
            role: Role::Reporter,
            sections: Vec::new(),
        }
    }
}

impl Typed {
    /// An account as it stands.
    pub(crate) fn of(account: &Account) -> Self {
        let slugs = account.sections.slugs().iter();
        Self {
            name: account.name.clone(),
            address: account.address.to_string(),
            role: account.role,
            sections: slugs.map(Slug::to_string).collect(),
        }
    }

    /// What was typed.
    pub(crate) fn read(pairs: &[(String, String)]) -> Self {
        let text = |name| value(pairs, name).unwrap_or_default();
        Self {
            name: text("name").to_owned(),
            address: text("address").to_owned(),
            role: text("role").parse().unwrap_or(Role::Reporter),
            sections: sections(pairs).map(str::to_owned).collect(),
        }
    }

    /// The fields for what somebody may do, and where.
    pub(crate) fn choices(&self, sections: &[Section]) -> Markup {
        html! {
            label for="role" { "Role" }
            select id="role" name="role" {
                @for one in Role::ALL {
                    option value=(one.as_str()) selected[one == self.role] { (one.label()) }
                }
            }
            fieldset {
                legend { "Works in" }
                p class="desk-hint" { "In every section if none is chosen." }
                @for section in sections {
                    @let id = format!("section-{}", section.slug());
                    div class="desk-check" {
                        input type="checkbox" id=(id) name="section" value=(section.slug())
                            checked[self.sections.iter().any(|slug| slug == section.slug().as_str())];
                        label for=(id) { (section.name()) }
                    }
                }
            }
        }
    }
}

fn sections(pairs: &[(String, String)]) -> impl Iterator<Item = &str> {
    let chosen = pairs.iter().filter(|(name, _)| name == "section");
    chosen.map(|(_, slug)| slug.as_str())
}

/// What somebody is to do, and where.
///
/// # Errors
/// [`DeskError::Refused`] for what is no role, and for a section that is not there.
pub(crate) async fn role_and_sections(
    desk: &Desk,
    pairs: &[(String, String)],
) -> Result<(Role, Sections), DeskError> {
    let role = value(pairs, "role").unwrap_or_default().parse()?;
    let slugs: Vec<Slug> = sections(pairs).map(str::parse).collect::<Result<_, _>>()?;
    let sections = Sections::of(slugs);
    people::are_there(&desk.store, &sections).await?;
    Ok((role, sections))
}
