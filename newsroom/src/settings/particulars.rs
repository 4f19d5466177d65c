use domain::{Language, Refusal, Slug};
use jiff::tz::TimeZone;

use super::{Menu, Origins, Said, Setting, slugs};

/// What a paper says of itself and how, as far as it can be set while it is being served.
#[derive(Debug, Clone, PartialEq)]
pub struct Particulars {
    /// What the paper is called.
    pub name: String,
    /// The line under the name.
    pub motto: Option<String>,
    /// The place in the dateline.
    pub place: Option<String>,
    /// The zone that decides which day it is; UTC if none was chosen.
    pub time_zone: Option<TimeZone>,
    /// The language most of it is written in.
    pub language: Language,
    /// Whether crawlers that gather text for language models are welcome.
    pub ai_crawlers: AiCrawlers,
    /// The sections that go first.
    pub sections: Vec<Slug>,
    /// What stands in the menus, if somebody chose it; else every section.
    pub menu: Option<Menu>,
}

/// Whether crawlers that gather text for language models are welcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AiCrawlers {
    /// Like everybody else.
    #[default]
    Allow,
    /// Each that is known by name is asked to stay away.
    Refuse,
}

impl AiCrawlers {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Allow, Self::Refuse];

    /// The word for it in settings.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Refuse => "refuse",
        }
    }

    /// What it is called on pages.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Allow => "They may read the paper like everybody else",
            Self::Refuse => "Those known by name are asked to stay away",
        }
    }

    /// What a word of the settings stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == word)
    }
}

impl Particulars {
    /// The same where the desk is heard: in all that `origins` does not fix.
    ///
    /// # Errors
    /// What of it breaks a rule, which only another program can have written.
    pub fn heeding(mut self, said: &Said, origins: &Origins) -> Result<Self, Refusal> {
        for setting in Setting::ALL {
            if let Some(value) = said.of(setting)
                && origins.fixed_by(setting).is_none()
            {
                self.set(setting, value)?;
            }
        }
        Ok(self)
    }

    fn set(&mut self, setting: Setting, value: &str) -> Result<(), Refusal> {
        let some = |value: &str| (!value.is_empty()).then(|| value.to_owned());
        match setting {
            Setting::Name => self.name = value.to_owned(),
            Setting::Motto => self.motto = some(value),
            Setting::Place => self.place = some(value),
            Setting::TimeZone => {
                let zone = TimeZone::get(value);
                self.time_zone = Some(zone.map_err(|error| Refusal::new(error.to_string()))?);
            }
            Setting::Language => self.language = value.parse()?,
            Setting::AiCrawlers => {
                self.ai_crawlers = AiCrawlers::from_word(value)
                    .ok_or_else(|| Refusal::new(format!("`{value}` is said to crawlers.")))?;
            }
            Setting::Sections => self.sections = slugs(value)?,
            Setting::Menu if value.is_empty() => self.menu = None,
            Setting::Menu => self.menu = Some(Menu::read(value)?),
        }
        Ok(())
    }

    /// A setting as it is kept, from whomever it comes. Names of sections are in the store alone, so there is nothing of them.
    #[must_use]
    pub fn kept(&self, setting: Setting) -> String {
        match setting {
            Setting::Name => self.name.clone(),
            Setting::Motto => self.motto.clone().unwrap_or_default(),
            Setting::Place => self.place.clone().unwrap_or_default(),
            Setting::TimeZone => {
                let zone = self.time_zone.as_ref().and_then(TimeZone::iana_name);
                zone.unwrap_or("UTC").to_owned()
            }
            Setting::Language => self.language.to_string(),
            Setting::AiCrawlers => self.ai_crawlers.as_str().to_owned(),
            Setting::Sections => String::new(),
            Setting::Menu => self.menu.as_ref().map(Menu::kept).unwrap_or_default(),
        }
    }
}
