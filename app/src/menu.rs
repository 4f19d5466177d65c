//! What stands in the menus above and below every page: every section, or what somebody chose.

use domain::Section;
use newsroom::settings::MenuItem;

use crate::paper::Masthead;

/// Something in a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) path: String,
}

impl Entry {
    /// Those above a page. `sections` are those with something to read, in their order.
    pub(crate) fn of_header(masthead: &Masthead, sections: Vec<Section>) -> Vec<Self> {
        let chosen = masthead.menu.as_ref().map(|menu| menu.header.as_slice());
        Self::of(chosen, sections)
    }

    /// Those at its foot.
    pub(crate) fn of_footer(masthead: &Masthead, sections: Vec<Section>) -> Vec<Self> {
        let chosen = masthead.menu.as_ref().map(|menu| menu.footer.as_slice());
        Self::of(chosen, sections)
    }

    fn of(chosen: Option<&[MenuItem]>, sections: Vec<Section>) -> Vec<Self> {
        let section = |section: &Section| Self {
            name: section.name().to_owned(),
            path: section.path(),
        };
        let Some(chosen) = chosen else {
            return sections.iter().map(section).collect();
        };
        let entry = |item: &MenuItem| match item {
            MenuItem::Section(slug) => {
                let found = sections.iter().find(|section| section.slug() == slug);
                found.map(section)
            }
            MenuItem::Link(link) => Some(Self {
                name: link.text().to_owned(),
                path: link.address().to_owned(),
            }),
        };
        chosen.iter().filter_map(entry).collect()
    }
}
