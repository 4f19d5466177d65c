//! Accounts: the people who work at the desk.

use domain::{EmailAddress, Moment, Refusal};

use super::password::KeptPassword;
use super::role::{Right, Role, Sections};
use super::second_factor::SecondFactor;

/// An account's number. It never changes and is never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountId(pub i64);

/// Somebody who may work at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its number.
    pub id: AccountId,
    /// What colleagues read.
    pub name: String,
    /// Where they sign in with, and where letters to them go.
    pub address: EmailAddress,
    /// What they are at the paper.
    pub role: Role,
    /// Where they work.
    pub sections: Sections,
    /// What they sign in with, once they chose it.
    pub password: Option<KeptPassword>,
    /// What they are asked for besides it.
    pub second_factor: SecondFactor,
    /// Since when they may no longer.
    pub closed_at: Option<Moment>,
}

impl Account {
    /// Who they are and what they may do, in words: `Rae Strand, reporter in world`.
    #[must_use]
    pub fn told(&self) -> String {
        told(&self.name, self.role, &self.sections)
    }

    /// Whether they have a right at all.
    #[must_use]
    pub fn may(&self, right: Right) -> bool {
        self.closed_at.is_none() && self.role.has(right)
    }

    /// Whether they have a right over what is in a section.
    #[must_use]
    pub fn may_in(&self, right: Right, section: &str) -> bool {
        self.may(right) && self.sections.has(section)
    }
}

pub(super) fn told(name: &str, role: Role, sections: &Sections) -> String {
    format!("{name}, {}", role.told_in(sections))
}

/// The name somebody is to be called by: one line, 1 to 100 characters, of which something can be seen.
///
/// # Errors
/// When it is empty, too long, or cannot be shown.
pub fn name(raw: &str) -> Result<String, Refusal> {
    if domain::shows_nothing(raw) {
        return Err(Refusal::new("The name is empty."));
    }
    // An author's name is held to the same rule.
    let slug = "name".parse()?;
    let author = domain::Author::new(slug, raw)
        .map_err(|refusal| Refusal::new(refusal.to_string().replace("author's name", "name")))?;
    Ok(author.name().to_owned())
}
