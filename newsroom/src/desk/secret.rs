//! Secrets that let somebody in: in links, in cookies. Whoever reads the store cannot use what is kept of them.

use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ring::rand::{SecureRandom, SystemRandom};

use crate::store::StoreError;

/// 256 random bits.
#[derive(Clone)]
pub struct Secret([u8; 32]);

/// What is kept of a secret: its BLAKE3 hash. A slow hash is for what people make up; this cannot be guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecretHash(pub [u8; 32]);

impl Secret {
    /// A new one.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the machine gives no random numbers.
    pub fn new() -> Result<Self, StoreError> {
        let mut bytes = [0; 32];
        SystemRandom::new()
            .fill(&mut bytes)
            .map_err(|_| StoreError::Refused("the machine gives no random numbers".to_owned()))?;
        Ok(Self(bytes))
    }

    /// The one that somebody shows; none if it cannot be one.
    #[must_use]
    pub fn read(raw: &str) -> Option<Self> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(raw).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }

    /// How it is shown: 43 characters that need no escape anywhere.
    #[must_use]
    pub fn text(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.0)
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> SecretHash {
        SecretHash(*blake3::hash(&self.0).as_bytes())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}
