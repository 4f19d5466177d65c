use super::Labels;
use crate::words::Words;

impl Labels {
    pub(crate) fn of(words: &Words) -> Self {
        Self {
            title: words.display,
            names: words.display_names,
            choices: words.display_choices,
        }
    }
}
