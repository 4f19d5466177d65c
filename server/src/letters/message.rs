//! One copy of a letter as mail: headers, both parts, the signature (RFC 5322, RFC 2046).

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use anyhow::Context;
use domain::{EmailAddress, Moment};
use lettre::message::header::{
    ContentTransferEncoding, ContentType, HeaderName, HeaderValue, MIME_VERSION_1_0,
};
use lettre::message::{Body, Mailbox, MessageBuilder, MultiPart};
use lettre::{Address, Message};
use newsroom::letters::{
    Contents, DeliveryId, ISSUE_PLACEHOLDER, Letter, LetterId, Link, LinkKey, PLACEHOLDERS,
    SubscriberId,
};

use super::dkim::Signer;
use super::phrase;

/// What all letters of a paper have in common.
#[derive(Debug, Clone)]
pub(crate) struct Letterhead {
    pub(crate) name: String,
    /// Where readers reach the paper.
    pub(crate) url: String,
    pub(crate) from: EmailAddress,
    pub(crate) bounces: EmailAddress,
    pub(crate) key: LinkKey,
    pub(crate) signer: Option<Arc<Signer>>,
}

/// Of which letter a copy is.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    pub(crate) letter: LetterId,
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) reply_to: Option<EmailAddress>,
}

impl Listed {
    /// An issue of a letter.
    pub(crate) fn of(letter: &Letter) -> Self {
        Self {
            letter: letter.id,
            slug: letter.definition.slug.to_string(),
            name: letter.definition.name.clone(),
            reply_to: letter.definition.reply_to.clone(),
        }
    }
}

/// Whom a copy goes to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Recipient<'a> {
    pub(crate) id: SubscriberId,
    pub(crate) address: &'a EmailAddress,
}

/// A copy as it is handed to a mail server.
#[derive(Debug, Clone)]
pub(crate) struct Copy {
    /// The envelope's sender, which says which copy came back (VERP).
    pub(crate) sender: Address,
    pub(crate) recipient: Address,
    pub(crate) bytes: Vec<u8>,
}

impl Letterhead {
    /// The domain that letters come from.
    pub(crate) fn domain(&self) -> &str {
        host(&self.from)
    }

    /// The address at which somebody changes what they get.
    pub(crate) fn preferences(&self, subscriber: SubscriberId, now: Moment) -> String {
        let link = self.key.write(Link::Preferences(subscriber), now);
        format!("{}/stay-in-touch/preferences/{link}", self.url)
    }

    fn unsubscribe(&self, subscriber: SubscriberId, letter: LetterId, now: Moment) -> String {
        let link = self.key.write(Link::Unsubscribe(subscriber, letter), now);
        format!("{}/stay-in-touch/unsubscribe/{link}", self.url)
    }

    /// The address at which somebody confirms that they want letters.
    pub(crate) fn confirm(&self, consent: newsroom::letters::ConsentId, now: Moment) -> String {
        let link = self.key.write(Link::Confirm(consent), now);
        format!("{}/stay-in-touch/confirm/{link}", self.url)
    }

    /// One copy of `contents`. `listed` is none for a letter about the subscription itself.
    ///
    /// # Errors
    /// When an address cannot be put into a header.
    pub(crate) fn copy(
        &self,
        id: DeliveryId,
        to: Recipient<'_>,
        contents: &Contents,
        listed: Option<&Listed>,
        now: Moment,
    ) -> anyhow::Result<Copy> {
        let tag = self.key.bounce_tag(id);
        let mailbox = |name: Option<&str>, address: &EmailAddress| -> anyhow::Result<Mailbox> {
            Ok(Mailbox::new(
                name.map(str::to_owned),
                address.as_str().parse()?,
            ))
        };
        let recipient = mailbox(None, to.address)?;
        let since = Duration::from_micros(u64::try_from(now.micros()).unwrap_or(0));
        let mut builder = Message::builder()
            .from(mailbox(Some(&self.name), &self.from)?)
            .to(recipient.clone())
            .subject(contents.subject.clone())
            .date(UNIX_EPOCH + since)
            .message_id(Some(format!("<d{tag}@{}>", self.domain())));
        if let Some(reply_to) = listed.and_then(|listed| listed.reply_to.as_ref()) {
            builder = builder.reply_to(mailbox(None, reply_to)?);
        }
        let preferences = self.preferences(to.id, now);
        let unsubscribe = match listed {
            Some(listed) => self.unsubscribe(to.id, listed.letter, now),
            None => preferences.clone(),
        };
        let fill = |text: &str| {
            let [preferences_at, unsubscribe_at] = PLACEHOLDERS;
            text.replace(preferences_at, &preferences)
                .replace(unsubscribe_at, &unsubscribe)
                // Of an issue that is kept it is filled in already. One that is tried out has no page; this leads to the others.
                .replace(ISSUE_PLACEHOLDER, "")
        };
        let parts = MultiPart::alternative_plain_html(fill(&contents.plain), fill(&contents.html));
        let mut message = in_one_piece(builder, &parts)?;
        let headers = message.headers_mut();
        match listed {
            // RFC 2919, RFC 2369, RFC 8058.
            Some(listed) => {
                let list = format!("<{}.{}>", listed.slug, self.domain());
                headers.insert_raw(as_it_is(
                    "List-Id",
                    phrase::before(&listed.name, &list, "List-Id"),
                ));
                headers.insert_raw(as_it_is("List-Unsubscribe", format!("<{unsubscribe}>")));
                headers.insert_raw(as_it_is(
                    "List-Unsubscribe-Post",
                    "List-Unsubscribe=One-Click".to_owned(),
                ));
                let archive = format!("<{}/letters/{}>", self.url, listed.slug);
                headers.insert_raw(as_it_is("List-Archive", archive));
            }
            // RFC 3834 section 5: nobody's holiday notice should answer.
            None => headers.insert_raw(as_it_is("Auto-Submitted", "auto-generated".to_owned())),
        }
        if let Some(signer) = &self.signer {
            signer.sign(&mut message);
        }
        let (local, domain) = parted(&self.bounces);
        Ok(Copy {
            sender: Address::new(format!("{local}+{tag}"), domain)?,
            recipient: recipient.email,
            bytes: message.formatted(),
        })
    }
}

/// The letter with those parts. The library would write their type only when it writes the letter, after the signature,
/// which is to cover it.
fn in_one_piece(builder: MessageBuilder, parts: &MultiPart) -> anyhow::Result<Message> {
    const BLANK: &[u8] = b"\r\n\r\n";
    let kind = parts.headers().get::<ContentType>();
    let kind = kind.context("parts of a letter have no type")?;
    let mut bytes = parts.formatted();
    let blank = bytes.windows(BLANK.len()).position(|it| it == BLANK);
    let head = blank.context("parts of a letter have no beginning")? + BLANK.len();
    bytes.drain(..head);
    let body = Body::dangerous_pre_encoded(bytes, ContentTransferEncoding::SevenBit);
    Ok(builder.header(MIME_VERSION_1_0).header(kind).body(body)?)
}

/// A header that has no words in it and must not be folded or encoded.
fn as_it_is(name: &'static str, value: String) -> HeaderValue {
    let name = HeaderName::new_from_ascii_str(name);
    HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value)
}

fn parted(address: &EmailAddress) -> (&str, &str) {
    address.as_str().rsplit_once('@').unwrap_or_default()
}

/// The part of an address after the `@`.
pub(crate) fn host(address: &EmailAddress) -> &str {
    parted(address).1
}
