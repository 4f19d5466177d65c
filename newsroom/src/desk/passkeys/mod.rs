//! Passkeys: keys that a browser or a device keeps for somebody, and uses when it has made sure that it is them (WebAuthn,
//! Level 3). One is a whole sign-in: the device is one factor, the finger or PIN that it asks for the other.
//!
//! Every check of what a browser answers is webauthn-rs's; here is what is asked of whom, and what follows from it.

mod questions;

use domain::Moment;
use serde_json::json;
use webauthn_rs::prelude::{
    PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid, WebauthnError,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

pub use questions::Question;
use questions::{About, Questions};

use super::account::{self, Account, AccountId};
use super::doing::{Action, DeskError};
use super::second_factor::{RecoveryCode, with_first_codes};
use super::secret::Secret;
use super::sessions;
use crate::clock::Clock;
use crate::store::{Store, StoreError};

/// Passkeys that an account may have.
const MOST: usize = 20;

/// A passkey, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Its number.
    pub id: i64,
    /// What its owner calls it.
    pub name: String,
    /// Since when it is good.
    pub made_at: Moment,
    /// When somebody signed in with it last.
    pub used_at: Option<Moment>,
}

/// The passkeys of a paper: how they are asked for and checked.
pub struct Passkeys {
    checking: Option<Webauthn>,
    questions: Questions,
}

impl Passkeys {
    /// Those of the paper that browsers reach at `url`. There are none where its host is a number: a passkey belongs to a
    /// domain (WebAuthn, section 5.1.2).
    #[must_use]
    pub fn of(url: &str, paper: &str) -> Self {
        let checking = Url::parse(url).ok().and_then(|url| {
            let domain = url.domain()?.to_owned();
            let builder = WebauthnBuilder::new(&domain, &url).ok()?;
            builder.rp_name(paper).build().ok()
        });
        Self {
            checking,
            questions: Questions::default(),
        }
    }

    /// Whether this paper can have any.
    #[must_use]
    pub fn are_possible(&self) -> bool {
        self.checking.is_some()
    }

    /// Asks the browser of somebody who is signed in for a new passkey.
    ///
    /// # Errors
    /// [`DeskError::Refused`] when there cannot be one.
    pub async fn ask_for_new(
        &self,
        store: &Store,
        clock: &Clock,
        by: &Account,
    ) -> Result<Question, DeskError> {
        let checking = self.checking.as_ref().ok_or_else(impossible)?;
        let kept = store.credentials_of(by.id).await?;
        if kept.len() >= MOST {
            return Err(DeskError::Refused(format!(
                "You have {MOST} passkeys. Remove one that you do not use first."
            )));
        }
        let (options, state) = checking
            .start_passkey_registration(handle(by.id), by.address.as_str(), &by.name, Some(kept))
            .map_err(|error| refused(&error))?;
        let mut options = read(serde_json::to_value(options))?;
        // It is to be found without an address being typed, which the library leaves to chance.
        if let Some(choice) = options.pointer_mut("/publicKey/authenticatorSelection") {
            choice["residentKey"] = json!("required");
            choice["requireResidentKey"] = json!(true);
        }
        let about = About::New(by.id, Box::new(state));
        Ok(self.questions.ask(options, about, clock.now())?)
    }

    /// Keeps a new passkey under a name. Gives recovery codes with the first second factor.
    ///
    /// # Errors
    /// [`DeskError::Refused`] when the answer is not one to a question of theirs, or proves nothing.
    pub async fn add(
        &self,
        store: &Store,
        clock: &Clock,
        by: &Account,
        (question, answer): (&str, &str),
        name: &str,
    ) -> Result<Option<Vec<RecoveryCode>>, DeskError> {
        let checking = self.checking.as_ref().ok_or_else(impossible)?;
        let name = account::name(name)?;
        let now = clock.now();
        let state = match self.questions.answered(question, now) {
            Some(About::New(id, state)) if id == by.id => state,
            Some(About::New(..) | About::SignIn(_)) | None => return Err(too_late()),
        };
        let answer: RegisterPublicKeyCredential =
            serde_json::from_str(answer).map_err(|_| unreadable())?;
        let passkey = checking
            .finish_passkey_registration(&answer, &state)
            .map_err(|error| refused(&error))?;
        let text = read(serde_json::to_string(&passkey))?;
        let mut writing = store.write().await?;
        let codes = with_first_codes(&mut writing, by).await?;
        let credential = passkey.cred_id();
        if !writing
            .add_passkey(by.id, credential, &text, &name, now)
            .await?
        {
            return Err(DeskError::Refused(
                "That passkey is known already.".to_owned(),
            ));
        }
        let added = format!("the passkey {name}");
        let added = (Action::AddFactor, added.as_str());
        writing.log_desk(Some(by.id), added, false, now).await?;
        writing.commit().await?;
        Ok(codes)
    }

