//! Passwords: which are taken, and what is kept of them.
//!
//! After NIST SP 800-63B-4, section 3.1.1.2: length counts, mixtures of characters do not, and what attackers try first is
//! refused. What they try first is judged by zxcvbn (Wheeler, USENIX Security 2016), which has lists of passwords that
//! were found in breaches with it and needs no service.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::Refusal;
use unicode_normalization::UnicodeNormalization as _;
use zxcvbn::Score;

use crate::store::StoreError;

/// A password that was taken.
#[derive(Clone)]
pub struct Password(String);

/// What is kept: a PHC string of Argon2id, made with OWASP's settings (19 MiB, 2 passes, 1 lane).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPassword(String);

impl Password {
    /// The fewest characters.
    pub const SHORTEST: usize = 12;
    /// The most characters. More would cost more to look at than anybody can remember.
    pub const LONGEST: usize = 200;

    /// The password somebody chose. `about` is what others know of them, such as name and address.
    ///
    /// # Errors
    /// What to do better.
    pub fn choose(raw: &str, about: &[&str]) -> Result<Self, Refusal> {
        let raw = normal(raw);
        let length = raw.chars().count();
        if length < Self::SHORTEST {
            return Err(Refusal::new(format!(
                "A password has at least {} characters. Four words that do not belong together make a good one.",
                Self::SHORTEST
            )));
        }
        if length > Self::LONGEST {
            return Err(Refusal::new(format!(
                "A password has at most {} characters.",
                Self::LONGEST
            )));
        }
        if zxcvbn::zxcvbn(&raw, about).score() < Score::Three {
            return Err(Refusal::new(
                "That password is one of those that are tried first: it is known from a breach, or made of names, dates, \
                 repetitions or neighbouring keys. Four words that do not belong together make a good one.",
            ));
        }
        Ok(Self(raw))
    }

    /// What is kept of it. This takes some tens of milliseconds of a core, on purpose: call it on a thread for blocking work.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the machine gives no random numbers.
    pub fn kept(&self) -> Result<KeptPassword, StoreError> {
        hash(&self.0)
    }
}

/// The same letters by the same code points: keyboards put accents together in more than one way (Unicode NFC, which the section of NIST
/// asks for).
fn normal(raw: &str) -> String {
    raw.nfc().collect()
}

fn hash(raw: &str) -> Result<KeptPassword, StoreError> {
    let refused = |what: String| StoreError::Refused(format!("a password cannot be kept: {what}"));
    let mut salt = [0; 16];
    ring::rand::SecureRandom::fill(&ring::rand::SystemRandom::new(), &mut salt)
        .map_err(|_| refused("the machine gives no random numbers".to_owned()))?;
    let salt = SaltString::encode_b64(&salt).map_err(|error| refused(error.to_string()))?;
    let kept = argon2()
        .hash_password(raw.as_bytes(), &salt)
        .map_err(|error| refused(error.to_string()))?;
    Ok(KeptPassword(kept.to_string()))
}

fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

impl KeptPassword {
    /// The text that is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether that is the password; as slow as [`Password::kept`].
    #[must_use]
    pub fn is(&self, raw: &str) -> bool {
        let normal = normal(raw);
        // Longer ones were never taken, and looking at a megabyte would be work for nothing.
        if normal.chars().count() > Password::LONGEST {
            return false;
        }
        // Those that were chosen before they were made normal are kept as they came.
        self.is_exactly(&normal) || (normal != raw && self.is_exactly(raw))
    }

    fn is_exactly(&self, raw: &str) -> bool {
        PasswordHash::new(&self.0)
            .is_ok_and(|kept| argon2().verify_password(raw.as_bytes(), &kept).is_ok())
    }

    /// As much work as [`Self::is`], so that nobody learns by waiting whether an account is there.
    pub fn pretend(raw: &str) {
        static NOBODYS: LazyLock<Option<KeptPassword>> =
            LazyLock::new(|| hash("a password that nobody has").ok());
        if let Some(nobodys) = &*NOBODYS {
            let _ = nobodys.is(raw);
        }
    }
}

impl FromStr for KeptPassword {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        PasswordHash::new(raw).map_err(|_| Refusal::new("A password is not kept as one."))?;
        Ok(Self(raw.to_owned()))
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}
