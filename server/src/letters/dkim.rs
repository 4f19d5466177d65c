//! Signing letters, so that mail providers can tell that they are the paper's (RFC 6376).

use std::fs;

use anyhow::{Context, bail};
use lettre::Message;
use lettre::message::dkim::{
    DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm,
    DkimSigningKey,
};
use lettre::message::header::HeaderName;
use rsa::RsaPrivateKey;
use rsa::pkcs1::{DecodeRsaPrivateKey, EncodeRsaPrivateKey, LineEnding};
use rsa::pkcs8::DecodePrivateKey;
use rsa::traits::PublicKeyParts;

use crate::settings::DkimKey;

/// What the signature covers. Both headers for one-click unsubscription have to be among it (RFC 8058 section 4).
const SIGNED: [&str; 12] = [
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "Auto-Submitted",
];
/// Shorter keys are not believed (RFC 8301 section 3.2).
const SHORTEST_BITS: usize = 1024;

/// Signs letters of one domain.
#[derive(Debug)]
pub struct Signer(DkimConfig);

impl Signer {
    /// One with the key of the settings.
    ///
    /// # Errors
    /// One sentence when the key cannot be read or is none.
    pub fn open(key: &DkimKey, domain: &str) -> anyhow::Result<Self> {
        let name = key.file.display();
        let pem = fs::read_to_string(&key.file)
            .with_context(|| format!("the DKIM key {name} cannot be read"))?;
        let private = private_key(&pem).with_context(|| {
            format!(
                "the DKIM key {name} is no RSA private key in PEM; `openssl genrsa -out {name} 2048` makes one"
            )
        })?;
        if private.size() * 8 < SHORTEST_BITS {
            bail!(
                "the DKIM key {name} is shorter than {SHORTEST_BITS} bits and would not be believed"
            );
        }
        let pem = private.to_pkcs1_pem(LineEnding::LF)?;
        let signing = DkimSigningKey::new(&pem, DkimSigningAlgorithm::Rsa)?;
        let signed = SIGNED.map(HeaderName::new_from_ascii_str);
        // Servers on the way may fold lines anew; relaxed forgives that in both.
        let canonicalization = DkimCanonicalization {
            header: DkimCanonicalizationType::Relaxed,
            body: DkimCanonicalizationType::Relaxed,
        };
        Ok(Self(DkimConfig::new(
            key.selector.clone(),
            domain.to_owned(),
            signing,
            signed.to_vec(),
            canonicalization,
        )))
    }

    /// Puts the signature on a letter.
    pub fn sign(&self, message: &mut Message) {
        message.sign(&self.0);
    }
}

/// The RSA key in a PEM file, PKCS #8 or #1.
pub(crate) fn private_key(pem: &str) -> Option<RsaPrivateKey> {
    RsaPrivateKey::from_pkcs8_pem(pem)
        .ok()
        .or_else(|| RsaPrivateKey::from_pkcs1_pem(pem).ok())
}
