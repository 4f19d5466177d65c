//! `dateline letters preflight`: whether letters will be taken for what they are, before they are sent.
//!
//! Mail providers decide by what the DNS says of a sender, and by how easily one can leave. All of that is looked up and
//! tried from here as they do it, and whatever is wrong is said together with what to change.

mod dkim;
mod dmarc;
mod issue;
mod lookup;
mod paper;
mod route;
mod server;
mod spf;

use std::time::Duration;

use anyhow::bail;
use newsroom::store::Store;

pub use super::checks::{Check, Verdict};
use super::{checks::written, opened};
use crate::said::{say, words};
use crate::settings::Settings;
use lookup::Names;
pub(in crate::command) use server::NO_ROOT;

/// How long a name server, and whoever answers a link, may take.
const PATIENCE: Duration = Duration::from_secs(5);

impl Check {
    /// Where the DNS does not say anything, not even that there is nothing.
    fn unasked(name: &'static str, problem: &str) -> Self {
        Self::fail(
            name,
            problem,
            "Mail providers cannot look it up either, unless it is this machine's resolver: set mail.resolver to another one, such as 9.9.9.9:53.",
        )
    }
}

/// Looks at everything and prints it, as a table or as JSON.
///
/// # Errors
/// When something fails that letters need, or the store cannot be opened.
pub async fn run(settings: &Settings, json: bool) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    let checks = checks(settings, &store, PATIENCE).await;
    store.close().await;
    let checks = checks?;
    if json {
        say!("{}", serde_json::to_string_pretty(&checks)?)?;
    } else {
        words(format_args!("{}", written(&checks)))?;
    }
    let failed = checks.iter().filter(|it| it.verdict == Verdict::Fail);
    match failed.count() {
        0 => Ok(()),
        1 => bail!("one check failed; letters would not arrive everywhere"),
        more => bail!("{more} checks failed; letters would not arrive everywhere"),
    }
}

/// Looks at everything, in the order in which it is best put right. Name servers and other servers get `patience` for each
/// answer.
///
/// # Errors
/// When the store or the system's resolver cannot be read.
pub async fn checks(
    settings: &Settings,
    store: &Store,
    patience: Duration,
) -> anyhow::Result<Vec<Check>> {
    let mail = &settings.mail;
    let names = Names::new(mail.resolver, patience)?;
    let outgoing = route::outgoing(mail, &names).await;
    let mut checks = vec![
        spf::check(&names, domain_of(&mail.bounces), &outgoing.public()).await,
        dkim::check(&names, domain_of(&mail.from), mail.dkim.as_ref()).await,
        dmarc::check(&names, mail).await,
        route::check_mx(&names, domain_of(&mail.bounces)).await,
    ];
    checks.extend(route::check_reverse(&names, &outgoing).await);
    checks.extend(server::check(mail).await);
    checks.extend(paper::check(settings, store, patience).await?);
    checks.extend(issue::check(store, patience).await?);
    Ok(checks)
}

/// What follows the `@`.
fn domain_of(address: &domain::EmailAddress) -> &str {
    address
        .as_str()
        .rsplit_once('@')
        .map_or("", |(_, domain)| domain)
}
