//! Links that prove that somebody got a letter.
//!
//! A link carries what it is for, signed with a secret of the paper's (HMAC-SHA256, RFC 2104, cut to 128 bits), so that
//! nothing has to be kept for it and nobody can make one up. It is as good as the letter it stands in: whoever has that
//! can change the subscription, as with every newspaper's letters.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::{EmailAddress, Moment};
use ring::hmac;

use super::{ConsentId, DeliveryId, ErasedMark, LetterId, SubscriberId};

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// To confirm that one wants letters.
    Confirm(ConsentId),
    /// To see and change what one gets.
    Preferences(SubscriberId),
    /// To get one letter no longer.
    Unsubscribe(SubscriberId, LetterId),
}

/// Why a link is not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadLink {
    /// It was not made by this paper, or not copied whole.
    Unknown,
    /// Its time is over.
    Expired,
}

/// Makes links and reads them.
#[derive(Clone)]
pub struct LinkKey(hmac::Key);

/// How long a link to confirm can be used: three days, in seconds.
pub const CONFIRM_SECONDS: i64 = 3 * 24 * 3600;
const SIGNED: usize = 16;
/// Guessing 64 bits by mail is hopeless, and an address has room for 64 characters before the `@`.
const BOUNCE_SIGNED: usize = 8;
/// The length of a secret, in bytes.
pub(crate) const SECRET: usize = 32;

impl LinkKey {
    /// The key of a paper with that secret.
    #[must_use]
    pub fn new(secret: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret))
    }

    /// The last part of the link's address.
    #[must_use]
    pub fn write(&self, link: Link, now: Moment) -> String {
        let (kind, first, second) = match link {
            Link::Confirm(ConsentId(id)) => (b'c', id, now.micros() / 1_000_000 + CONFIRM_SECONDS),
            Link::Preferences(SubscriberId(id)) => (b'p', id, 0),
            Link::Unsubscribe(SubscriberId(id), LetterId(letter)) => (b'u', id, letter),
        };
        let mut bytes = vec![kind];
        for number in [first, second] {
            short(number, &mut bytes);
        }
        let tag = hmac::sign(&self.0, &bytes);
        bytes.extend_from_slice(&tag.as_ref()[..SIGNED]);
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    /// What a link is for.
    ///
    /// # Errors
    /// [`BadLink`].
    pub fn read(&self, raw: &str, now: Moment) -> Result<Link, BadLink> {
        let bytes = BASE64_URL_SAFE_NO_PAD
            .decode(raw)
            .map_err(|_| BadLink::Unknown)?;
        let at = bytes.len().checked_sub(SIGNED).ok_or(BadLink::Unknown)?;
        let (said, tag) = bytes.split_at(at);
        let right = hmac::sign(&self.0, said);
        // In constant time, as the tag is compared by a second one.
        let same = hmac::sign(&self.0, &right.as_ref()[..SIGNED]).as_ref()
            == hmac::sign(&self.0, tag).as_ref();
        if !same {
            return Err(BadLink::Unknown);
        }
        let (kind, mut rest) = said.split_first().ok_or(BadLink::Unknown)?;
        let first = long(&mut rest).ok_or(BadLink::Unknown)?;
        let second = long(&mut rest).ok_or(BadLink::Unknown)?;
        match kind {
            b'c' if now.micros() / 1_000_000 > second => Err(BadLink::Expired),
            b'c' => Ok(Link::Confirm(ConsentId(first))),
            b'p' => Ok(Link::Preferences(SubscriberId(first))),
            b'u' => Ok(Link::Unsubscribe(SubscriberId(first), LetterId(second))),
            _ => Err(BadLink::Unknown),
        }
    }
}

impl LinkKey {
    /// What stands in the address that a letter comes back to, and says which it was: digits and lower-case letters only,
    /// as some mail servers change the case of addresses.
    #[must_use]
    pub fn bounce_tag(&self, DeliveryId(id): DeliveryId) -> String {
        let tag = hmac::sign(&self.0, format!("bounce {id}").as_bytes());
        let mut text = format!("{id}-");
        for byte in &tag.as_ref()[..BOUNCE_SIGNED] {
            text.push_str(&format!("{byte:02x}"));
        }
        text
    }

    /// Which delivery came back, if the tag is one of this paper's.
    #[must_use]
    pub fn read_bounce_tag(&self, raw: &str) -> Option<DeliveryId> {
        let (id, _) = raw.split_once('-')?;
        let id = DeliveryId(id.parse().ok()?);
        let right = self.bounce_tag(id);
        let signed = |text: &str| hmac::sign(&self.0, text.as_bytes());
        (signed(&right).as_ref() == signed(&raw.to_lowercase()).as_ref()).then_some(id)
    }
}

impl LinkKey {
    /// What an address is known by after it was erased, in whatever spelling.
    pub(crate) fn erased_mark(&self, address: &EmailAddress) -> ErasedMark {
        let tag = hmac::sign(&self.0, format!("erased {}", address.key()).as_bytes());
        let mut mark = [0; 32];
        mark.copy_from_slice(tag.as_ref());
        ErasedMark::new(mark)
    }
}

impl std::fmt::Debug for LinkKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LinkKey")
    }
}

/// A number in as few bytes as it takes, seven bits in each (LEB128): addresses have room for 64 characters only.
fn short(number: i64, bytes: &mut Vec<u8>) {
    let mut left = number.cast_unsigned();
    loop {
        let seven = (left & 0x7f) as u8;
        left >>= 7;
        if left == 0 {
            bytes.push(seven);
            return;
        }
        bytes.push(seven | 0x80);
    }
}

fn long(bytes: &mut &[u8]) -> Option<i64> {
    let mut number = 0_u64;
    for place in 0..10 {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some(number.cast_signed());
        }
    }
    None
}
