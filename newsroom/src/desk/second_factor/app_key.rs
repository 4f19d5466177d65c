//! Codes that an app shows: TOTP (RFC 6238), in the only form that every app knows: SHA-1, six digits, 30 seconds.

use data_encoding::BASE32_NOPAD;
use domain::{EmailAddress, Moment};
use ring::hmac::{self, HMAC_SHA1_FOR_LEGACY_USE_ONLY};
use ring::rand::{SecureRandom, SystemRandom};

use crate::store::StoreError;

/// How long a code is shown, in microseconds.
const STEP: i64 = 30 * 1_000_000;
/// One more than the largest code.
const CODES: u32 = 1_000_000;

/// What an account shares with an app: 160 bits, as many as the hash has (RFC 4226, section 4).
#[derive(Clone, PartialEq, Eq)]
pub struct AppKey([u8; 20]);

impl AppKey {
    /// A new one.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the machine gives no random numbers.
    pub fn new() -> Result<Self, StoreError> {
        let mut key = [0; 20];
        SystemRandom::new()
            .fill(&mut key)
            .map_err(|_| StoreError::Refused("the machine gives no random numbers".to_owned()))?;
        Ok(Self(key))
    }

    /// The one that is kept; none if it has another length.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        Some(Self(bytes.try_into().ok()?))
    }

    /// What is kept.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// How it is typed into an app that cannot take the address.
    #[must_use]
    pub fn text(&self) -> String {
        BASE32_NOPAD.encode(&self.0)
    }

    /// The address that an app takes, of an account at a paper of that name. Apps show both beside the code. After
    /// "Key Uri Format" of Google Authenticator, which the others follow.
    #[must_use]
    pub fn address(&self, paper: &str, account: &EmailAddress) -> String {
        let escaped = |text: &str| {
            let escaped: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
            escaped.replace('+', "%20")
        };
        let issuer = escaped(&paper.replace(':', " "));
        format!(
            "otpauth://totp/{issuer}:{}?secret={}&issuer={issuer}",
            escaped(account.as_str()),
            self.text()
        )
    }

    /// The code of a step (RFC 4226, section 5.3).
    #[must_use]
    pub fn code(&self, step: i64) -> String {
        let key = hmac::Key::new(HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let signed = hmac::sign(&key, &step.to_be_bytes());
        let signed = signed.as_ref();
        let from = usize::from(signed[signed.len() - 1] & 0x0f);
        let number = signed[from..from + 4]
            .iter()
            .fold(0, |number, byte| number << 8 | u32::from(*byte));
        format!("{:06}", (number & 0x7fff_ffff) % CODES)
    }

    /// The step that a code is of, if it is of this one or of a neighbour: clocks differ, and typing takes time (RFC 6238,
    /// section 5.2). Spaces, as apps show them, do not count.
    #[must_use]
    pub fn step_of(&self, code: &str, now: Moment) -> Option<i64> {
        let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let this = Self::step_at(now);
        (this - 1..=this + 1).find(|step| self.code(*step) == code)
    }

    /// The step that a moment is in.
    #[must_use]
    pub fn step_at(now: Moment) -> i64 {
        now.micros().div_euclid(STEP)
    }
}

impl std::fmt::Debug for AppKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AppKey")
    }
}
