//! What the desk gets of whoever sends letters.

use std::sync::Arc;

use desk::{Landed, Office, Outbox, TryOut};
use mail_parser::MessageParser;

use crate::letters::{Kept, Letters};

pub(in crate::http) fn of(letters: &Letters) -> Office {
    let sender = letters.clone();
    let try_out: TryOut = Arc::new(move |letter, contents, address| {
        let sender = sender.clone();
        Box::pin(async move {
            let tried = sender.try_out(&letter, &contents, &address).await;
            tried.map_err(|error| error.to_string())
        })
    });
    let outbox = letters.outbox().map(|outbox| -> Outbox {
        Arc::new(move || {
            let outbox = outbox.clone();
            Box::pin(async move {
                let read = tokio::task::spawn_blocking(move || {
                    Ok(outbox.newest()?.iter().map(landed).collect())
                });
                read.await.map_err(std::io::Error::other).flatten()
            })
        })
    });
    Office {
        facts: letters.facts().clone(),
        try_out,
        outbox,
    }
}

/// What a letter in the outbox says.
pub(in crate::http) fn landed(kept: &Kept) -> Landed {
    let parsed = MessageParser::default().parse(kept.text.as_bytes());
    let subject = parsed.as_ref().and_then(|it| it.subject());
    let to = parsed.as_ref().and_then(|it| it.to()?.first()?.address());
    let text = parsed.as_ref().and_then(|it| it.body_text(0));
    Landed {
        file: kept.file.clone(),
        to: to.unwrap_or_default().to_owned(),
        subject: subject.unwrap_or_default().to_owned(),
        text: text.unwrap_or_default().into_owned(),
    }
}
