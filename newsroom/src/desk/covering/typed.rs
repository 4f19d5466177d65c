//! What somebody typed into the fields of an entry, until it is one.

use domain::{Byline, EntryVersion, Headline, Refusal};

use super::Part;
use crate::desk::account::Account;
use crate::desk::checking;
use crate::importing::slug_of;

/// An entry as somebody typed it, right or wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// What it is called; nothing if it is not called anything.
    pub headline: String,
    /// What it says, in Markdown.
    pub text: String,
    /// Who wrote it, with commas between them. Whoever adds to a story of their own cannot choose.
    pub byline: String,
    /// Whether it is a key event.
    pub is_key: bool,
}

impl Typed {
    /// What stands in the fields for an entry.
    #[must_use]
    pub fn of(version: &EntryVersion) -> Self {
        let names = version.byline.authors().iter().map(|author| author.name());
        Self {
            headline: version
                .headline
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            text: version.text.markdown().as_str().to_owned(),
            byline: names.collect::<Vec<_>>().join(", "),
            is_key: version.is_key,
        }
    }

    pub(super) fn version(&self, part: Part, by: &Account) -> Result<EntryVersion, Refusal> {
        Ok(EntryVersion {
            headline: match domain::shows_nothing(&self.headline) {
                true => None,
                false => Some(self.headline.parse::<Headline>()?),
            },
            text: self.text.replace("\r\n", "\n").parse()?,
            byline: match part {
                Part::Reads | Part::Writes => own_byline(by)?,
                Part::Decides => checking::byline(&self.byline)?,
            },
            is_key: self.is_key,
        })
    }
}

/// The byline of whoever writes under their own name alone.
pub(super) fn own_byline(by: &Account) -> Result<Byline, Refusal> {
    let slug = slug_of(&by.name);
    let slug = slug.ok_or_else(|| {
        Refusal::new(format!(
            "No address can be made from the name `{}`.",
            by.name
        ))
    })?;
    Byline::try_from(vec![domain::Author::new(slug, &by.name)?])
}
