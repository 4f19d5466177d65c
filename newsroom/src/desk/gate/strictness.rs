//! How strict a paper is with each rule of the gate.

use std::collections::BTreeMap;

use super::Rule;

/// What becomes of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It is not looked for.
    Off,
    /// It is told, and the story may come out.
    Warn,
    /// The story does not come out with it.
    Block,
}

impl Severity {
    /// Every severity there is.
    pub const ALL: [Self; 3] = [Self::Off, Self::Warn, Self::Block];

    /// The word for it in settings.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Warn => "warn",
            Self::Block => "block",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// A severity for each rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Strictness {
    /// Those that the paper chose.
    chosen: BTreeMap<Rule, Severity>,
}

/// Why a setting says nothing of the gate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StrictnessError {
    /// There is no such rule.
    #[error("there is no rule `{}`; there are {}", .0, Rule::ALL.map(Rule::name).join(", "))]
    UnknownRule(String),
    /// There is no such severity.
    #[error("`{rule}` is `{word}`, but it has to be off, warn or block")]
    UnknownWord {
        /// The rule's name.
        rule: &'static str,
        /// What was written.
        word: String,
    },
}

impl Strictness {
    /// How strict the paper is with a rule. By default, what keeps a reader from a story or from a picture blocks, and what a
    /// good editor may want just so warns.
    #[must_use]
    pub fn of(&self, rule: Rule) -> Severity {
        self.chosen.get(&rule).copied().unwrap_or(match rule {
            Rule::MissingSection | Rule::MissingAltText | Rule::DeadLinks => Severity::Block,
            Rule::MissingStandfirst
            | Rule::MissingByline
            | Rule::MissingCredit
            | Rule::HeadlineInSearch
            | Rule::HeadlineInSidebar
            | Rule::LinksToOtherSites
            | Rule::SkippedHeadings
            | Rule::ChangedFacts => Severity::Warn,
        })
    }

    /// The same with a rule as settings name it, and the word for how strict to be with it.
    ///
    /// # Errors
    /// [`StrictnessError`] for a rule or a word that there is not.
    pub fn with(mut self, rule: &str, word: &str) -> Result<Self, StrictnessError> {
        let rule =
            Rule::named(rule).ok_or_else(|| StrictnessError::UnknownRule(rule.to_owned()))?;
        let severity = Severity::of_word(word).ok_or_else(|| StrictnessError::UnknownWord {
            rule: rule.name(),
            word: word.to_owned(),
        })?;
        self.chosen.insert(rule, severity);
        Ok(self)
    }
}
