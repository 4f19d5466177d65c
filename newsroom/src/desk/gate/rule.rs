//! The rules by name.

/// Something that the gate looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The story is in no section.
    MissingSection,
    /// It has no standfirst.
    MissingStandfirst,
    /// It names nobody who wrote it.
    MissingByline,
    /// A picture says nothing to those who cannot see it.
    MissingAltText,
    /// Nobody is named who made a picture.
    MissingCredit,
    /// The headline is longer than [`FITS_SEARCH`](super::FITS_SEARCH).
    HeadlineInSearch,
    /// The headline is longer than [`FITS_SIDEBAR`](super::FITS_SIDEBAR).
    HeadlineInSidebar,
    /// A link or a picture leads nowhere.
    DeadLinks,
    /// A link leads to another site that does not answer, or that was not asked for yet.
    LinksToOtherSites,
    /// A heading is two levels below the one before it (WCAG 2.2, technique G141).
    SkippedHeadings,
    /// A number, a name or a quote that readers had is gone, and no correction says so.
    ChangedFacts,
}

impl Rule {
    /// Every rule, in the order in which findings are told.
    pub const ALL: [Self; 11] = [
        Self::MissingSection,
        Self::MissingStandfirst,
        Self::MissingByline,
        Self::MissingAltText,
        Self::MissingCredit,
        Self::HeadlineInSearch,
        Self::HeadlineInSidebar,
        Self::DeadLinks,
        Self::LinksToOtherSites,
        Self::SkippedHeadings,
        Self::ChangedFacts,
    ];

    /// Its name in settings.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::MissingSection => "missing-section",
            Self::MissingStandfirst => "missing-standfirst",
            Self::MissingByline => "missing-byline",
            Self::MissingAltText => "missing-alt-text",
            Self::MissingCredit => "missing-credit",
            Self::HeadlineInSearch => "headline-in-search",
            Self::HeadlineInSidebar => "headline-in-sidebar",
            Self::DeadLinks => "dead-links",
            Self::LinksToOtherSites => "links-to-other-sites",
            Self::SkippedHeadings => "skipped-headings",
            Self::ChangedFacts => "changed-facts",
        }
    }

    /// The rule of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }
}
