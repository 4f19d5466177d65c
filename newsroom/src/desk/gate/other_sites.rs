//! Links to other sites: which a story has, and what is told of those that were asked for.

use std::collections::{BTreeMap, BTreeSet};

use domain::Moment;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use url::Url;

use super::addresses::{fault, within};
use super::parts::Parts;
use super::{Field, Found, GateFacts};
use crate::desk::manuscript::Manuscript;
use crate::elsewhere::{self, Elsewhere};
use crate::store::{Store, StoreError};

/// The longest address that is asked for, in bytes: servers need to take 8,000 (RFC 9110 section 4.1), and no link to a page is as long.
const LONGEST: usize = 2_000;

/// Where links to other sites are asked for.
#[derive(Debug, Clone, Copy)]
pub struct OtherSites<'a> {
    /// What time it is.
    pub now: Moment,
    /// The zone that the desk's clocks go by.
    pub zone: &'a TimeZone,
}

/// What is known of a link to another site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looked {
    /// It leads somewhere, or nobody can tell without a browser.
    There,
    /// It is dead.
    Dead {
        /// The status, or the reason in words.
        why: String,
        /// When that was found, for people.
        on: String,
    },
    /// It was not asked for yet.
    NotYet,
    /// It has to be asked for once more, as nothing was heard for that reason.
    OnceMore(String),
    /// It could not be asked for, as no other site was reached either.
    OutOfReach,
}

/// The addresses on other sites that the text of a manuscript leads to, as they are asked for. `url` is where readers reach the
/// paper.
#[must_use]
pub fn outside_addresses(manuscript: &Manuscript, url: &str) -> Vec<String> {
    let links = Parts::of(&manuscript.body).links;
    let outside: BTreeSet<String> = links
        .iter()
        .filter_map(|link| as_asked(&link.address, url))
        .collect();
    outside.into_iter().take(elsewhere::MOST).collect()
}

/// What is known of the links to other sites of a manuscript that was saved at `saved_at`. What is not, or too long ago, is due to be
/// asked for from now on, if the manuscript [rests](elsewhere::AT_REST).
///
/// # Errors
/// Any [`StoreError`].
pub async fn look_elsewhere(
    store: &Store,
    manuscript: &Manuscript,
    url: &str,
    saved_at: Moment,
    OtherSites { now, zone }: OtherSites<'_>,
) -> Result<BTreeMap<String, Looked>, StoreError> {
    let addresses = outside_addresses(manuscript, url);
    let rests = now.micros() - saved_at.micros() >= elsewhere::AT_REST;
    let known = match rests {
        true => elsewhere::want(store, &addresses, now).await?,
        false => store.elsewhere(&addresses).await?,
    };
    let mut known: BTreeMap<String, Elsewhere> = known
        .into_iter()
        .map(|it| (it.address.clone(), it))
        .collect();
    let looked = addresses.into_iter().map(|address| {
        let looked = match known.remove(&address) {
            None => Looked::NotYet,
            Some(Elsewhere {
                found: None,
                trouble,
                failures,
                ..
            }) => match (trouble, failures) {
                (None, _) => Looked::NotYet,
                (Some(_), 0) => Looked::OutOfReach,
                (Some(trouble), _) => Looked::OnceMore(trouble),
            },
            Some(Elsewhere {
                found: Some(found), ..
            }) if found.is_dead => Looked::Dead {
                why: found.why,
                on: told(found.at, zone),
            },
            Some(_) => Looked::There,
        };
        (address, looked)
    });
    Ok(looked.collect())
}

/// The links that are dead.
pub(super) fn dead(parts: &Parts, facts: &GateFacts) -> Found {
    said(parts, facts, |looked, link| match looked {
        Looked::Dead { why, on } => Some(format!(
            "{link} did not answer ({why}, looked at on {on}). Take the link out, or have it lead elsewhere."
        )),
        Looked::There | Looked::NotYet | Looked::OnceMore(_) | Looked::OutOfReach => None,
    })
}

/// The links of which nothing is known yet. Nothing has to be mended for that, and time may bring it.
pub(super) fn not_yet(parts: &Parts, facts: &GateFacts) -> Found {
    said(parts, facts, |looked, link| match looked {
        Looked::NotYet => Some(format!(
            "{link} has not been looked at yet. That is being done; open this page again in a minute."
        )),
        Looked::OutOfReach => Some(format!(
            "{link} has not been looked at yet: the paper’s server reaches no other site at the moment. It goes on trying."
        )),
        Looked::OnceMore(trouble) => Some(format!(
            "{link} did not answer at first ({trouble}). It is asked once more before it is called dead; open this page again in a \
             few minutes."
        )),
        Looked::There | Looked::Dead { .. } => None,
    })
}

fn said(
    parts: &Parts,
    facts: &GateFacts,
    sentence: impl Fn(&Looked, &str) -> Option<String>,
) -> Found {
    let mut found = Vec::new();
    for link in &parts.links {
        let looked = as_asked(&link.address, &facts.url);
        if let Some(looked) = looked.and_then(|address| facts.elsewhere.get(&address)) {
            let link = format!("The link “{}” to `{}`", link.words, link.address.trim());
            found.extend(sentence(looked, &link).map(|sentence| (Field::Body, sentence)));
        }
    }
    found
}

/// The address as it is asked for, if it leads to another site and whoever reads it could follow it: whole, without what only a
/// browser makes something of (`#`), and without a name and a password.
fn as_asked(address: &str, url: &str) -> Option<String> {
    let address = address.trim();
    if within(address, url).is_some() || fault(address).is_some() {
        return None;
    }
    let mut whole = match address.strip_prefix("//") {
        Some(rest) => Url::parse(&format!("https://{rest}")),
        None => Url::parse(address),
    }
    .ok()?;
    if !matches!(whole.scheme(), "http" | "https") || whole.as_str().len() > LONGEST {
        return None;
    }
    whole.set_fragment(None);
    whole.set_username("").ok()?;
    whole.set_password(None).ok()?;
    Some(whole.into())
}

fn told(at: Moment, zone: &TimeZone) -> String {
    let at = Timestamp::from_microsecond(at.micros()).map(|at| zone.to_datetime(at));
    at.map_or_else(
        |_| String::new(),
        |at| at.strftime("%-d %b %Y, %H:%M").to_string(),
    )
}
