//! What has to be seen of a picture wherever it is cut.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Refusal;

/// A point of a picture: how far from its left and its upper edge, in percent. A picture is not turned around where
/// lines run from right to left, so neither is its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Focus {
    x: u8,
    y: u8,
}

/// How far apart the places are that the style sheet has a class for, in percent.
const STEP: u8 = 5;

impl Focus {
    /// The middle, which is what is kept of a picture that nobody said anything else of.
    pub const MIDDLE: Self = Self { x: 50, y: 50 };

    /// The point that is so many percent from the left and from the top.
    ///
    /// # Errors
    /// When one of them is more than 100.
    pub fn new(x: u8, y: u8) -> Result<Self, Refusal> {
        if x > 100 || y > 100 {
            return Err(Refusal::new(
                "The focal point is outside the picture. Each number goes from 0 to 100.",
            ));
        }
        Ok(Self { x, y })
    }

    /// Percent from the left edge, 0 to 100.
    #[must_use]
    pub fn x(self) -> u8 {
        self.x
    }

    /// Percent from the upper edge, 0 to 100.
    #[must_use]
    pub fn y(self) -> u8 {
        self.y
    }

    /// The classes that keep the point in sight where the picture is cut; none for the middle.
    ///
    /// The site's policy refuses `style` attributes, so the style sheet has a class for each step of an axis. A point
    /// between two steps has the one further from the middle: the nearer one could leave it outside a narrow cut.
    #[must_use]
    pub fn classes(self) -> Option<String> {
        let (x, y) = (outward(self.x), outward(self.y));
        let class = |axis: char, at: u8| (at != 50).then(|| format!("focus-{axis}{at}"));
        match (class('x', x), class('y', y)) {
            (None, None) => None,
            (Some(one), None) | (None, Some(one)) => Some(one),
            (Some(x), Some(y)) => Some(format!("{x} {y}")),
        }
    }

    /// Whether a class is one of those.
    #[must_use]
    pub fn is_class(class: &str) -> bool {
        let place = class
            .strip_prefix("focus-")
            .and_then(|rest| rest.strip_prefix(['x', 'y']));
        place
            .and_then(|place| {
                place
                    .parse::<u8>()
                    .ok()
                    .filter(|at| at.to_string() == place)
            })
            .is_some_and(|at| at <= 100 && at != 50 && at % STEP == 0)
    }
}

fn outward(at: u8) -> u8 {
    let below = at / STEP * STEP;
    if at > 50 && below < at {
        below + STEP
    } else {
        below
    }
}

impl fmt::Display for Focus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.x, self.y)
    }
}

impl FromStr for Focus {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        let read = || {
            let (x, y) = raw.split_once(' ')?;
            Self::new(x.parse().ok()?, y.parse().ok()?).ok()
        };
        read().ok_or_else(|| Refusal::new(format!("`{raw}` is no point of a picture.")))
    }
}

impl TryFrom<String> for Focus {
    type Error = Refusal;

    fn try_from(raw: String) -> Result<Self, Self::Error> {
        raw.parse()
    }
}

impl From<Focus> for String {
    fn from(focus: Focus) -> Self {
        focus.to_string()
    }
}
