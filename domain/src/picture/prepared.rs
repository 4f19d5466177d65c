//! What the paper made of a picture for its readers: smaller ones in several formats, and its tone.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::MediaType;
use crate::Refusal;

/// What is known of a picture once the paper has looked into it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// The smaller pictures. None of one that is served as it is: a moving one, an AVIF, or one
    /// that could not be read.
    pub variants: Option<Variants>,
    /// The colour that keeps its place. None of one that readers can see through.
    pub tone: Option<Tone>,
}

/// Which variants of a picture there are.
///
/// As text: `1 160,320,640 jpg 640`. That is the recipe, the widths there are in AVIF and in WebP,
/// and the kind and widths for browsers that know neither.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Variants {
    recipe: u16,
    widths: Vec<u32>,
    plain: MediaType,
    plain_widths: Vec<u32>,
}

impl Variants {
    /// Variants made by `recipe`: `widths` in AVIF and WebP, `plain_widths` in `plain`.
    ///
    /// # Errors
    /// When there is no width, or they do not grow.
    pub fn new(
        recipe: u16,
        widths: Vec<u32>,
        plain: MediaType,
        plain_widths: Vec<u32>,
    ) -> Result<Self, Refusal> {
        for widths in [&widths, &plain_widths] {
            let grow = widths.is_sorted_by(|one, next| one < next);
            if !grow || widths.first().is_none_or(|first| *first == 0) {
                return Err(Refusal::new("Widths of pictures have to grow from 1."));
            }
        }
        Ok(Self {
            recipe,
            widths,
            plain,
            plain_widths,
        })
    }

    /// Which settings made them.
    #[must_use]
    pub fn recipe(&self) -> u16 {
        self.recipe
    }

    /// The kind for browsers that know neither AVIF nor WebP.
    #[must_use]
    pub fn plain(&self) -> MediaType {
        self.plain
    }

    /// The widths there are of a kind, in pixels, growing.
    #[must_use]
    pub fn widths(&self, media_type: MediaType) -> &[u32] {
        match media_type {
            MediaType::Avif | MediaType::Webp => &self.widths,
            other if other == self.plain => &self.plain_widths,
            MediaType::Gif | MediaType::Jpeg | MediaType::Png => &[],
        }
    }
}

impl fmt::Display for Variants {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |widths: &[u32]| {
            let words: Vec<String> = widths.iter().map(u32::to_string).collect();
            words.join(",")
        };
        write!(
            f,
            "{} {} {} {}",
            self.recipe,
            list(&self.widths),
            self.plain.extension(),
            list(&self.plain_widths)
        )
    }
}

impl FromStr for Variants {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        let widths = |list: &str| -> Option<Vec<u32>> {
            list.split(',').map(|width| width.parse().ok()).collect()
        };
        let read = || {
            let mut words = raw.split(' ');
            let recipe = words.next()?.parse().ok()?;
            let in_both = widths(words.next()?)?;
            let plain = MediaType::from_extension(words.next()?)?;
            let in_plain = widths(words.next()?)?;
            let ends = words.next().is_none();
            ends.then(|| Self::new(recipe, in_both, plain, in_plain).ok())?
        };
        read().ok_or_else(|| Refusal::new(format!("`{raw}` does not list variants of a picture.")))
    }
}

impl TryFrom<String> for Variants {
    type Error = Refusal;

    fn try_from(raw: String) -> Result<Self, Self::Error> {
        raw.parse()
    }
}

impl From<Variants> for String {
    fn from(variants: Variants) -> Self {
        variants.to_string()
    }
}

/// The colour most of a picture has, one of 64: four levels each of red, green and blue.
///
/// So few that the style sheet has a class for each: the site's policy refuses `style` attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Tone([u8; 3]);

impl Tone {
    /// How the levels are written: the middle of each quarter, as a colour of three digits has it.
    const LEVELS: [char; 4] = ['2', '6', 'a', 'e'];

    /// The tone a colour belongs to.
    #[must_use]
    pub fn of([red, green, blue]: [u8; 3]) -> Self {
        Self([red / 64, green / 64, blue / 64])
    }

    /// The class that fills a picture's place with it.
    #[must_use]
    pub fn class(self) -> String {
        format!("tone-{self}")
    }
}

impl fmt::Display for Tone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|level| write!(f, "{}", Self::LEVELS[usize::from(*level)]))
    }
}

impl FromStr for Tone {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        let levels: Option<Vec<u8>> = raw
            .chars()
            .map(|digit| (0..).zip(Self::LEVELS).find(|(_, level)| *level == digit))
            .map(|found| found.map(|(level, _)| level))
            .collect();
        levels
            .and_then(|levels| levels.try_into().ok())
            .map(Self)
            .ok_or_else(|| Refusal::new(format!("`{raw}` is no tone of a picture.")))
    }
}

impl TryFrom<String> for Tone {
    type Error = Refusal;

    fn try_from(raw: String) -> Result<Self, Self::Error> {
        raw.parse()
    }
}

impl From<Tone> for String {
    fn from(tone: Tone) -> Self {
        tone.to_string()
    }
}
