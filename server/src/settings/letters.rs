use newsroom::letters::{Definition, MOST_STORIES, PaperFacts};

use super::{Refused, Settings, file};

/// The letters that the settings file defines, each a `[[letters]]` of its own.
pub(super) fn read(letters: Vec<file::Letter>, name: &str) -> Result<Vec<Definition>, Refused> {
    letters
        .into_iter()
        .map(|letter| definition(letter, name))
        .collect()
}

fn definition(letter: file::Letter, name: &str) -> Result<Definition, Refused> {
    let key = |key: &str| format!("letters.{key} in {name}");
    let slug = letter.slug;
    let refused = |what: &str, value: &str, wanted: &str| {
        Refused::value(&format!("{} of `{slug}`", key(what)), value, wanted)
    };
    let list = |raw: &str| -> Vec<String> {
        let words = raw.split(',').map(str::trim);
        words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let definition = Definition {
        slug: slug
            .parse()
            .map_err(|_| Refused::value(&key("slug"), &slug, "words such as morning-letter"))?,
        name: letter.name.clone(),
        promise: letter.promise.clone(),
        schedule: letter.schedule.parse().map_err(|why: domain::Refusal| {
            refused("schedule", &letter.schedule, &why.to_string())
        })?,
        gathers: list(&letter.gathers)
            .iter()
            .map(|word| word.parse())
            .collect::<Result<_, domain::Refusal>>()
            .map_err(|why| refused("gathers", &letter.gathers, &why.to_string()))?,
        sections: list(&letter.sections)
            .iter()
            .map(|slug| slug.parse())
            .collect::<Result<_, domain::Refusal>>()
            .map_err(|_| refused("sections", &letter.sections, "sections, as world, city"))?,
        shortest: letter.shortest,
        longest: letter.longest,
        reply_to: match &letter.reply_to {
            None => None,
            Some(address) => Some(
                address
                    .parse()
                    .map_err(|_| refused("reply_to", address, "an e-mail address"))?,
            ),
        },
    };
    definition
        .check()
        .map_err(|why| refused("slug", definition.slug.as_str(), &why.to_string()))?;
    Ok(definition)
}

/// How few and how many stories a letter has that does not say.
pub(crate) const STORIES: (u32, u32) = (1, if MOST_STORIES < 12 { MOST_STORIES } else { 12 });

impl Settings {
    /// What letters say of the paper.
    #[must_use]
    pub fn paper_facts(&self) -> PaperFacts {
        PaperFacts {
            name: self.name.clone(),
            url: self.url.clone(),
            language: self.language.clone(),
            time_zone: self.time_zone(),
            postal_address: self.mail.postal_address.clone(),
        }
    }
}
