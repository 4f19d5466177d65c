use std::fmt;

use domain::{Refusal, Slug, one_line};
use serde::{Deserialize, Serialize};

/// What somebody chose for the menus of every page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Menu {
    /// Below the paper's name, in this order.
    pub header: Vec<MenuItem>,
    /// At the foot, in this order, before what stands there always.
    pub footer: Vec<MenuItem>,
}

/// Something in a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MenuItem {
    /// A section, as long as it has something to read.
    Section(Slug),
    /// Anything else.
    Link(Link),
}

/// A link that somebody put into a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Link {
    text: String,
    address: String,
}

#[derive(Deserialize)]
struct Unchecked {
    text: String,
    address: String,
}

impl Menu {
    /// How many items a menu may have.
    pub const LONGEST: usize = 40;

    /// The menus as they are kept, in JSON.
    ///
    /// # Errors
    /// When it is none, or one of them is too long.
    pub fn read(kept: &str) -> Result<Self, Refusal> {
        let menu: Self =
            serde_json::from_str(kept).map_err(|error| Refusal::new(error.to_string()))?;
        if menu.header.len().max(menu.footer.len()) > Self::LONGEST {
            let longest = Self::LONGEST;
            return Err(Refusal::new(format!(
                "A menu has at most {longest} entries."
            )));
        }
        Ok(menu)
    }

    /// The menus as [`read`](Self::read) takes them.
    #[must_use]
    pub fn kept(&self) -> String {
        // Texts and lists alone, which can always be written.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Link {
    /// A link with 1 to 40 characters of text to an address of the paper, which begins with a slash, or to `https://`.
    ///
    /// # Errors
    /// What is wrong with either.
    pub fn new(text: &str, address: &str) -> Result<Self, Refusal> {
        let address = address.trim();
        let is_ours = address.starts_with('/') && !address.starts_with("//");
        let host = address.strip_prefix("https://").unwrap_or_default();
        let is_elsewhere = !host.is_empty() && !host.starts_with('/');
        let is_plain = address
            .bytes()
            .all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'\\' | b'`'));
        if !(is_ours || is_elsewhere) || !is_plain || address.len() > 500 {
            return Err(Refusal::new(format!(
                "`{address}` is no address for a menu. Write one of the paper, like /about, or one that begins with https://."
            )));
        }
        Ok(Self {
            text: one_line(text, "The text of the link", 40)?,
            address: address.to_owned(),
        })
    }

    /// What readers see.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where it leads to.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl TryFrom<Unchecked> for Link {
    type Error = Refusal;

    fn try_from(raw: Unchecked) -> Result<Self, Self::Error> {
        Self::new(&raw.text, &raw.address)
    }
}

impl fmt::Display for MenuItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Section(slug) => write!(f, "{slug}"),
            Self::Link(link) => write!(f, "{}", link.text),
        }
    }
}

impl fmt::Display for Menu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |items: &[MenuItem]| {
            let words: Vec<String> = items.iter().map(MenuItem::to_string).collect();
            match words.as_slice() {
                [] => "nothing".to_owned(),
                words => words.join(", "),
            }
        };
        write!(
            f,
            "above: {}; below: {}",
            list(&self.header),
            list(&self.footer)
        )
    }
}
