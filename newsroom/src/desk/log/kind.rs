//! What actions are about, so that somebody who looks for one need not know its word.

use crate::desk::doing::Action;

/// A kind of action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// What was done with stories.
    Stories,
    /// What was arranged: fronts, and the bar above all pages.
    Fronts,
    /// Entries of live stories.
    Coverage,
    /// Pictures of the library.
    Pictures,
    /// Letters and their issues.
    Letters,
    /// What is known of readers.
    Readers,
    /// Who works at the desk.
    People,
    /// Coming in and going out.
    SigningIn,
    /// What was set of the paper.
    Settings,
    /// What somebody called who has no right to it.
    Calls,
}

impl Kind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 10] = [
        Self::Stories,
        Self::Fronts,
        Self::Coverage,
        Self::Pictures,
        Self::Letters,
        Self::Readers,
        Self::People,
        Self::SigningIn,
        Self::Settings,
        Self::Calls,
    ];

    /// The word for it in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stories => "any-story",
            Self::Fronts => "any-front",
            Self::Coverage => "any-coverage",
            Self::Pictures => "any-picture",
            Self::Letters => "any-letter",
            Self::Readers => "any-reader",
            Self::People => "any-person",
            Self::SigningIn => "any-sign-in",
            Self::Settings => "any-setting",
            Self::Calls => "any-call",
        }
    }

    /// What it is called on pages.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Stories => "Stories",
            Self::Fronts => "Fronts",
            Self::Coverage => "Live stories",
            Self::Pictures => "Pictures",
            Self::Letters => "Letters",
            Self::Readers => "Readers",
            Self::People => "People",
            Self::SigningIn => "Signing in and out",
            Self::Settings => "Settings",
            Self::Calls => "Without the right to it",
        }
    }

    /// The kind that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Its actions.
    #[must_use]
    pub fn actions(self) -> Vec<Action> {
        let all = Action::ALL.into_iter();
        all.filter(|action| kind(*action) == self).collect()
    }
}

fn kind(action: Action) -> Kind {
    match action {
        Action::Begin
        | Action::AskForReview
        | Action::SendBack
        | Action::Approve
        | Action::Schedule
        | Action::Unschedule
        | Action::NoteCorrection
        | Action::DropCorrection
        | Action::MendCorrection
        | Action::Embargo
        | Action::LiftEmbargo
        | Action::SetExpiry
        | Action::DropExpiry
        | Action::Publish
        | Action::Correct
        | Action::Recall
        | Action::Bin
        | Action::Unbin
        | Action::Restore
        | Action::Share
        | Action::EndShare
        | Action::TakeIn => Kind::Stories,
        Action::Arrange => Kind::Fronts,
        Action::Cover => Kind::Coverage,
        Action::BringIn | Action::Describe | Action::Prepare | Action::Purge => Kind::Pictures,
        Action::ComposeIssue
        | Action::TryLetter
        | Action::SendLetter
        | Action::PauseLetter
        | Action::ResumeLetter
        | Action::CancelIssue => Kind::Letters,
        Action::LookAtReaders
        | Action::ExportReaders
        | Action::EraseReader
        | Action::EnableReader => Kind::Readers,
        Action::Invite | Action::ChangeAccount | Action::CloseAccount => Kind::People,
        Action::Found
        | Action::SignIn
        | Action::SignOut
        | Action::ChoosePassword
        | Action::AddFactor
        | Action::EndFactor
        | Action::Recover => Kind::SigningIn,
        Action::Set => Kind::Settings,
        Action::Call => Kind::Calls,
    }
}
