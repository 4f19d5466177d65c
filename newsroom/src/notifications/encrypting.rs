//! Encrypting what a reader is told, for the reader's browser alone: RFC 8291 over the `aes128gcm` of RFC 8188.

use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::error::Unspecified;
use ring::hkdf::{HKDF_SHA256, KeyType, Salt};
use ring::rand::{SecureRandom, SystemRandom};

use super::{KeyError, ReaderKeys};

/// The longest record that every push service takes, head included (RFC 8291 section 4: 4,096 bytes).
const RECORD: u32 = 4096;
/// Salt, size of the record, length of the key, key.
const HEAD: usize = 16 + 4 + 1 + 65;
/// What marks the last record, and the tag of AES-GCM.
const OVERHEAD: usize = 1 + 16;
/// How many bytes there may be to encrypt.
const LONGEST: usize = RECORD as usize - HEAD - OVERHEAD;

/// A body for a push service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encrypted(pub Vec<u8>);

/// Encrypts `text` with a key that is used once.
///
/// # Errors
/// [`KeyError::PublicKey`] when the reader's key is no point of the curve, [`KeyError::TooLong`] when the text is longer
/// than a push service takes.
pub fn encrypt(text: &[u8], reader: &ReaderKeys) -> Result<Encrypted, KeyError> {
    let random = SystemRandom::new();
    let mut salt = [0; 16];
    random.fill(&mut salt).map_err(|_| KeyError::Pair)?;
    let ours = EphemeralPrivateKey::generate(&ECDH_P256, &random).map_err(|_| KeyError::Pair)?;
    let our_public_key = ours.compute_public_key().map_err(|_| KeyError::Pair)?;
    let theirs = UnparsedPublicKey::new(&ECDH_P256, reader.public_key());
    agree_ephemeral(ours, &theirs, |shared| {
        encrypt_with(text, reader, our_public_key.as_ref(), shared, salt)
    })
    .map_err(|_| KeyError::PublicKey)?
}

/// The same with what is random, and what follows from it, passed in: our public key, the secret that it shares with the
/// reader's, and the salt.
///
/// # Errors
/// As [`encrypt`].
pub fn encrypt_with(
    text: &[u8],
    reader: &ReaderKeys,
    our_public_key: &[u8],
    shared: &[u8],
    salt: [u8; 16],
) -> Result<Encrypted, KeyError> {
    if text.len() > LONGEST {
        return Err(KeyError::TooLong);
    }
    sealed(text, reader, our_public_key, shared, salt).map_err(|_| KeyError::Pair)
}

fn sealed(
    text: &[u8],
    reader: &ReaderKeys,
    our_public_key: &[u8],
    shared: &[u8],
    salt: [u8; 16],
) -> Result<Encrypted, Unspecified> {
    // RFC 8291 section 3.4: the reader's secret and both public keys go into the key.
    let mut material = [0; 32];
    Salt::new(HKDF_SHA256, reader.secret())
        .extract(shared)
        .expand(
            &[b"WebPush: info\0", reader.public_key(), our_public_key],
            Length(32),
        )?
        .fill(&mut material)?;
    // RFC 8188 sections 2.2 and 2.3; the only record has the number 0, which leaves the nonce as it is.
    let pseudo_random = Salt::new(HKDF_SHA256, &salt).extract(&material);
    let mut key = [0; 16];
    pseudo_random
        .expand(&[b"Content-Encoding: aes128gcm\0"], Length(16))?
        .fill(&mut key)?;
    let mut nonce = [0; 12];
    pseudo_random
        .expand(&[b"Content-Encoding: nonce\0"], Length(12))?
        .fill(&mut nonce)?;

    let mut record = Vec::with_capacity(text.len() + OVERHEAD);
    record.extend_from_slice(text);
    // RFC 8188 section 2: 2 ends the last record.
    record.push(2);
    LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key)?).seal_in_place_append_tag(
        Nonce::assume_unique_for_key(nonce),
        Aad::empty(),
        &mut record,
    )?;

    let mut body = Vec::with_capacity(HEAD + record.len());
    body.extend_from_slice(&salt);
    body.extend_from_slice(&RECORD.to_be_bytes());
    body.push(u8::try_from(our_public_key.len()).map_err(|_| Unspecified)?);
    body.extend_from_slice(our_public_key);
    body.append(&mut record);
    Ok(Encrypted(body))
}

/// How many bytes are wanted of HKDF.
struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}
