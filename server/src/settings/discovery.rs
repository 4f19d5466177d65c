use newsroom::settings::AiCrawlers;

use super::source::Source;
use super::{Refused, file};

/// How programs find the paper and what they may do with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Discovery {
    /// `DATELINE_WEBSUB_HUB`, `feeds.websub_hub`: the address of a WebSub hub that feeds name and that is
    /// told when they change, so that programs can be told of news instead of asking. Default none.
    pub websub_hub: Option<String>,
    /// `DATELINE_INDEXNOW_KEY`, `discovery.indexnow_key`: with it, search engines are told of every address
    /// that changes; 8 to 128 letters, digits and hyphens. Default none.
    pub index_now_key: Option<String>,
    /// `DATELINE_INDEXNOW_ENDPOINT`, `discovery.indexnow_endpoint`: whom to tell. Default
    /// `https://api.indexnow.org/indexnow`, which passes it on.
    pub index_now_endpoint: Option<String>,
    /// `DATELINE_AI_CRAWLERS`, `discovery.ai_crawlers`: `allow` or `refuse`, what `/robots.txt` tells
    /// crawlers that gather text for language models. Default `allow`.
    pub ai_crawlers: AiCrawlers,
    /// `DATELINE_SECURITY_CONTACT`, `discovery.security_contact`: where to report a weakness of the site,
    /// as an address that begins with `mailto:`, `https://` or `tel:`. Default none; then there is no
    /// `/.well-known/security.txt`.
    pub security_contact: Option<String>,
}

pub(super) fn read(
    source: &Source<'_>,
    file: file::Discovery,
    feeds: file::Feeds,
) -> Result<Discovery, Refused> {
    Ok(Discovery {
        websub_hub: source
            .setting("DATELINE_WEBSUB_HUB", "feeds.websub_hub", feeds.websub_hub)
            .checked("the http:// or https:// address of a hub", hub)?,
        index_now_key: source
            .setting(
                "DATELINE_INDEXNOW_KEY",
                "discovery.indexnow_key",
                file.indexnow_key,
            )
            .checked("8 to 128 letters, digits and hyphens", index_now_key)?,
        index_now_endpoint: source
            .setting(
                "DATELINE_INDEXNOW_ENDPOINT",
                "discovery.indexnow_endpoint",
                file.indexnow_endpoint,
            )
            .checked(
                "the http:// or https:// address of a search engine's IndexNow",
                hub,
            )?,
        ai_crawlers: source
            .setting(
                "DATELINE_AI_CRAWLERS",
                "discovery.ai_crawlers",
                file.ai_crawlers,
            )
            .checked("allow or refuse", AiCrawlers::from_word)?
            .unwrap_or_default(),
        security_contact: source
            .setting(
                "DATELINE_SECURITY_CONTACT",
                "discovery.security_contact",
                file.security_contact,
            )
            .checked(
                "an address that begins with mailto:, https:// or tel:",
                contact,
            )?,
    })
}

/// An address with a host and without anything that could end a line or an attribute.
pub(super) fn hub(raw: &str) -> Option<String> {
    let rest = raw
        .strip_prefix("https://")
        .or_else(|| raw.strip_prefix("http://"))?;
    (!rest.is_empty() && is_printable(rest)).then(|| raw.to_owned())
}

/// As indexnow.org/documentation wants it. No address of the paper can be one with `.txt` behind it.
pub(super) fn index_now_key(raw: &str) -> Option<String> {
    let fits = (8..=128).contains(&raw.len())
        && raw.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    fits.then(|| raw.to_owned())
}

/// A URI as RFC 9116 section 2.5.3 wants it.
pub(super) fn contact(raw: &str) -> Option<String> {
    let rest = ["mailto:", "https://", "tel:"]
        .iter()
        .find_map(|scheme| raw.strip_prefix(scheme))?;
    (!rest.is_empty() && is_printable(rest)).then(|| raw.to_owned())
}

pub(super) fn is_printable(raw: &str) -> bool {
    raw.bytes().all(|b| b.is_ascii_graphic())
}
