//! Embeds: a paragraph that is only a link to a video, a sound or a chart on a site we know becomes a
//! card. The card is a link; a press on its button has the script put the site's player there. Before
//! that, nothing is asked of the site.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::illustrate::escaped;
use super::labels::{BodyWords, Medium};
use super::rendering::Reader;

/// Where players come from, and so the only sites that may be framed in the paper's pages.
pub const EMBED_HOSTS: [&str; 4] = [
    "www.youtube-nocookie.com",
    "player.vimeo.com",
    "open.spotify.com",
    "datawrapper.dwcdn.net",
];

/// Something on another site that can be shown within a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Embed {
    provider: Provider,
    /// The address of the player, without a host.
    player: String,
    /// Where the link leads: the address as the author wrote it.
    link: String,
    title: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Provider {
    YouTube,
    Vimeo,
    Spotify,
    Datawrapper,
}

impl Provider {
    fn name(self) -> &'static str {
        match self {
            Self::YouTube => "YouTube",
            Self::Vimeo => "Vimeo",
            Self::Spotify => "Spotify",
            Self::Datawrapper => "Datawrapper",
        }
    }

    fn medium(self) -> Medium {
        match self {
            Self::YouTube | Self::Vimeo => Medium::Video,
            Self::Spotify => Medium::Sound,
            Self::Datawrapper => Medium::Chart,
        }
    }

    fn host(self) -> &'static str {
        let [youtube, vimeo, spotify, datawrapper] = EMBED_HOSTS;
        match self {
            Self::YouTube => youtube,
            Self::Vimeo => vimeo,
            Self::Spotify => spotify,
            Self::Datawrapper => datawrapper,
        }
    }
}

impl Embed {
    /// The embed that a paragraph is, if it holds one link and nothing else: an address as it is, or
    /// with words, which then are the title.
    pub(super) fn of_paragraph(events: &[Event<'_>]) -> Option<Self> {
        match events {
            [
                Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    ..
                }),
                inside @ ..,
                Event::End(TagEnd::Link),
            ] => {
                let title = text(inside)?;
                let is_bare = *link_type == LinkType::Autolink || title == dest_url.as_ref();
                Self::at(dest_url, (!is_bare && !title.is_empty()).then_some(title))
            }
            _ => Self::at(text(events)?.trim(), None),
        }
    }

    fn at(address: &str, title: Option<String>) -> Option<Self> {
        // Words behind an address are words of the story.
        if address.contains(char::is_whitespace) {
            return None;
        }
        let (provider, player) = player(address)?;
        Some(Self {
            provider,
            player,
            link: address.to_owned(),
            title,
        })
    }

    pub(super) fn html(&self, words: &BodyWords, reader: Reader) -> Event<'static> {
        let name = self.provider.name();
        let link = escaped(&self.link);
        let what = (words.medium)(self.provider.medium(), name);
        let title = self.title.as_deref().map(escaped);
        Event::Html(CowStr::from(match reader {
            Reader::Feed => {
                let title = title.map_or(what.clone(), |title| format!("{title} ({what})"));
                format!("<p><a href=\"{link}\">{title}</a></p>\n")
            }
            Reader::Page => {
                let (title, beside) = match title {
                    Some(title) => (title, format!(" <small>{what}</small>")),
                    None => (what, String::new()),
                };
                let (host, player) = (self.provider.host(), escaped(&self.player));
                let load = (words.load_from)(name);
                let until_then = (words.until_then)(name);
                format!(
                    "<figure class=\"embed\" data-player=\"https://{host}{player}\">\
                     <figcaption><a href=\"{link}\">{title}</a>{beside}</figcaption>\
                     <p><button type=\"button\">{load}</button> <small>{until_then}</small></p>\
                     </figure>\n"
                )
            }
        }))
    }
}

/// Whether an address is one that we give players, for the sanitiser.
pub(super) fn is_player(address: &str) -> bool {
    let Some((host, path)) = address
        .strip_prefix("https://")
        .and_then(|rest| rest.split_once('/'))
    else {
        return false;
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/_-?=&".contains(c);
    EMBED_HOSTS.contains(&host) && path.chars().all(is_plain)
}

/// The words of events that are nothing but words, else none.
fn text(events: &[Event<'_>]) -> Option<String> {
    let mut words = String::new();
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(text),
            Event::Start(Tag::Emphasis | Tag::Strong)
            | Event::End(TagEnd::Emphasis | TagEnd::Strong) => {}
            Event::SoftBreak => words.push(' '),
            _ => return None,
        }
    }
    Some(words)
}

