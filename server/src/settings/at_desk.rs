//! Settings of which the desk may say something, too.

use domain::Refusal;
use newsroom::settings::{Origin, Origins, Particulars, Said, Setting};

use super::source::Source;
use super::{Settings, file};

/// Where each of them comes from, the desk left aside.
pub(super) fn origins(source: &Source<'_>, file: &file::File) -> Origins {
    let paper = &file.paper;
    let all = [
        (Setting::Name, "DATELINE_NAME", &paper.name),
        (Setting::Motto, "DATELINE_MOTTO", &paper.motto),
        (Setting::Place, "DATELINE_PLACE", &paper.place),
        (Setting::TimeZone, "DATELINE_TIME_ZONE", &paper.time_zone),
        (Setting::Language, "DATELINE_LANGUAGE", &paper.language),
        (Setting::Sections, "DATELINE_SECTIONS", &paper.sections),
        (
            Setting::AiCrawlers,
            "DATELINE_AI_CRAWLERS",
            &file.discovery.ai_crawlers,
        ),
    ];
    let origin = |(setting, variable, in_file): (_, _, &Option<String>)| {
        let origin = match (source.is_in_environment(variable), in_file) {
            (true, _) => Origin::Environment(variable),
            (false, Some(_)) => Origin::File(source.file().to_owned()),
            (false, None) => Origin::Default,
        };
        (setting, origin)
    };
    Origins::of(all.map(origin))
}

impl Settings {
    /// Those that the desk may say something of, too.
    #[must_use]
    pub fn particulars(&self) -> Particulars {
        Particulars {
            name: self.name.clone(),
            motto: self.motto.clone(),
            place: self.place.clone(),
            time_zone: self.time_zone.clone(),
            language: self.language.clone(),
            ai_crawlers: self.discovery.ai_crawlers,
            sections: self.sections.clone(),
            menu: self.menu.clone(),
        }
    }

    /// The same where the desk is heard.
    ///
    /// # Errors
    /// What of it breaks a rule.
    pub fn heeding(mut self, said: &Said) -> Result<Self, Refusal> {
        let Particulars {
            name,
            motto,
            place,
            time_zone,
            language,
            ai_crawlers,
            sections,
            menu,
        } = self.particulars().heeding(said, &self.origins)?;
        self.discovery.ai_crawlers = ai_crawlers;
        Ok(Self {
            name,
            motto,
            place,
            time_zone,
            language,
            sections,
            menu,
            ..self
        })
    }
}
