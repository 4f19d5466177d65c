//! What the paper has to be for its letters: reachable by TLS, with an address that leaving works at and one of paper.

use std::time::Duration;

use newsroom::clock::Clock;
use newsroom::letters::{LetterId, Link, SubscriberId};
use newsroom::store::{Store, StoreError};

use super::Check;
use crate::outside::client::{self, Answer};
use crate::settings::Settings;

/// What a mail program posts when its reader wants to leave (RFC 8058 section 3.1).
const ONE_CLICK: &str = "List-Unsubscribe=One-Click";
const FORM: &str = "application/x-www-form-urlencoded";
/// Numbers begin with 1.
const NOBODY: Link = Link::Unsubscribe(SubscriberId(0), LetterId(0));

pub(super) async fn check(
    settings: &Settings,
    store: &Store,
    patience: Duration,
) -> Result<Vec<Check>, StoreError> {
    let url = &settings.url;
    let address = if url.starts_with("https://") {
        Check::pass("address", format!("The paper is at {url}."))
    } else {
        Check::fail(
            "address",
            format!("The paper is at {url}, and links to unsubscribe have to be https (RFC 8058)."),
            "Put it behind TLS, and set paper.url to its https:// address.",
        )
    };
    let postal = match &settings.mail.postal_address {
        Some(address) => Check::pass("postal address", format!("{address}.")),
        None => Check::warn(
            "postal address",
            "There is none under letters, which the law asks for in many countries.",
            "Set mail.postal_address.",
        ),
    };
    let key = store.link_key().await?;
    let link = key.write(NOBODY, Clock::system().now());
    let leaving = format!("{url}/stay-in-touch/unsubscribe/{link}");
    let change = "The paper has to be served there; whatever stands before it has to let POST through, without cookies or redirects.";
    let posted = client::post(leaving, FORM, ONE_CLICK.to_owned());
    let unsubscribing = match tokio::time::timeout(patience, posted).await {
        Ok(Answer::Status(200, _)) => Check::pass(
            "unsubscribing",
            format!("{url} lets readers leave by one press (RFC 8058)."),
        ),
        Ok(Answer::Status(status, _)) => Check::fail(
            "unsubscribing",
            format!("{url} answered {status} where mail programs ask to unsubscribe."),
            change,
        ),
        Ok(Answer::None(problem)) => Check::fail(
            "unsubscribing",
            format!("{url} cannot be reached: {problem}."),
            change,
        ),
        Err(_) => Check::fail(
            "unsubscribing",
            format!("{url} did not answer in {} seconds.", patience.as_secs()),
            change,
        ),
    };
    Ok(vec![address, postal, unsubscribing])
}