    /// Asks a browser for a passkey to sign in with; nothing where there cannot be any.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the machine gives no random numbers.
    pub fn ask_who(&self, clock: &Clock) -> Result<Option<Question>, StoreError> {
        let Some(checking) = &self.checking else {
            return Ok(None);
        };
        let started = checking.start_discoverable_authentication();
        let (options, state) = started.map_err(|error| StoreError::Refused(error.to_string()))?;
        let options = serde_json::to_value(options);
        let options = options.map_err(|error| StoreError::Refused(error.to_string()))?;
        let about = About::SignIn(Box::new(state));
        self.questions.ask(options, about, clock.now()).map(Some)
    }

    /// Signs somebody in with a passkey; none if the answer does not prove who they are.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn sign_in(
        &self,
        store: &Store,
        clock: &Clock,
        (question, answer): (&str, &str),
        browser: &str,
    ) -> Result<Option<(Account, Secret)>, StoreError> {
        let now = clock.now();
        let Some(About::SignIn(state)) = self.questions.answered(question, now) else {
            return Ok(None);
        };
        let Some(checking) = &self.checking else {
            return Ok(None);
        };
        let Ok(answer) = serde_json::from_str::<PublicKeyCredential>(answer) else {
            return Ok(None);
        };
        let Ok((whose, credential)) = checking.identify_discoverable_authentication(&answer) else {
            return Ok(None);
        };
        // From here on nobody else writes, so that no count of the device's is taken twice.
        let mut writing = store.write().await?;
        let Some(kept) = writing.passkey(credential).await? else {
            return Ok(None);
        };
        let account = writing.account(kept.account).await?;
        let account = account.filter(|it| it.closed_at.is_none() && handle(it.id) == whose);
        let Some(account) = account else {
            return Ok(None);
        };
        let mut passkey: webauthn_rs::prelude::Passkey = serde_json::from_str(&kept.passkey)
            .map_err(|error| StoreError::Damaged(format!("a passkey is none: {error}")))?;
        let checked = checking.finish_discoverable_authentication_v2(&answer, *state, &passkey);
        let checked = match checked {
            Ok(checked) => checked,
            Err(error) => {
                let what = match error {
                    // WebAuthn, section 6.1.1: two devices count with one key.
                    WebauthnError::CredentialPossibleCompromise => {
                        format!(
                            "with {}, whose count went back: it may have been copied",
                            kept.name
                        )
                    }
                    other => format!("with {}: {other}", kept.name),
                };
                tracing::warn!(account = account.id.0, passkey = kept.id, %what, "a passkey was refused");
                let tried = (Action::SignIn, what.as_str());
                writing.log_desk(Some(account.id), tried, true, now).await?;
                writing.commit().await?;
                return Ok(None);
            }
        };
        passkey.update_credential(&checked);
        let text = serde_json::to_string(&passkey);
        let text = text.map_err(|error| StoreError::Refused(error.to_string()))?;
        writing.use_passkey(kept.id, &text, now).await?;
        let secret = sessions::begin(&mut writing, account.id, browser, now).await?;
        let what = format!("with {}", kept.name);
        let signed_in = (Action::SignIn, what.as_str());
        writing
            .log_desk(Some(account.id), signed_in, false, now)
            .await?;
        writing.commit().await?;
        Ok(Some((account, secret)))
    }
}

/// Removes a passkey of somebody's. Recovery codes end with the last second factor.
///
/// # Errors
/// [`DeskError::Unknown`] when they have none of that number.
pub async fn remove(store: &Store, clock: &Clock, by: &Account, id: i64) -> Result<(), DeskError> {
    let mut writing = store.write().await?;
    let name = writing.remove_passkey(by.id, id).await?;
    let removed = format!("the passkey {}", name.ok_or(DeskError::Unknown)?);
    let ended = (Action::EndFactor, removed.as_str());
    let now = clock.now();
    writing.log_desk(Some(by.id), ended, false, now).await?;
    writing.end_codes_without_factor(by.id).await?;
    Ok(writing.commit().await?)
}

/// What devices call an account (WebAuthn, section 5.4.3): its number, which says nothing of who it is.
fn handle(id: AccountId) -> Uuid {
    Uuid::from_u128(u128::from(id.0.unsigned_abs()))
}

fn impossible() -> DeskError {
    DeskError::Refused(
        "This paper has no domain in its address, so browsers make no passkeys for it.".to_owned(),
    )
}

fn too_late() -> DeskError {
    DeskError::Refused("That took too long. Please try again.".to_owned())
}

fn unreadable() -> DeskError {
    DeskError::Refused("What your browser sent could not be read. Please try again.".to_owned())
}

/// What the library said is for the log: it speaks to whoever programs.
fn refused(error: &WebauthnError) -> DeskError {
    tracing::warn!(%error, "a new passkey was refused");
    let sentence = if matches!(error, WebauthnError::UserNotVerified) {
        "That device did not make sure that it is you, by finger, face or PIN. Please take one that does."
    } else {
        "What your device sent does not prove that it has a passkey for you. Please try again, or take another device."
    };
    DeskError::Refused(sentence.to_owned())
}

fn read<T>(read: Result<T, serde_json::Error>) -> Result<T, DeskError> {
    read.map_err(|error| DeskError::Store(StoreError::Refused(error.to_string())))
}
