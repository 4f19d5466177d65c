use crate::Refusal;

/// The least and the most, in tenths of a degree Celsius. The coldest and the warmest air ever measured had
/// -89.2 and 56.7 (WMO, World Weather & Climate Extremes Archive).
const POSSIBLE: std::ops::RangeInclusive<i32> = -950..=650;

/// How warm the air is, in tenths of a degree Celsius; nothing that no air on Earth ever was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Temperature(i32);

/// In what readers count degrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TemperatureUnit {
    /// Water freezes at 0 and boils at 100.
    #[default]
    Celsius,
    /// Water freezes at 32 and boils at 212.
    Fahrenheit,
}

impl Temperature {
    /// That many tenths of a degree Celsius.
    ///
    /// # Errors
    /// [`Refusal`] for what no air ever was.
    pub fn from_tenths(tenths: i32) -> Result<Self, Refusal> {
        if POSSIBLE.contains(&tenths) {
            Ok(Self(tenths))
        } else {
            let (degrees, tenth) = (tenths / 10, (tenths % 10).abs());
            Err(Refusal::new(format!(
                "No air is as warm or cold as {degrees}.{tenth} C."
            )))
        }
    }

    /// That many degrees Celsius, to the nearest tenth.
    ///
    /// # Errors
    /// [`Refusal`] for what no air ever was, or what is no number.
    pub fn from_celsius(degrees: f64) -> Result<Self, Refusal> {
        if degrees.is_nan() {
            return Err(Refusal::new("That is no temperature."));
        }
        // What is too large for the number becomes the largest, which is refused.
        let tenths = (degrees * 10.0).round() as i32;
        Self::from_tenths(tenths)
    }

    /// Tenths of a degree Celsius.
    #[must_use]
    pub const fn tenths(self) -> i32 {
        self.0
    }

    /// With exactly one decimal, as `6.9`.
    #[must_use]
    pub fn degrees(self, unit: TemperatureUnit) -> String {
        let tenths = match unit {
            TemperatureUnit::Celsius => self.0,
            // Nine fifths, to the nearest tenth: no fifth lies half-way.
            TemperatureUnit::Fahrenheit => (self.0 * 18 + 5).div_euclid(10) + 320,
        };
        let sign = if tenths < 0 { "-" } else { "" };
        let tenths = tenths.abs();
        format!("{sign}{}.{}", tenths / 10, tenths % 10)
    }
}

impl TemperatureUnit {
    /// What stands behind the figure.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Celsius => "C",
            Self::Fahrenheit => "F",
        }
    }

    /// The unit of that letter.
    #[must_use]
    pub fn from_letter(letter: &str) -> Option<Self> {
        [Self::Celsius, Self::Fahrenheit]
            .into_iter()
            .find(|unit| unit.letter() == letter)
    }
}
