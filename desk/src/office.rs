//! Whoever sends the paper's letters, as far as the desk has to do with them.

use std::pin::Pin;
use std::sync::Arc;

use domain::EmailAddress;
use newsroom::letters::{Contents, Letter, PaperFacts};

/// Sends one copy of an issue past the queue, and says who took it, or in a sentence why nobody did.
pub type TryOut = Arc<
    dyn Fn(
            Letter,
            Contents,
            EmailAddress,
        ) -> Pin<Box<dyn Future<Output = Result<String, String>> + Send>>
        + Send
        + Sync,
>;

/// Reads the newest letters in the outbox, the newest first.
pub type Outbox = Arc<
    dyn Fn() -> Pin<Box<dyn Future<Output = std::io::Result<Vec<Landed>>> + Send>> + Send + Sync,
>;

/// Whoever sends the paper's letters.
#[derive(Clone)]
pub struct Office {
    /// What letters say of the paper.
    pub facts: PaperFacts,
    /// A way to see an issue in a mail program before everybody gets it.
    pub try_out: TryOut,
    /// Where letters land while no mail server is set.
    pub outbox: Option<Outbox>,
}

/// A letter in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landed {
    /// Its file.
    pub file: String,
    /// Whom it is to.
    pub to: String,
    /// What it is about.
    pub subject: String,
    /// Its text.
    pub text: String,
}
