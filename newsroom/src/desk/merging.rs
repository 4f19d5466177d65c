//! Two people in one story: a save on top of somebody else's save, without losing what either wrote.
//!
//! Both began from the same manuscript. What one of them changed is taken; where both changed the same paragraph, or the same
//! line of another field, and did so differently, both texts are shown to choose from. Nothing is ever marked up inside the
//! text, where it could be published. The outcome depends on the three manuscripts alone, not on how fast the machine is: who
//! settles a dispute settles the one that was shown.

mod blocks;
mod hunks;
mod likeness;
mod weaving;

use super::manuscript::{Field, Manuscript};

/// Something that two people changed differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// Where it stands. Of the body it is a run of paragraphs, not all of it.
    pub field: Field,
    /// What both began from; empty where there was nothing.
    pub base: String,
    /// What is saved already; empty where it was taken out.
    pub theirs: String,
    /// What is to be saved; empty where it was taken out.
    pub mine: String,
}

/// Two people's work in one manuscript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// What both did. Where they are in dispute, what is saved already stands for the moment.
    pub manuscript: Manuscript,
    /// What has to be chosen, in the order of the fields and of the text.
    pub disputes: Vec<Dispute>,
}

/// How a dispute is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    /// What was saved already stays.
    Theirs,
    /// What is to be saved takes its place.
    Mine,
    /// First theirs, then mine: paragraphs below each other, names in one list, words in one line. An address, a word from a
    /// list or a picture cannot be two at once; see [`Choice::offered`].
    Both,
}

impl Choice {
    /// The ways to settle a dispute about a field.
    #[must_use]
    pub fn offered(field: Field) -> &'static [Self] {
        match field {
            Field::Kicker
            | Field::Headline
            | Field::Standfirst
            | Field::Body
            | Field::Byline
            | Field::Topics
            | Field::PictureAlt
            | Field::PictureCaption
            | Field::PictureCredit => &[Self::Theirs, Self::Mine, Self::Both],
            Field::Kind | Field::Section | Field::Slug | Field::Language | Field::Picture => {
                &[Self::Theirs, Self::Mine]
            }
        }
    }
}

/// Why choices settle nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SettleError {
    /// There are more disputes than choices, or fewer.
    #[error(
        "There is a choice to make in {disputes} places, and {choices} were made. Choose again from what the story says now."
    )]
    Uneven {
        /// How many places are in dispute.
        disputes: usize,
        /// How many choices came.
        choices: usize,
    },
    /// Both texts cannot stand in that field.
    #[error("Both cannot stand in the field \"{}\". Choose one of the two.", .0.label())]
    NotBoth(Field),
}

/// Merges what two people made of one manuscript. Nothing that either wrote is lost: it is in the manuscript or in a dispute.
///
/// A paragraph is what stands between blank lines; a fenced code block is one whatever stands in it. Paragraphs that both put
/// in at the same place are both kept, theirs first, and one that both put in is kept once. One that was put in among others
/// that were taken out stays. Taking out what the other changed is a dispute, and so is writing about a picture that the other
/// exchanged.
#[must_use]
pub fn merge(base: &Manuscript, theirs: &Manuscript, mine: &Manuscript) -> Merge {
    let mut disputes = Vec::new();
    let manuscript = merge_with(base, theirs, mine, &mut |dispute| {
        disputes.push(dispute);
        Choice::Theirs
    });
    Merge {
        manuscript,
        disputes,
    }
}

/// Merges as [`merge`] does, with a choice for each of its disputes, in their order.
///
/// # Errors
/// [`SettleError::Uneven`] unless there are as many choices as disputes, [`SettleError::NotBoth`] for a choice that is not
/// [offered](Choice::offered).
pub fn settle(
    base: &Manuscript,
    theirs: &Manuscript,
    mine: &Manuscript,
    choices: &[Choice],
) -> Result<Manuscript, SettleError> {
    let mut disputes = 0;
    let mut impossible = None;
    let manuscript = merge_with(base, theirs, mine, &mut |dispute| {
        let choice = choices.get(disputes).copied().unwrap_or(Choice::Theirs);
        disputes += 1;
        if !Choice::offered(dispute.field).contains(&choice) {
            impossible.get_or_insert(dispute.field);
        }
        choice
    });
    if disputes != choices.len() {
        return Err(SettleError::Uneven {
            disputes,
            choices: choices.len(),
        });
    }
    match impossible {
        Some(field) => Err(SettleError::NotBoth(field)),
        None => Ok(manuscript),
    }
}

fn merge_with(
    base: &Manuscript,
    theirs: &Manuscript,
    mine: &Manuscript,
    choose: &mut dyn FnMut(Dispute) -> Choice,
) -> Manuscript {
    let mut merged = theirs.clone();
    for field in Field::ALL {
        let (was, their, my) = (base.get(field), theirs.get(field), mine.get(field));
        // Words about a picture that the other one exchanged are about another picture.
        let is_outdated = |words_of: &Manuscript, other: &Manuscript| {
            is_about_the_picture(field)
                && other.picture != base.picture
                && other.picture != words_of.picture
        };
        if my == their || my == was && !is_outdated(theirs, mine) {
            continue;
        }
        let text = if their == was && !is_outdated(mine, theirs) {
            my.to_owned()
        } else if field == Field::Body {
            weaving::woven(was, their, my, choose)
        } else {
            let choice = choose(Dispute {
                field,
                base: was.to_owned(),
                theirs: their.to_owned(),
                mine: my.to_owned(),
            });
            match choice {
                Choice::Theirs => their.to_owned(),
                Choice::Mine => my.to_owned(),
                Choice::Both => both(field, their, my),
            }
        };
        merged.set(field, &text);
    }
    merged
}

fn is_about_the_picture(field: Field) -> bool {
    matches!(
        field,
        Field::PictureAlt | Field::PictureCaption | Field::PictureCredit
    )
}

/// Two lines as one. A name that stands in both lists is named once.
fn both(field: Field, theirs: &str, mine: &str) -> String {
    match field {
        Field::Byline | Field::Topics => {
            let names = |list: &'_ str| -> Vec<String> {
                let names = list.split(',').map(|name| name.trim().to_owned());
                names.filter(|name| !name.is_empty()).collect()
            };
            let mut all = names(theirs);
            for name in names(mine) {
                if !all.contains(&name) {
                    all.push(name);
                }
            }
            all.join(", ")
        }
        Field::Kind
        | Field::Section
        | Field::Slug
        | Field::Kicker
        | Field::Headline
        | Field::Standfirst
        | Field::Body
        | Field::Language
        | Field::Picture
        | Field::PictureAlt
        | Field::PictureCaption
        | Field::PictureCredit => {
            let lines = [theirs, mine].map(str::trim);
            lines.join(" ").trim().to_owned()
        }
    }
}
