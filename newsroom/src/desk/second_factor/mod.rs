//! What somebody signs in with besides their password, so that a password alone, guessed or given away, opens nothing.
//!
//! It is asked for as soon as an account has an app that shows codes, or a passkey. With the first of either come recovery
//! codes, so that a lost telephone locks nobody out; a link lets in whoever lost those too, and switches all of it off.

mod app_key;
mod recovery_code;
mod second_step;
mod setting_up;

pub use app_key::AppKey;
pub use recovery_code::{RecoveryCode, RecoveryCodeHash};
pub use second_step::{HALF_SESSION_LASTS, SecondStep, give_code, waiting};
pub(crate) use setting_up::with_first_codes;
pub use setting_up::{begin_app, confirm_app, is_password, new_recovery_codes, remove_app};

/// What an account has to sign in with besides its password.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SecondFactor {
    /// Whether an app shows codes for it.
    pub has_app: bool,
    /// How many passkeys it has.
    pub passkeys: i64,
}

impl SecondFactor {
    /// Whether it is asked for.
    #[must_use]
    pub fn is_on(self) -> bool {
        self.has_app || self.passkeys > 0
    }
}
