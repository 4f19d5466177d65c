use domain::{Language, Slug};
use jiff::tz::TimeZone;

use super::source::Source;
use super::{Refused, file};

/// What the paper is; the fields of [`super::Settings`] of the same names.
pub(super) struct Paper {
    pub(super) name: String,
    pub(super) motto: Option<String>,
    pub(super) place: Option<String>,
    pub(super) time_zone: Option<TimeZone>,
    pub(super) language: Language,
    pub(super) sections: Vec<Slug>,
}

pub(super) fn read(source: &Source<'_>, file: file::Paper) -> Result<Paper, Refused> {
    Ok(Paper {
        name: source
            .setting("DATELINE_NAME", "paper.name", file.name)
            .line(80)?
            .unwrap_or_else(|| "Dateline".to_owned()),
        motto: source
            .setting("DATELINE_MOTTO", "paper.motto", file.motto)
            .line(120)?,
        place: source
            .setting("DATELINE_PLACE", "paper.place", file.place)
            .line(80)?,
        time_zone: source
            .setting("DATELINE_TIME_ZONE", "paper.time_zone", file.time_zone)
            .checked(
                "the IANA name of a time zone, such as Europe/Lisbon",
                |name| TimeZone::get(name).ok(),
            )?,
        language: source
            .setting("DATELINE_LANGUAGE", "paper.language", file.language)
            .parsed("a language tag, such as en or pt-BR")?
            .map_or_else(|| "en".parse().map_err(Refused::default_value), Ok)?,
        sections: source
            .setting("DATELINE_SECTIONS", "paper.sections", file.sections)
            .checked(
                "the words of sections' addresses with commas between, such as world, city",
                slugs,
            )?
            .unwrap_or_default(),
    })
}

fn slugs(raw: &str) -> Option<Vec<Slug>> {
    raw.split(',')
        .map(|word| word.trim().parse().ok())
        .collect()
}
