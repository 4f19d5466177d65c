/// Why a value was refused, in a sentence that can be shown to whoever typed it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(String);

impl Refusal {
    /// One for a value of somebody else's.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}
