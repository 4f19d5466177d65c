//! What a browser says of the pages that it has shown.

use std::str::FromStr;

use domain::Refusal;

use super::Metric;

/// Views that are told at once, at most. The script tells earlier than that.
const MOST: usize = 50;
/// An hour, in milliseconds: no page was waited for that long, so whoever says so measured something else.
const LARGEST: u32 = 3_600_000;

/// A type of a few words, each of which is how it stands in messages and in the store.
macro_rules! worded {
    ($(#[$about:meta])* $type:ident, $none:literal: $($(#[$one:meta])* $name:ident = $word:literal),+ $(,)?) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $type {
            $($(#[$one])* $name),+
        }

        impl $type {
            /// Every one, in the order in which they are listed.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The word for it in messages and in the store.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word),+
                }
            }
        }

        impl FromStr for $type {
            type Err = Refusal;

            fn from_str(raw: &str) -> Result<Self, Self::Err> {
                match raw {
                    $($word => Ok(Self::$name),)+
                    other => Err(Refusal::new(format!("`{other}` is no {}.", $none))),
                }
            }
        }
    };
}

worded! {
    /// What kind of page it was.
    PageKind, "kind of page":
    /// The front page.
    Front = "front",
    /// The list of a section.
    Section = "section",
    /// An article that is no coverage.
    Article = "article",
    /// Live coverage.
    Coverage = "coverage",
    /// What a search found.
    Search = "search",
    /// Any other.
    Other = "other",
}

worded! {
    /// On what kind of screen, by the width of the window alone.
    Device, "kind of device":
    /// Narrower than the paper's two-column pages.
    Phone = "phone",
    /// Any other.
    Desktop = "desktop",
}

worded! {
    /// How the page was opened.
    Navigation, "way to open a page":
    /// By the browser.
    Load = "load",
    /// By our script, within the page before.
    InPlace = "in-place",
    /// By the browser, from what it had kept of it.
    Restored = "restored",
}

/// A page that somebody was shown, and the figures that the browser took of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// What it was.
    pub page: PageKind,
    /// On what.
    pub device: Device,
    /// How it came there.
    pub navigation: Navigation,
    /// Each metric at most once.
    pub figures: Vec<(Metric, u32)>,
}

impl FromStr for View {
    type Err = Refusal;

    /// Reads a line such as `article phone load lcp=1840 cls=12`.
    fn from_str(line: &str) -> Result<Self, Self::Err> {
        let mut words = line.split(' ');
        let mut next = || words.next().unwrap_or_default();
        let mut view = Self {
            page: next().parse()?,
            device: next().parse()?,
            navigation: next().parse()?,
            figures: Vec::new(),
        };
        for word in words {
            let (metric, value) = figure(word)?;
            if view.figures.iter().any(|(known, _)| *known == metric) {
                let twice = metric.as_str();
                return Err(Refusal::new(format!("`{twice}` is there twice.")));
            }
            view.figures.push((metric, value));
        }
        if view.figures.is_empty() {
            return Err(Refusal::new("There is no figure.".to_owned()));
        }
        Ok(view)
    }
}

fn figure(word: &str) -> Result<(Metric, u32), Refusal> {
    let refusal = || Refusal::new(format!("`{word}` is no figure."));
    let (metric, value) = word.split_once('=').ok_or_else(refusal)?;
    let is_whole = value.bytes().all(|byte| byte.is_ascii_digit());
    let value = value.parse().ok().filter(|it| is_whole && *it <= LARGEST);
    Ok((metric.parse()?, value.ok_or_else(refusal)?))
}

/// Reads what a browser sends: a line for each view.
///
/// # Errors
/// What is wrong with the first line that cannot be read, or that there are too many. None of it is taken then.
pub fn views(said: &str) -> Result<Vec<View>, Refusal> {
    let lines: Vec<&str> = said.split('\n').take(MOST + 1).collect();
    if lines.len() > MOST {
        return Err(Refusal::new(format!("There are more than {MOST} lines.")));
    }
    lines.into_iter().map(str::parse).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Device, Navigation, PageKind, views};
    use crate::vitals::Metric;

    #[test]
    fn a_view_is_a_line() {
        let seen =
            views("front phone load lcp=1840 cls=0\narticle desktop in-place inp=96").unwrap();
        assert_eq!(seen.len(), 2);
        assert_eq!(seen[0].figures, [(Metric::Lcp, 1840), (Metric::Cls, 0)]);
        let [_, second] = &seen[..] else { panic!() };
        assert_eq!(second.page, PageKind::Article);
        assert_eq!(second.device, Device::Desktop);
        assert_eq!(second.navigation, Navigation::InPlace);
    }

    #[test]
    fn nonsense_is_refused_whole() {
        for wrong in [
            "",
            "\n",
            "front",
            "front phone load",
            "front phone load ",
            "front phone load lcp",
            "front phone load lcp=",
            "front phone load lcp=-1",
            "front phone load lcp=+1",
            "front phone load lcp=1.5",
            "front phone load lcp=NaN",
            "front phone load lcp=3600001",
            "front phone load lcp=99999999999999999999",
            "front phone load lcp=1 lcp=1",
            "front phone load lcp=1  cls=1",
            "front phone load lcp=1 ",
            "front phone load fps=1",
            "front tablet load lcp=1",
            "/world/a phone load lcp=1",
            "front phone load lcp=1\n",
            "front phone load lcp=1\r\nfront phone load lcp=1",
            "FRONT phone load lcp=1",
        ] {
            assert!(views(wrong).is_err(), "{wrong:?}");
        }
        let line = "front phone load lcp=1";
        assert_eq!(views(&[line; 50].join("\n")).unwrap().len(), 50);
        assert!(views(&[line; 51].join("\n")).is_err());
    }
}
