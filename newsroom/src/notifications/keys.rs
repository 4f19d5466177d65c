use std::fmt;

use base64::Engine;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, URL_SAFE_NO_PAD};
use domain::Moment;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::json;

use super::Endpoint;

/// Browsers leave the padding away; what passes a subscription on may put it back.
const BASE64URL: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::URL_SAFE,
    GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// How long a token may be used. RFC 8292 section 2 allows 24 hours; services allow for clocks that differ.
const TOKEN_LASTS: i64 = 12 * 3600 * 1_000_000;

/// What cannot be used as a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// RFC 8291 section 3.1: a point of P-256, uncompressed, in base64url.
    #[error("keys.p256dh has to be 65 bytes in base64url, as the browser gives them")]
    PublicKey,
    /// RFC 8291 section 3.2: 16 bytes in base64url.
    #[error("keys.auth has to be 16 bytes in base64url, as the browser gives them")]
    Secret,
    /// More than a push service takes.
    #[error("the message is longer than a push service takes")]
    TooLong,
    /// The key pair in the store is none.
    #[error("the paper's own key pair is damaged")]
    Pair,
}

/// A browser's public key and its secret, which it shares with the paper only.
#[derive(Clone, PartialEq, Eq)]
pub struct ReaderKeys {
    public_key: [u8; 65],
    secret: [u8; 16],
}

impl ReaderKeys {
    /// From what a browser's subscription has in `keys.p256dh` and `keys.auth`.
    ///
    /// # Errors
    /// [`KeyError::PublicKey`] or [`KeyError::Secret`].
    pub fn read(p256dh: &str, auth: &str) -> Result<Self, KeyError> {
        let public_key = BASE64URL.decode(p256dh).map_err(|_| KeyError::PublicKey)?;
        let secret = BASE64URL.decode(auth).map_err(|_| KeyError::Secret)?;
        Self::of(&public_key, &secret)
    }

    /// From their bytes. Whether the point is on the curve shows when something is encrypted for it.
    ///
    /// # Errors
    /// [`KeyError::PublicKey`] or [`KeyError::Secret`].
    pub fn of(public_key: &[u8], secret: &[u8]) -> Result<Self, KeyError> {
        let public_key: [u8; 65] = public_key.try_into().map_err(|_| KeyError::PublicKey)?;
        if public_key[0] != 4 {
            return Err(KeyError::PublicKey);
        }
        let secret = secret.try_into().map_err(|_| KeyError::Secret)?;
        Ok(Self { public_key, secret })
    }

    /// The point, uncompressed.
    #[must_use]
    pub fn public_key(&self) -> &[u8; 65] {
        &self.public_key
    }

    pub(crate) fn secret(&self) -> &[u8; 16] {
        &self.secret
    }
}

impl fmt::Debug for ReaderKeys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ReaderKeys(…)")
    }
}

/// What the paper proves with that it is the one whom a reader allowed to send (RFC 8292).
pub struct SendingKey {
    pair: EcdsaKeyPair,
    random: SystemRandom,
}

impl fmt::Debug for SendingKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SendingKey(…)")
    }
}

impl SendingKey {
    /// A new pair as it is kept, in PKCS #8.
    ///
    /// # Errors
    /// [`KeyError::Pair`] when the system has no random numbers.
    pub fn generate() -> Result<Vec<u8>, KeyError> {
        EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
            .map(|pair| pair.as_ref().to_vec())
            .map_err(|_| KeyError::Pair)
    }

    /// A pair that was kept.
    ///
    /// # Errors
    /// [`KeyError::Pair`] when it is none.
    pub fn from_pkcs8(pkcs8: &[u8]) -> Result<Self, KeyError> {
        let random = SystemRandom::new();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8, &random)
            .map_err(|_| KeyError::Pair)?;
        Ok(Self { pair, random })
    }

    /// The public half, as browsers and push services take it: an uncompressed point in base64url.
    #[must_use]
    pub fn public_key(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.pair.public_key().as_ref())
    }

    /// The `Authorization` of something that is sent to `endpoint` at `now` (RFC 8292 sections 2 and 3). `contact` is
    /// where the service finds whoever runs the paper: `mailto:` or `https:`.
    ///
    /// # Errors
    /// [`KeyError::Pair`] when it cannot be signed.
    pub fn authorization(
        &self,
        endpoint: &Endpoint,
        contact: &str,
        now: Moment,
    ) -> Result<String, KeyError> {
        let head = json!({ "typ": "JWT", "alg": "ES256" });
        let claims = json!({
            "aud": endpoint.service(),
            "exp": (now.micros() + TOKEN_LASTS) / 1_000_000,
            "sub": contact,
        });
        let part = |part: serde_json::Value| URL_SAFE_NO_PAD.encode(part.to_string());
        let signed = format!("{}.{}", part(head), part(claims));
        let signature = self
            .pair
            .sign(&self.random, signed.as_bytes())
            .map_err(|_| KeyError::Pair)?;
        let signature = URL_SAFE_NO_PAD.encode(signature);
        Ok(format!(
            "vapid t={signed}.{signature}, k={}",
            self.public_key()
        ))
    }
}
