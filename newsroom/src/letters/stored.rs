//! Everything that is stored about a reader, for that reader (GDPR, article 15).

use domain::Moment;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::SubscriberId;
use super::returned::Kind;
use crate::store::{Store, StoreError};

/// A copy of a letter that somebody was to get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDelivery {
    /// The name of the letter and the number of its issue; none where it was about the subscription itself.
    pub issue: Option<(String, i64)>,
    /// How far it is: `waiting`, `sent`, `failed` or `dropped`.
    pub state: String,
    /// How often sending it failed.
    pub failures: i64,
    /// When it was to go out.
    pub due_at: Moment,
    /// When it was over.
    pub ended_at: Option<Moment>,
    /// What the mail server said last.
    pub answer: Option<String>,
    /// How it came back, and when that was heard.
    pub returned: Option<(Kind, Moment)>,
    /// When its reader left the letter, if this was the last issue that they got of it.
    pub left_at: Option<Moment>,
}

/// The address, its state, what was agreed to, and every letter, with all times in UTC (RFC 3339). None if there is
/// nobody of that number.
///
/// # Errors
/// Any [`StoreError`].
pub async fn everything_about(
    store: &Store,
    id: SubscriberId,
) -> Result<Option<Value>, StoreError> {
    let Some(subscriber) = store.subscriber(id).await? else {
        return Ok(None);
    };
    let subscriptions: Vec<Value> = store
        .subscriptions_of(id)
        .await?
        .into_iter()
        .map(|(letter, since)| json!({ "letter": letter.as_str(), "since": time(since) }))
        .collect();
    let consents: Vec<Value> = store
        .consents_of(id)
        .await?
        .into_iter()
        .map(|consent| {
            let letters: Vec<&str> = consent.letters.iter().map(|it| it.as_str()).collect();
            json!({
                "asked_at": time(consent.asked_at),
                "confirmed_at": consent.confirmed_at.map(time),
                "form": consent.form,
                "wording": consent.wording,
                "letters": letters,
            })
        })
        .collect();
    let deliveries: Vec<Value> = store
        .letters_to(id)
        .await?
        .into_iter()
        .map(|delivery| {
            let (letter, number) = delivery.issue.unzip();
            json!({
                "letter": letter,
                "issue": number,
                "state": delivery.state,
                "failures": delivery.failures,
                "due_at": time(delivery.due_at),
                "ended_at": delivery.ended_at.map(time),
                "answer_of_mail_server": delivery.answer,
                "returned": delivery.returned.map(|(kind, _)| kind.word()),
                "returned_at": delivery.returned.map(|(_, at)| time(at)),
                "left_at": delivery.left_at.map(time),
            })
        })
        .collect();
    Ok(Some(json!({
        "address": subscriber.address.as_str(),
        "state": subscriber.state.word(),
        "frequency": subscriber.frequency.word(),
        "paused_until": subscriber.paused_until.map(time),
        "created_at": time(subscriber.created_at),
        "confirmed_at": subscriber.confirmed_at.map(time),
        "subscriptions": subscriptions,
        "consents": consents,
        "deliveries": deliveries,
    })))
}

fn time(moment: Moment) -> String {
    let time = Timestamp::from_microsecond(moment.micros()).unwrap_or(Timestamp::MAX);
    time.to_string()
}
