use domain::{Refusal, Section, Slug};

/// Sections in an order; those that it does not name follow as they are.
#[must_use]
pub fn in_order(order: &[Slug], mut sections: Vec<Section>) -> Vec<Section> {
    sections.sort_by_key(|section| {
        let place = order.iter().position(|slug| slug == section.slug());
        place.unwrap_or(order.len())
    });
    sections
}

/// Sections as they are kept: in JSON, in their order.
#[must_use]
pub fn kept_sections(sections: &[Section]) -> String {
    // Texts alone, which can always be written.
    serde_json::to_string(sections).unwrap_or_default()
}

/// Sections that were kept.
///
/// # Errors
/// When one breaks a rule, or two have the same address or name.
pub(crate) fn sections(kept: &str) -> Result<Vec<Section>, Refusal> {
    let sections: Vec<Section> =
        serde_json::from_str(kept).map_err(|error| Refusal::new(error.to_string()))?;
    for (place, section) in sections.iter().enumerate() {
        let others = &sections[..place];
        if others.iter().any(|other| other.slug() == section.slug()) {
            return Err(Refusal::new(format!(
                "There is a section at {} already.",
                section.path()
            )));
        }
        let name = section.name().to_lowercase();
        if others
            .iter()
            .any(|other| other.name().to_lowercase() == name)
        {
            return Err(Refusal::new(format!(
                "Two sections are called {}. Readers could not tell them apart.",
                section.name()
            )));
        }
    }
    Ok(sections)
}

/// Their addresses.
///
/// # Errors
/// As [`sections`].
pub(crate) fn slugs(kept: &str) -> Result<Vec<Slug>, Refusal> {
    let sections = sections(kept)?;
    Ok(sections.iter().map(Section::slug).cloned().collect())
}
