//! Codes to write down, for the day that a telephone is lost.

use data_encoding::BASE32_NOPAD;
use ring::rand::{SecureRandom, SystemRandom};

use crate::store::StoreError;

/// 80 random bits: more than can be tried out, so that a fast hash is enough to keep.
#[derive(Clone)]
pub struct RecoveryCode([u8; 10]);

/// What is kept of one: its BLAKE3 hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecoveryCodeHash(pub [u8; 32]);

impl RecoveryCode {
    /// How many an account gets at once.
    pub const AT_ONCE: usize = 10;

    /// A new one.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the machine gives no random numbers.
    pub fn new() -> Result<Self, StoreError> {
        let mut bytes = [0; 10];
        SystemRandom::new()
            .fill(&mut bytes)
            .map_err(|_| StoreError::Refused("the machine gives no random numbers".to_owned()))?;
        Ok(Self(bytes))
    }

    /// The one that somebody typed, however they part it and in whatever case; none if it cannot be one.
    #[must_use]
    pub fn read(raw: &str) -> Option<Self> {
        let letters: String = raw
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let bytes = BASE32_NOPAD.decode(letters.as_bytes()).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }

    /// How it is written down: four groups of four letters and digits.
    #[must_use]
    pub fn text(&self) -> String {
        let letters = BASE32_NOPAD.encode(&self.0).to_ascii_lowercase();
        let groups: Vec<&str> = [0, 4, 8, 12]
            .iter()
            .filter_map(|from| letters.get(*from..from + 4))
            .collect();
        groups.join("-")
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> RecoveryCodeHash {
        RecoveryCodeHash(*blake3::hash(&self.0).as_bytes())
    }
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode")
    }
}
