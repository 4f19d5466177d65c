//! Forms that are taken once, however often they come: by a second press, by a page that is loaded again, from a browser that heard
//! no answer and asks once more.

use super::secret::Secret;
use crate::store::StoreError;

/// What a form is known by that makes something: a hash of the key that it was drawn with and of what was typed into it.
///
/// The key alone would not do. A browser that goes back may show the page as it was, and whoever types something else there means
/// something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnceKey([u8; 32]);

impl OnceKey {
    /// A key for a form that is drawn now.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the machine gives no random numbers.
    pub fn drawn() -> Result<String, StoreError> {
        Ok(Secret::new()?.text())
    }

    /// What a form is known by that was sent to an address with these fields, the key among them. Without a key it is what any such form is
    /// known by, whoever sends it.
    #[must_use]
    pub fn of(address: &str, fields: &[(String, String)]) -> Self {
        let mut hasher = blake3::Hasher::new();
        let mut take = |text: &str| {
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        take(address);
        for (name, value) in fields {
            take(name);
            take(value);
        }
        Self(*hasher.finalize().as_bytes())
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}
