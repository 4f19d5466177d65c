/// Why a value was refused, in a sentence that can be shown to whoever typed it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{sentence}")]
pub struct Refusal {
    sentence: String,
    line: Option<usize>,
}

impl Refusal {
    /// One for a value of somebody else's.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            line: None,
        }
    }

    /// One for what stands in a line of the value, which the sentence names too.
    #[must_use]
    pub fn in_line(self, line: usize) -> Self {
        Self {
            line: Some(line),
            ..self
        }
    }

    /// The line that it is about, counted from 1, if it is about one.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.line
    }
}
