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
mod spf;
mod table;

use std::time::Duration;

use anyhow::bail;
use newsroom::store::Store;
use serde::Serialize;

use super::opened;
use crate::settings::Settings;
use lookup::Names;

/// How long a name server, and whoever answers a link, may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// As it should be.
    Pass,
    /// Letters go out, but some may not arrive, or it could not be found out.
    Warn,
    /// Letters will be refused or taken for spam.
    Fail,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What it is, in one or two words.
    pub name: &'static str,
    /// How it stands.
    pub verdict: Verdict,
    /// What was found.
    pub found: String,
    /// What to change, if anything.
    pub change: Option<String>,
}

impl Check {
    fn pass(name: &'static str, found: impl Into<String>) -> Self {
        Self {
            name,
            verdict: Verdict::Pass,
            found: found.into(),
            change: None,
        }
    }

    fn warn(name: &'static str, found: impl Into<String>, change: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::Warn,
            change: Some(change.into()),
            ..Self::pass(name, found)
        }
    }

    fn fail(name: &'static str, found: impl Into<String>, change: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::Fail,
            ..Self::warn(name, found, change)
        }
    }

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
        println!("{}", serde_json::to_string_pretty(&checks)?);
    } else {
        print!("{}", table::written(&checks));
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
