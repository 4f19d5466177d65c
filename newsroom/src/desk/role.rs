//! Who may do what at the desk.

use domain::{Refusal, Slug};

/// What somebody is at the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Writes what they were asked for.
    Guest,
    /// Writes.
    Reporter,
    /// Decides what readers get.
    Editor,
    /// Decides who works at the paper, too.
    Owner,
}

/// Something that not everybody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Right {
    /// Write stories of one's own, and ask for them to be read.
    Write,
    /// See stories of others, and leave notes.
    ReadAll,
    /// Change stories of others.
    EditAll,
    /// Bring out, schedule, correct and withdraw stories.
    Publish,
    /// Say what stands on fronts, and above all pages. Who works in some sections only arranges the fronts of these, and needs a story of
    /// one of them for the bar.
    Arrange,
    /// Compose letters, send them, and have them wait or end.
    SendLetters,
    /// Look at what is known of single readers, take it out of the house, and erase it.
    ManageReaders,
    /// Invite, change and close accounts, and see who did what.
    ManageAccounts,
    /// Say what the paper is called, and what else can be set of it.
    ChangeSettings,
}

impl Role {
    /// Every role, the most powerful first.
    pub const ALL: [Self; 4] = [Self::Owner, Self::Editor, Self::Reporter, Self::Guest];

    /// The word for it in forms and in the store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Guest => "guest",
            Self::Reporter => "reporter",
            Self::Editor => "editor",
            Self::Owner => "owner",
        }
    }

    /// What it is called on pages.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Guest => "Guest contributor",
            Self::Reporter => "Reporter",
            Self::Editor => "Editor",
            Self::Owner => "Owner",
        }
    }

    /// What somebody is who has it in these sections: `reporter in world, sport`. Addresses of sections last longer than their names.
    #[must_use]
    pub fn told_in(self, sections: &Sections) -> String {
        let role = self.label().to_lowercase();
        let slugs: Vec<&str> = sections.slugs().iter().map(Slug::as_str).collect();
        match slugs.as_slice() {
            [] => format!("{role} in every section"),
            slugs => format!("{role} in {}", slugs.join(", ")),
        }
    }

    /// Whether it has a right.
    #[must_use]
    pub fn has(self, right: Right) -> bool {
        let least = match right {
            Right::Write => Self::Guest,
            Right::ReadAll => Self::Reporter,
            Right::EditAll | Right::Publish | Right::Arrange | Right::SendLetters => Self::Editor,
            Right::ManageReaders | Right::ManageAccounts | Right::ChangeSettings => Self::Owner,
        };
        self >= least
    }
}

impl std::str::FromStr for Role {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        let role = Self::ALL.into_iter().find(|role| role.as_str() == raw);
        role.ok_or_else(|| {
            let words = Self::ALL.map(Self::as_str).join(", ");
            Refusal::new(format!("`{raw}` is no role; there are {words}."))
        })
    }
}

/// The sections somebody may work in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sections(Vec<Slug>);

impl Sections {
    /// These, or all of them if there is none.
    #[must_use]
    pub fn of(slugs: Vec<Slug>) -> Self {
        Self(slugs)
    }

    /// Whether it is all of them.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a section is one of them. A story that has none yet is anybody's.
    #[must_use]
    pub fn has(&self, section: &str) -> bool {
        self.is_all() || section.is_empty() || self.0.iter().any(|slug| slug.as_str() == section)
    }

    /// Which they are, if not all.
    #[must_use]
    pub fn slugs(&self) -> &[Slug] {
        &self.0
    }
}
