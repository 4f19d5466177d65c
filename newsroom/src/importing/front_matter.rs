//! Front matter: YAML whose keys are known, each with the line it stands on.
//!
//! Scalars are kept as they are spelled. YAML would make a number of the headline `1984`, drop the
//! zeros of `007` and read the language `no` as false; what a value means is decided by its key.

use std::collections::BTreeMap;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Error, MessageFormatter, Spanned, UserMessageFormatter};

use super::notes::Notes;
use super::report::Flaw;

/// Keys that hold one text.
const TEXTS: [&str; 20] = [
    "title",
    "author",
    "role",
    "coverage",
    "headline",
    "key",
    "pinned",
    "type",
    "kicker",
    "slug",
    "section",
    "date",
    "summary",
    "image",
    "image_alt",
    "image_caption",
    "image_credit",
    "dont_miss",
    "draft",
    "lang",
];

/// Keys that hold one text or a list of them.
const LISTS: [&str; 2] = ["byline", "topics"];

/// Keys that hold dated notes.
const NOTES: [&str; 1] = ["corrections"];

/// The deepest nesting: a list in a map, and some room for keys of other programs.
const DEEPEST: usize = 16;

/// The most YAML events. A front matter has dozens; what aliases unfold to counts too.
const MOST_EVENTS: usize = 20_000;

/// Something and the line of the file it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed<T> {
    pub(super) value: T,
    pub(super) line: usize,
}

/// The keys of a front matter.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    texts: BTreeMap<String, Placed<String>>,
    lists: BTreeMap<String, Placed<Vec<String>>>,
    /// Keys that mean nothing here.
    pub(super) unknown: Vec<Placed<String>>,
}

impl FrontMatter {
    /// Reads YAML that begins on line `first_line` of its file.
    pub(super) fn read(yaml: &str, first_line: usize) -> Result<Self, Flaw> {
        let options = serde_saphyr::options! {
            budget: serde_saphyr::budget! {
                max_depth: DEEPEST,
                max_events: MOST_EVENTS,
                max_nodes: MOST_EVENTS,
                max_documents: 1,
            },
            alias_limits: serde_saphyr::alias_limits! {
                max_total_replayed_events: MOST_EVENTS,
                max_replay_stack_depth: DEEPEST,
            },
            strict_booleans: true,
            with_snippet: false,
        };
        let mut read: Self = serde_saphyr::from_str_with_options(yaml, options)
            .map_err(|error| not_yaml(&error, first_line))?;
        let offset = first_line - 1;
        for text in read.texts.values_mut() {
            text.line += offset;
        }
        for list in read.lists.values_mut() {
            list.line += offset;
        }
        for key in &mut read.unknown {
            key.line += offset;
        }
        Ok(read)
    }

    /// The text of a key; a key left blank counts as missing.
    pub(super) fn text(&self, key: &str) -> Option<&Placed<String>> {
        self.texts
            .get(key)
            .filter(|text| !text.value.trim().is_empty())
    }

    /// The text of a key no article can do without.
    pub(super) fn required(&self, key: &str) -> Result<&Placed<String>, Flaw> {
        self.text(key).ok_or_else(|| match self.texts.get(key) {
            Some(blank) => Flaw::at(blank.line, format!("`{key}` is empty")),
            None => Flaw::at(1, format!("the front matter has no `{key}`")),
        })
    }

    /// The texts of a key, without blank ones.
    pub(super) fn list(&self, key: &str) -> Option<&Placed<Vec<String>>> {
        self.lists.get(key).filter(|list| !list.value.is_empty())
    }

    /// The keys that mean something here, but for those in `these`, by their names.
    pub(super) fn keys_but(&self, these: &[&str]) -> Vec<Placed<String>> {
        let texts = self.texts.iter().map(|(key, text)| (key, text.line));
        let lists = self.lists.iter().map(|(key, list)| (key, list.line));
        texts
            .chain(lists)
            .filter(|(key, _)| !these.contains(&key.as_str()))
            .map(|(key, line)| Placed {
                value: key.clone(),
                line,
            })
            .collect()
    }

    /// Whether a key says yes; missing, it says no.
    pub(super) fn says_yes(&self, key: &str) -> Result<bool, Flaw> {
        let Some(text) = self.text(key) else {
            return Ok(false);
        };
        match text.value.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Ok(true),
            "false" | "no" | "off" => Ok(false),
            _ => Err(Flaw::at(
                text.line,
                format!("`{key}` is `{}`; it has to be true or false", text.value),
            )),
        }
    }
}

fn not_yaml(error: &Error, first_line: usize) -> Flaw {
    let mut cause = error.without_snippet();
    while let Error::AliasError { error, .. } = cause {
        cause = error.without_snippet();
    }
    let line = error
        .location()
        .and_then(|place| usize::try_from(place.line()).ok())
        .filter(|&line| line > 0)
        .map_or(1, |line| line + first_line - 1);
    let reason = match cause {
        Error::DuplicateMappingKey { key: Some(key), .. } => format!("`{key}` is there twice"),
        other => format!(
            "the front matter cannot be read as YAML: {}",
            UserMessageFormatter.format_message(other)
        ),
    };
    Flaw::at(line, reason)
}

impl<'de> Deserialize<'de> for FrontMatter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Keys)
    }
}

struct Keys;

impl<'de> Visitor<'de> for Keys {
    type Value = FrontMatter;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("keys and values, like `title: A headline`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<FrontMatter, A::Error> {
        let mut read = FrontMatter::default();
        while let Some(key) = map.next_key::<Spanned<String>>()? {
            let line = usize::try_from(key.referenced.line()).unwrap_or(1);
            let key = key.value;
            if TEXTS.contains(&key.as_str()) {
                let value: Option<String> = map.next_value()?;
                let value = value.unwrap_or_default();
                read.texts.insert(key, Placed { value, line });
            } else if LISTS.contains(&key.as_str()) {
                let Texts(value) = map.next_value()?;
                read.lists.insert(key, Placed { value, line });
            } else if NOTES.contains(&key.as_str()) {
                let Notes(value) = map.next_value()?;
                read.lists.insert(key, Placed { value, line });
            } else {
                map.next_value::<IgnoredAny>()?;
                read.unknown.push(Placed { value: key, line });
            }
        }
        Ok(read)
    }
}

/// One text or a list of them.
struct Texts(Vec<String>);

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextOrList).map(Self)
    }
}

struct TextOrList;

impl<'de> Visitor<'de> for TextOrList {
    type Value = Vec<String>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a text or a list of texts")
    }

    fn visit_str<E>(self, text: &str) -> Result<Vec<String>, E> {
        Ok(Some(text.to_owned())
            .filter(|text| !text.trim().is_empty())
            .into_iter()
            .collect())
    }

    fn visit_bool<E>(self, value: bool) -> Result<Vec<String>, E> {
        Ok(vec![value.to_string()])
    }

    fn visit_i64<E>(self, number: i64) -> Result<Vec<String>, E> {
        Ok(vec![number.to_string()])
    }

    fn visit_u64<E>(self, number: u64) -> Result<Vec<String>, E> {
        Ok(vec![number.to_string()])
    }

    fn visit_f64<E>(self, number: f64) -> Result<Vec<String>, E> {
        Ok(vec![number.to_string()])
    }

    fn visit_unit<E>(self) -> Result<Vec<String>, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<String>, A::Error> {
        let mut texts = Vec::new();
        while let Some(text) = list.next_element::<Option<String>>()? {
            texts.extend(text.filter(|text| !text.trim().is_empty()));
        }
        Ok(texts)
    }
}
