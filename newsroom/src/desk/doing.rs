//! What can be done at the desk, as the log tells it, and why it was not.

use domain::Refusal;

use super::merging::SettleError;
use crate::coverage::{CoverageError, MOST_PINNED};
use crate::publishing::PublishingError;
use crate::store::StoreError;

/// What somebody did, or tried to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Founded the desk.
    Found,
    /// Signed in.
    SignIn,
    /// Signed out, or had somebody signed out.
    SignOut,
    /// Invited somebody, or gave them a new link.
    Invite,
    /// Changed an account.
    ChangeAccount,
    /// Closed an account.
    CloseAccount,
    /// Chose a password.
    ChoosePassword,
    /// Set up something to sign in with besides a password.
    AddFactor,
    /// Switched something of that kind off.
    EndFactor,
    /// Came in with what is for the day that it is lost.
    Recover,
    /// Began a story.
    Begin,
    /// Asked for a story to be read.
    AskForReview,
    /// Sent a story back to whoever wrote it.
    SendBack,
    /// Said that a story may go out.
    Approve,
    /// Said when a story goes out.
    Schedule,
    /// Said that it does not go out by itself.
    Unschedule,
    /// Wrote what a story had wrong, to be told with what goes out next.
    NoteCorrection,
    /// Took that back.
    DropCorrection,
    /// Gave a correction that readers have other words.
    MendCorrection,
    /// Said before when a story may not go out.
    Embargo,
    /// Said that it may.
    LiftEmbargo,
    /// Said after when readers are to have a story no longer.
    SetExpiry,
    /// Said that they are to keep it.
    DropExpiry,
    /// Brought a story out.
    Publish,
    /// Brought out a story whose readers are told what it had wrong.
    Correct,
    /// Took a story back from readers.
    Recall,
    /// Threw a story away.
    Bin,
    /// Took one back out of the bin.
    Unbin,
    /// Went back to an old save.
    Restore,
    /// Gave somebody without an account a link to a draft.
    Share,
    /// Ended one.
    EndShare,
    /// Said what stands on the front page.
    Arrange,
    /// Wrote an entry of coverage, changed, pinned or removed one.
    Cover,
    /// Brought together what came in from outside and what stood on the desk.
    TakeIn,
    /// Set something of the paper.
    Set,
    /// Looked at what is known of readers.
    LookAtReaders,
    /// Took what is known of readers out of the house.
    ExportReaders,
    /// Erased what was known of a reader.
    EraseReader,
    /// Had letters go to an address again.
    EnableReader,
    /// Said what the next issue of a letter has, or that it makes itself again.
    ComposeIssue,
    /// Sent an issue to themselves, to see it.
    TryLetter,
    /// Sent an issue to everybody.
    SendLetter,
    /// Had a letter or an issue wait.
    PauseLetter,
    /// Let one go on.
    ResumeLetter,
    /// Ended an issue that was going out.
    CancelIssue,
    /// Brought a picture in.
    BringIn,
    /// Said something of a picture, or what has to be seen of it.
    Describe,
    /// Had a picture prepared again.
    Prepare,
    /// Purged a picture that nothing used.
    Purge,
    /// Called something that they have no right to.
    Call,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 50] = [
        Self::Found,
        Self::SignIn,
        Self::SignOut,
        Self::Invite,
        Self::ChangeAccount,
        Self::CloseAccount,
        Self::ChoosePassword,
        Self::AddFactor,
        Self::EndFactor,
        Self::Recover,
        Self::Begin,
        Self::AskForReview,
        Self::SendBack,
        Self::Approve,
        Self::Schedule,
        Self::Unschedule,
        Self::NoteCorrection,
        Self::DropCorrection,
        Self::MendCorrection,
        Self::Embargo,
        Self::LiftEmbargo,
        Self::SetExpiry,
        Self::DropExpiry,
        Self::Publish,
        Self::Correct,
        Self::Recall,
        Self::Bin,
        Self::Unbin,
        Self::Restore,
        Self::Share,
        Self::EndShare,
        Self::Arrange,
        Self::Cover,
        Self::TakeIn,
        Self::Set,
        Self::LookAtReaders,
        Self::ExportReaders,
        Self::EraseReader,
        Self::EnableReader,
        Self::ComposeIssue,
        Self::TryLetter,
        Self::SendLetter,
        Self::PauseLetter,
        Self::ResumeLetter,
        Self::CancelIssue,
        Self::BringIn,
        Self::Describe,
        Self::Prepare,
        Self::Purge,
        Self::Call,
    ];

    /// The words for it, in the store and on pages.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Found => "founded the desk",
            Self::SignIn => "signed in",
            Self::SignOut => "signed out",
            Self::Invite => "invited",
            Self::ChangeAccount => "changed the account of",
            Self::CloseAccount => "closed the account of",
            Self::ChoosePassword => "chose a password",
            Self::AddFactor => "set up",
            Self::EndFactor => "switched off",
            Self::Recover => "used",
            Self::Begin => "began",
            Self::AskForReview => "asked for a review of",
            Self::SendBack => "sent back",
            Self::Approve => "approved",
            Self::Schedule => "scheduled",
            Self::Unschedule => "took off the schedule",
            Self::NoteCorrection => "noted a correction for",
            Self::DropCorrection => "dropped the correction for",
            Self::MendCorrection => "mended a correction of",
            Self::Embargo => "set the embargo of",
            Self::LiftEmbargo => "lifted the embargo of",
            Self::SetExpiry => "set the expiry of",
            Self::DropExpiry => "dropped the expiry of",
            Self::Publish => "published",
            Self::Correct => "corrected",
            Self::Recall => "recalled",
            Self::Bin => "binned",
            Self::Unbin => "took out of the bin",
            Self::Restore => "restored",
            Self::Share => "shared",
            Self::EndShare => "ended a link to",
            Self::Arrange => "arranged",
            Self::Cover => "covered",
            Self::TakeIn => "brought in what came from outside for",
            Self::Set => "set",
            Self::LookAtReaders => "looked at",
            Self::ExportReaders => "exported",
            Self::EraseReader => "erased",
            Self::EnableReader => "enabled",
            Self::ComposeIssue => "composed",
            Self::TryLetter => "tried out",
            Self::SendLetter => "sent",
            Self::PauseLetter => "paused",
            Self::ResumeLetter => "resumed",
            Self::CancelIssue => "cancelled",
            Self::BringIn => "brought in",
            Self::Describe => "described",
            Self::Prepare => "had prepared again",
            Self::Purge => "purged",
            Self::Call => "called",
        }
    }

    /// The action that stored words stand for.
    #[must_use]
    pub fn from_words(words: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == words)
    }
}

