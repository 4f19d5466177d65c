//! Delivery status notifications (RFC 3464), the form in which most mail servers say that a letter did not arrive.

use super::opened::Opened;
use super::reading::{Reading, Why};
use super::status::{Status, kind_of};
use super::{Ignored, Kind};

/// What a notification says of the letter; none if the message is no such notification.
pub(super) fn read(opened: &Opened) -> Option<Reading> {
    let is_status = |kind: &str| {
        matches!(
            kind,
            "message/delivery-status" | "message/global-delivery-status"
        )
    };
    let mut recipients = Vec::new();
    for piece in &opened.pieces {
        if is_status(&piece.kind) {
            recipients.extend(groups(&piece.text).into_iter().filter_map(recipient));
        }
    }
    if recipients.is_empty() {
        return None;
    }
    let prose = opened.prose();
    let reached = recipients
        .iter()
        .any(|one| matches!(one.action, Action::Reached));
    let failed: Vec<Why> = recipients
        .iter()
        .filter(|one| matches!(one.action, Action::Failed))
        .filter_map(|one| one.why(&prose))
        .collect();
    // A letter goes to one address. If that stands for several, one who is gone is no reason to leave out the others.
    let mildest = failed.into_iter().min_by_key(|why| why.kind);
    Some(match mildest {
        Some(why) if reached => Reading::Returned(Why {
            kind: Kind::Soft,
            ..why
        }),
        Some(why) => Reading::Returned(why),
        None if reached => Reading::Ignored(Ignored::Delivered),
        None => Reading::Ignored(Ignored::Delayed),
    })
}

/// What is said of one recipient.
struct Recipient {
    action: Action,
    status: Option<Status>,
    /// What the other mail server said.
    diagnosis: String,
}

enum Action {
    Failed,
    Delayed,
    /// Delivered, relayed or expanded.
    Reached,
}

impl Recipient {
    fn why(&self, prose: &str) -> Option<Why> {
        let words = if self.diagnosis.is_empty() {
            prose
        } else {
            &self.diagnosis
        };
        let kind = match kind_of(self.status, words) {
            Some(kind) => kind,
            // It succeeded by its code and failed by its action: such a report says nothing.
            None if self.status.is_some() => return None,
            // It failed, for a reason that is not given.
            None => Kind::Soft,
        };
        let exact = Status::find(&self.diagnosis).or(self.status);
        Some(Why::new(kind, exact, words))
    }
}

type Fields = Vec<(String, String)>;

fn recipient(fields: Fields) -> Option<Recipient> {
    let value = |name: &str| {
        let field = fields.iter().find(|(field, _)| field == name);
        field.map(|(_, value)| value.as_str())
    };
    let status = value("status").and_then(Status::find);
    let action = match value("action").map(|action| word(&action.to_lowercase()).to_owned()) {
        Some(action) => match action.as_str() {
            "failed" => Action::Failed,
            "delivered" | "relayed" | "expanded" => Action::Reached,
            // `delayed`, and what nobody has defined.
            _ => Action::Delayed,
        },
        // It is required, and left out by some.
        None => {
            value("final-recipient").or_else(|| value("original-recipient"))?;
            status?;
            Action::Failed
        }
    };
    let diagnosis = value("diagnostic-code").unwrap_or_default();
    let diagnosis = diagnosis.split_once(';').map_or(diagnosis, |(_, it)| it);
    Some(Recipient {
        action,
        status,
        diagnosis: diagnosis.trim().to_owned(),
    })
}

/// The first word, without what is said about it in brackets.
fn word(value: &str) -> &str {
    let end = value.find(|c: char| !c.is_ascii_alphabetic());
    &value[..end.unwrap_or(value.len())]
}

/// The groups of fields, with empty lines between (RFC 3464 section 2.1): the first is about the message, each other about
/// a recipient.
pub(super) fn groups(text: &str) -> Vec<Fields> {
    let mut groups: Vec<Fields> = vec![Vec::new()];
    for line in text.lines() {
        let Some(group) = groups.last_mut() else {
            break;
        };
        if line.trim().is_empty() {
            if !group.is_empty() {
                groups.push(Vec::new());
            }
        } else if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = group.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            group.push((name.trim().to_lowercase(), value.trim().to_owned()));
        }
    }
    groups
}
