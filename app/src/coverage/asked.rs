//! Which updates a reader asks for, as it stands in the address.

use domain::EntryNumber;

/// The query of an article's address. It means something for coverage only; any other article shows the same
/// whatever follows its address.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked {
    /// `?before=`: those that came before that one.
    pub(crate) before: Option<EntryNumber>,
    /// `?after=`: the newest, with a mark on those that came after that one.
    pub(crate) after: Option<EntryNumber>,
    /// `?entry=`: the page that has that one.
    pub(crate) entry: Option<EntryNumber>,
    /// There is something in it that no link of ours has.
    pub(crate) is_tampered: bool,
}

impl Asked {
    pub(crate) fn read(query: Option<&str>) -> Self {
        let mut asked = Self::default();
        for pair in query.unwrap_or_default().split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let number = EntryNumber::from_address(value);
            let field = match name {
                "before" => &mut asked.before,
                "after" => {
                    asked.is_tampered |= number.is_none() && value != "0";
                    asked.after = Some(number.unwrap_or(EntryNumber(0)));
                    continue;
                }
                "entry" => &mut asked.entry,
                _ => continue,
            };
            asked.is_tampered |= number.is_none();
            *field = number;
        }
        asked
    }

    /// The same as a query, in one spelling; none if it is tampered with.
    pub(crate) fn query(&self) -> Option<String> {
        if self.is_tampered {
            return None;
        }
        let fields = [
            ("before", self.before),
            ("after", self.after),
            ("entry", self.entry),
        ];
        let said = fields
            .iter()
            .filter_map(|(name, number)| Some(format!("{name}={}", (*number)?)));
        Some(said.collect::<Vec<_>>().join("&"))
    }
}