/// The parts of an address that tell what is at it.
struct Address<'a> {
    host: &'a str,
    path: Vec<&'a str>,
    query: &'a str,
}

impl<'a> Address<'a> {
    fn read(address: &'a str) -> Option<Self> {
        let rest = address
            .strip_prefix("https://")
            .or_else(|| address.strip_prefix("http://"))?;
        let (rest, _) = rest.split_once('#').unwrap_or((rest, ""));
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = rest.split_once('/')?;
        Some(Self {
            host: host.strip_prefix("www.").unwrap_or(host),
            path: path.split('/').filter(|part| !part.is_empty()).collect(),
            query,
        })
    }

    fn asked(&self, name: &str) -> Option<&'a str> {
        self.query.split('&').find_map(|pair| {
            let (key, value) = pair.split_once('=')?;
            (key == name).then_some(value)
        })
    }
}

/// The site and the path of its player for what is at an address.
fn player(address: &str) -> Option<(Provider, String)> {
    let address = Address::read(address)?;
    match address.host {
        "youtube.com" | "m.youtube.com" | "youtu.be" | "youtube-nocookie.com" => {
            Some((Provider::YouTube, youtube(&address)?))
        }
        "vimeo.com" | "player.vimeo.com" => Some((Provider::Vimeo, vimeo(&address)?)),
        "open.spotify.com" => Some((Provider::Spotify, spotify(&address)?)),
        "datawrapper.dwcdn.net" => Some((Provider::Datawrapper, datawrapper(&address)?)),
        _ => None,
    }
}

fn youtube(address: &Address<'_>) -> Option<String> {
    let id = match (address.host, address.path.as_slice()) {
        ("youtu.be", [id]) | (_, ["shorts" | "live" | "embed", id]) => id,
        ("youtu.be", _) => return None,
        (_, ["watch"]) => address.asked("v")?,
        _ => return None,
    };
    is_name(id, 11..=11).then_some(())?;
    let start = address.asked("t").or_else(|| address.asked("start"));
    Some(match start.and_then(seconds) {
        Some(start) => format!("/embed/{id}?start={start}"),
        None => format!("/embed/{id}"),
    })
}

/// `90`, `90s`, `1m30s` or `1h2m3s`.
fn seconds(time: &str) -> Option<u32> {
    let mut total = 0_u32;
    let mut number = String::new();
    for c in time.chars() {
        let unit = match c {
            '0'..='9' => {
                number.push(c);
                continue;
            }
            'h' => 3600,
            'm' => 60,
            's' => 1,
            _ => return None,
        };
        total = total.checked_add(number.parse::<u32>().ok()?.checked_mul(unit)?)?;
        number.clear();
    }
    if !number.is_empty() {
        total = total.checked_add(number.parse().ok()?)?;
    }
    (total > 0).then_some(total)
}

/// A video that is not listed has a second part to its name. `dnt` asks Vimeo not to follow the reader.
fn vimeo(address: &Address<'_>) -> Option<String> {
    let (id, unlisted) = match (address.host, address.path.as_slice()) {
        ("player.vimeo.com", ["video", id]) => (id, address.asked("h")),
        ("vimeo.com", [id]) => (id, None),
        ("vimeo.com", [id, unlisted]) => (id, Some(*unlisted)),
        _ => return None,
    };
    let is_number = (1..=12).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_digit());
    is_number.then_some(())?;
    Some(match unlisted {
        Some(unlisted) => {
            is_name(unlisted, 4..=40).then_some(())?;
            format!("/video/{id}?h={unlisted}&dnt=1")
        }
        None => format!("/video/{id}?dnt=1"),
    })
}

fn spotify(address: &Address<'_>) -> Option<String> {
    let path = match address.path.as_slice() {
        [language, rest @ ..] if language.starts_with("intl-") => rest,
        path => path,
    };
    match path {
        [
            what @ ("track" | "album" | "playlist" | "artist" | "episode" | "show"),
            id,
        ] if is_name(id, 22..=22) => Some(format!("/embed/{what}/{id}")),
        _ => None,
    }
}

fn datawrapper(address: &Address<'_>) -> Option<String> {
    let is_version =
        |part: &&str| (1..=6).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    match address.path.as_slice() {
        [id] if is_name(id, 5..=5) => Some(format!("/{id}/")),
        [id, version] if is_name(id, 5..=5) && is_version(version) => {
            Some(format!("/{id}/{version}/"))
        }
        _ => None,
    }
}

fn is_name(id: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    lengths.contains(&id.len()) && id.bytes().all(is_plain)
}
