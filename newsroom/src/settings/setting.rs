use std::collections::BTreeMap;

use domain::{Language, Refusal, Section, one_line, shows_nothing};
use jiff::tz::TimeZone;

use super::{AiCrawlers, Menu, kept_sections, sections};

/// What can be set at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Setting {
    /// What the paper is called.
    Name,
    /// The line under the name.
    Motto,
    /// The place in the dateline.
    Place,
    /// The zone that decides which day it is.
    TimeZone,
    /// The language most of it is written in.
    Language,
    /// Whether crawlers that gather text for language models are welcome.
    AiCrawlers,
    /// The sections in their order, with their names.
    Sections,
    /// What stands in the menus above and below every page.
    Menu,
}

impl Setting {
    /// Every setting.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Motto,
        Self::Place,
        Self::TimeZone,
        Self::Language,
        Self::AiCrawlers,
        Self::Sections,
        Self::Menu,
    ];

    /// The word for it in forms and in the store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Motto => "motto",
            Self::Place => "place",
            Self::TimeZone => "time_zone",
            Self::Language => "language",
            Self::AiCrawlers => "ai_crawlers",
            Self::Sections => "sections",
            Self::Menu => "menu",
        }
    }

    /// The setting that a stored word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == word)
    }

    /// What it is called in a sentence.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "the name",
            Self::Motto => "the motto",
            Self::Place => "the place",
            Self::TimeZone => "the time zone",
            Self::Language => "the language",
            Self::AiCrawlers => "what crawlers are told",
            Self::Sections => "the sections",
            Self::Menu => "the menus",
        }
    }

    /// The text of a form as it is kept. An empty motto or place is none, an empty menu every section; sections and menus are JSON.
    ///
    /// # Errors
    /// What is wrong with it, for whoever typed it.
    pub fn check(self, raw: &str) -> Result<String, Refusal> {
        match self {
            Self::Name if shows_nothing(raw) => Err(Refusal::new("The name is empty.")),
            Self::Name => one_line(raw, "The name", 80),
            Self::Motto => line_or_none(raw, "The motto", 120),
            Self::Place => line_or_none(raw, "The place", 80),
            Self::TimeZone => {
                let zone = raw.trim();
                let known = TimeZone::get(zone).ok();
                let name = known.as_ref().and_then(TimeZone::iana_name);
                name.map(str::to_owned).ok_or_else(|| {
                    Refusal::new(format!(
                        "`{zone}` is no time zone that is known. They are named like Europe/Lisbon or America/New_York."
                    ))
                })
            }
            Self::Language => Ok(raw.trim().parse::<Language>()?.to_string()),
            Self::AiCrawlers => match AiCrawlers::from_word(raw.trim()) {
                Some(crawlers) => Ok(crawlers.as_str().to_owned()),
                None => Err(Refusal::new("Choose what crawlers are told.")),
            },
            Self::Sections => Ok(kept_sections(&named(sections(raw)?)?)),
            Self::Menu if raw.is_empty() => Ok(String::new()),
            Self::Menu => Ok(Menu::read(raw)?.kept()),
        }
    }

    /// What is kept, for people.
    #[must_use]
    pub fn told(self, kept: &str) -> String {
        let told = match self {
            Self::Name | Self::Motto | Self::Place | Self::TimeZone | Self::Language => None,
            Self::AiCrawlers => AiCrawlers::from_word(kept).map(|it| it.label().to_owned()),
            Self::Sections => sections(kept).ok().map(|sections| {
                let names: Vec<&str> = sections.iter().map(Section::name).collect();
                names.join(", ")
            }),
            Self::Menu if kept.is_empty() => Some("every section".to_owned()),
            Self::Menu => Menu::read(kept).ok().map(|menu| menu.to_string()),
        };
        match told.as_deref().unwrap_or(kept) {
            "" => "none".to_owned(),
            told => told.to_owned(),
        }
    }
}

/// Where the value of a setting comes from, if not from the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// From that variable of the environment. Nothing goes before it.
    Environment(&'static str),
    /// From the settings file of that name.
    File(String),
    /// Nobody said anything.
    Default,
}

/// The same of every setting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins(BTreeMap<Setting, Origin>);

impl Origins {
    /// Those; what is not among them has its default.
    #[must_use]
    pub fn of(origins: impl IntoIterator<Item = (Setting, Origin)>) -> Self {
        Self(origins.into_iter().collect())
    }

    /// Where the value comes from of which the desk says nothing.
    #[must_use]
    pub fn get(&self, setting: Setting) -> &Origin {
        self.0.get(&setting).unwrap_or(&Origin::Default)
    }

    /// The variable of the environment by which a setting is fixed.
    #[must_use]
    pub fn fixed_by(&self, setting: Setting) -> Option<&'static str> {
        match self.get(setting) {
            Origin::Environment(variable) => Some(variable),
            Origin::File(_) | Origin::Default => None,
        }
    }
}

fn line_or_none(raw: &str, what: &str, limit: usize) -> Result<String, Refusal> {
    match shows_nothing(raw) {
        true => Ok(String::new()),
        false => one_line(raw, what, limit),
    }
}

/// Sections with names of which something can be seen. Whoever looks for one has nothing else to press.
fn named(sections: Vec<Section>) -> Result<Vec<Section>, Refusal> {
    match sections
        .iter()
        .find(|section| shows_nothing(section.name()))
    {
        Some(section) => Err(Refusal::new(format!(
            "The section's name is empty. ({})",
            section.path()
        ))),
        None => Ok(sections),
    }
}
