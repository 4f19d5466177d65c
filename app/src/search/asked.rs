//! What a reader asked for, as it stands in the address and again in the form.

/// The fields of the search form, as they were sent: nothing in here is checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The words.
    pub(crate) words: String,
    /// A section's slug, or nothing for all of them.
    pub(crate) section: String,
    /// The first day, as `2023-02-05`.
    pub(crate) from: String,
    /// The last day.
    pub(crate) to: String,
}

impl Asked {
    /// Reads a query such as `q=old+ferry&section=city`.
    pub(crate) fn read(query: Option<&str>) -> Self {
        let mut asked = Self::default();
        for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            let field = match name.as_ref() {
                "q" => &mut asked.words,
                "section" => &mut asked.section,
                "from" => &mut asked.from,
                "to" => &mut asked.to,
                _ => continue,
            };
            *field = value.into_owned();
        }
        asked
    }
}