/// Why something was not done. Each has a sentence for whoever wanted it.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// They have no right to it.
    #[error("You may not do that here. An editor can.")]
    Forbidden,
    /// It is not there.
    #[error("That is not there any more, or never was.")]
    Unknown,
    /// What they gave is not right.
    #[error("{0}")]
    Refused(String),
    /// The store failed; nothing was written.
    #[error("Something broke on our side, and nothing was changed. Please try again in a minute.")]
    Store(#[source] StoreError),
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Refusal> for DeskError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal.to_string())
    }
}

impl From<SettleError> for DeskError {
    fn from(error: SettleError) -> Self {
        Self::Refused(error.to_string())
    }
}

impl From<PublishingError> for DeskError {
    fn from(error: PublishingError) -> Self {
        match error {
            PublishingError::Store(error) => Self::Store(error),
            PublishingError::Unknown(_) => Self::Unknown,
            other @ (PublishingError::NotPublished(_) | PublishingError::FormerAddress { .. }) => {
                Self::Refused(format!("{other}."))
            }
        }
    }
}

impl From<CoverageError> for DeskError {
    fn from(error: CoverageError) -> Self {
        match error {
            CoverageError::Store(error) => Self::Store(error),
            CoverageError::Unknown(_)
            | CoverageError::NotCoverage(_)
            | CoverageError::UnknownEntry { .. } => Self::Unknown,
            CoverageError::Closed(_) => Self::Refused(
                "The coverage is closed. Open it again before you add to it.".to_owned(),
            ),
            CoverageError::Removed { .. } => {
                Self::Refused("Somebody removed that entry meanwhile.".to_owned())
            }
            CoverageError::TooManyPinned(_) => Self::Refused(format!(
                "{MOST_PINNED} entries are pinned, and no more fit. Unpin one of them first."
            )),
            CoverageError::Nameless(name) => {
                Self::Refused(format!("No address can be made from the name `{name}`."))
            }
            CoverageError::Refused(refusal) => refusal.into(),
        }
    }
}
