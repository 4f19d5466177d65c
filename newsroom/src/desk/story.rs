//! A story on the desk: which of its saves are where on their way to readers.
//!
//! Nothing says in so many words what stage a story is in. It follows from which save was approved, which one is out and which
//! one is the newest, so that it cannot say something else than what is true: what was approved goes out, and not what was
//! typed since.

use domain::{ArticleId, Moment, Publication, Slug, VersionNumber};

use super::account::{Account, AccountId};
use super::manuscript::Manuscript;
use super::role::Right;

/// A story's number on the desk. It never changes and is never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryId(pub i64);

/// Which save of its story one is: 1, 2, 3 and so on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SaveNumber(pub u32);

/// How a save came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SaveKind {
    /// By itself, while somebody typed.
    Auto,
    /// By hand.
    Hand,
    /// By bringing together what two people saved.
    Merge,
    /// By going back to an old one.
    Restore,
    /// From outside the desk: a file that was imported.
    Outside,
    /// Beside the others, because two people changed the same words. It waits for somebody to choose.
    Aside,
}

impl SaveKind {
    const ALL: [Self; 6] = [
        Self::Auto,
        Self::Hand,
        Self::Merge,
        Self::Restore,
        Self::Outside,
        Self::Aside,
    ];

    /// The word for it in the store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Hand => "hand",
            Self::Merge => "merge",
            Self::Restore => "restore",
            Self::Outside => "outside",
            Self::Aside => "aside",
        }
    }

    /// The kind a stored word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A saved state of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Save {
    /// Which one.
    pub number: SaveNumber,
    /// What its author had before them.
    pub base: Option<SaveNumber>,
    /// Who saved it; nobody where it came from outside.
    pub by: Option<(AccountId, String)>,
    /// When.
    pub at: Moment,
    /// How.
    pub kind: SaveKind,
    /// When it first went out from the desk, if it ever did.
    pub out_at: Option<Moment>,
    /// What it says.
    pub manuscript: Manuscript,
}

/// Where a story stands on its way to readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It is being written.
    Draft,
    /// Somebody is to read it.
    InReview,
    /// It may go out as it is.
    Approved,
    /// What was approved goes out by itself then.
    Scheduled {
        /// When.
        at: Moment,
    },
    /// Readers have it as it is.
    Out,
}

/// A story, without its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Its number.
    pub id: StoryId,
    /// The article it came out as, and how that stands.
    pub article: Option<OutAs>,
    /// Who began it; nobody where it came from outside.
    pub made_by: Option<AccountId>,
    /// The headline of its newest save.
    pub headline: String,
    /// The section of its newest save.
    pub section: String,
    /// Its newest save that stands in the line, not beside it.
    pub save: SaveNumber,
    /// When that was saved.
    pub saved_at: Moment,
    /// The save that somebody is to read.
    pub review_save: Option<SaveNumber>,
    /// The save that may go out.
    pub approved_save: Option<SaveNumber>,
    /// The save that readers have, or had.
    pub out_save: Option<SaveNumber>,
    /// When the approved save goes out.
    pub publish_at: Option<Moment>,
    /// The section of the save that goes out by itself then.
    pub waiting_section: Option<String>,
    /// Why it did not go out at its time, until somebody decides anew what becomes of it.
    pub missed: Option<String>,
    /// Before that it may not.
    pub embargo_until: Option<Moment>,
    /// When readers are to have it no longer.
    pub expires_at: Option<Moment>,
    /// What it had wrong, to be told with what goes out next.
    pub correction: Option<String>,
    /// Since when it is in the bin.
    pub binned_at: Option<Moment>,
}

/// The article that a story came out as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutAs {
    /// Its number.
    pub id: ArticleId,
    /// The last part of its address.
    pub slug: Slug,
    /// The first part.
    pub section: Slug,
    /// Where it stands with readers.
    pub publication: Publication,
    /// Its newest version.
    pub number: VersionNumber,
    /// The version that the story came out as. If the newest is another, that came from outside the desk.
    pub out_version: Option<VersionNumber>,
}

impl Story {
    /// Where it stands.
    #[must_use]
    pub fn stage(&self) -> Stage {
        let newest = Some(self.save);
        match self.publish_at {
            Some(at) => Stage::Scheduled { at },
            None if self.out_save == newest => Stage::Out,
            None if self.approved_save == newest => Stage::Approved,
            None if self.review_save.is_some() => Stage::InReview,
            None => Stage::Draft,
        }
    }

    /// Whether readers have something of it that came from outside the desk, since it was taken up there or went out from there.
    #[must_use]
    pub fn has_come_in(&self) -> bool {
        self.article
            .as_ref()
            .is_some_and(|article| article.out_version.is_some_and(|out| out != article.number))
    }

    /// The last part of the address that it came out at.
    #[must_use]
    pub fn slug(&self) -> Option<&Slug> {
        self.article.as_ref().map(|article| &article.slug)
    }

    /// Whether readers can open it.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.article
            .as_ref()
            .is_some_and(|article| article.publication.is_public())
    }

    /// What to call it: its headline, if it has one yet.
    #[must_use]
    pub fn title(&self) -> &str {
        if domain::shows_nothing(&self.headline) {
            return "A story without a headline";
        }
        self.headline.trim()
    }

    /// Whether somebody may see it.
    #[must_use]
    pub fn is_seen_by(&self, account: &Account) -> bool {
        account.may(Right::ReadAll) || (account.may(Right::Write) && self.is_of(account))
    }

    /// Whether somebody may change its words.
    #[must_use]
    pub fn is_changed_by(&self, account: &Account) -> bool {
        let right = if self.is_of(account) {
            Right::Write
        } else {
            Right::EditAll
        };
        account.may_in(right, &self.section)
    }

    /// Whether somebody may decide what readers get of it next. It takes the place of what they have, so where readers find that
    /// counts as much as where the newest save belongs.
    #[must_use]
    pub fn is_published_by(&self, account: &Account) -> bool {
        let sections = [Some(self.section.as_str()), self.public_section()];
        let mut sections = sections.into_iter().flatten();
        sections.all(|section| account.may_in(Right::Publish, section))
    }

    /// Whether somebody may take it from its readers. Whoever answers for what they have does, wherever a draft of it was moved.
    #[must_use]
    pub fn is_recalled_by(&self, account: &Account) -> bool {
        let section = self.public_section().unwrap_or(&self.section);
        account.may_in(Right::Publish, section)
    }

    /// Whether somebody may keep it from going out by itself.
    #[must_use]
    pub fn is_held_back_by(&self, account: &Account) -> bool {
        let waits = self.waiting_section.as_deref();
        self.is_published_by(account)
            || waits.is_some_and(|section| account.may_in(Right::Publish, section))
    }

    /// Whether it waits for its time or for somebody to bring it out, as an editor approved it.
    #[must_use]
    pub fn is_approved(&self) -> bool {
        self.approved_save > self.out_save
    }

    /// The section that readers find it in.
    fn public_section(&self) -> Option<&str> {
        let article = self.article.as_ref();
        let article = article.filter(|article| article.publication.is_public());
        article.map(|article| article.section.as_str())
    }

    fn is_of(&self, account: &Account) -> bool {
        self.made_by == Some(account.id)
    }
}
