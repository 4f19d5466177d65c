//! What became of an attempt to sign up, for the page that answers it.

/// What a reader is told after signing up, whether or not the address was known.
///
/// It must not tell the two apart: anybody could find out who reads the paper by trying addresses.
pub const THANKS: &str = "Thank you. Your address is noted.";

/// An attempt to sign up that a page answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// The address was taken.
    Taken,
    /// The address cannot be one.
    Refused {
        /// What was typed, so that nobody has to type it again.
        typed: String,
        /// What is wrong with it, in a sentence.
        problem: String,
    },
}
