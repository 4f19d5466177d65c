//! A number in the settings file, with quotation marks or without.

use std::fmt::{self, Debug};

use serde::Deserializer;
use serde::de::{Error, Visitor};

/// As text, as it would come from the environment. Whether it fits is checked where all settings are, also of what is no whole number:
/// there it is known by its name.
pub(super) fn number<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    deserializer.deserialize_any(Number)
}

struct Number;

impl Visitor<'_> for Number {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(text.to_owned()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        written(number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        written(number)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        written(number)
    }

    fn visit_bool<E: Error>(self, word: bool) -> Result<Self::Value, E> {
        written(word)
    }
}

/// `2.0` stays `2.0`, which is no whole number.
fn written<E>(value: impl Debug) -> Result<Option<String>, E> {
    Ok(Some(format!("{value:?}")))
}
