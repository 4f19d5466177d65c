//! Dated notes in a front matter, in the three ways that people write them.
//!
//! ```yaml
//! corrections: "2023-02-06: The bridge is 312 metres long."
//! corrections: ["2023-02-06: The bridge is 312 metres long."]
//! corrections:
//!   2023-02-06: The bridge is 312 metres long.
//! ```
//!
//! Without quotation marks YAML takes the colon of the first two for a map, so that counts as a note too.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// Notes as `day: text`, in order.
pub(super) struct Notes(pub(super) Vec<String>);

impl<'de> Deserialize<'de> for Notes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyWay).map(Self)
    }
}

struct AnyWay;

impl<'de> Visitor<'de> for AnyWay {
    type Value = Vec<String>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("notes, each with its day, like `2023-02-06: The bridge is 312 metres long.`")
    }

    fn visit_str<E>(self, note: &str) -> Result<Vec<String>, E> {
        Ok(Some(note.to_owned())
            .filter(|note| !note.trim().is_empty())
            .into_iter()
            .collect())
    }

    fn visit_unit<E>(self) -> Result<Vec<String>, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<String>, A::Error> {
        let mut notes = Vec::new();
        while let Some(Notes(some)) = list.next_element()? {
            notes.extend(some);
        }
        Ok(notes)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<String>, A::Error> {
        let mut notes = Vec::new();
        while let Some((day, text)) = map.next_entry::<String, String>()? {
            notes.push(format!("{day}: {text}"));
        }
        Ok(notes)
    }
}
