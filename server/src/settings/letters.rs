use domain::Refusal;
use newsroom::letters::{Definition, MOST_STORIES, PaperFacts};

use super::{Refused, Settings, file};

/// The letters that the settings file defines, each a `[[letters]]` of its own.
pub(super) fn read(letters: Vec<file::Letter>, name: &str) -> Result<Vec<Definition>, Refused> {
    let mut definitions: Vec<Definition> = Vec::new();
    for letter in letters {
        let new = definition(letter, name)?;
        if definitions.iter().any(|known| known.slug == new.slug) {
            return Err(Refused::value(
                &format!("letters.slug in {name}"),
                new.slug.as_str(),
                "another one for each letter",
            ));
        }
        definitions.push(new);
    }
    Ok(definitions)
}

fn definition(letter: file::Letter, name: &str) -> Result<Definition, Refused> {
    let key = |key: &str| format!("letters.{key} in {name}");
    let slug = letter.slug;
    let of_it = |what: &str| format!("{} of `{slug}`", key(what));
    let refused =
        |what: &str, value: &str, wanted: &str| Refused::value(&of_it(what), value, wanted);
    let broken = |what: &str, value: &str, rule: &Refusal| Refused::rule(&of_it(what), value, rule);
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
        schedule: letter
            .schedule
            .parse()
            .map_err(|rule| broken("schedule", &letter.schedule, &rule))?,
        gathers: list(&letter.gathers)
            .iter()
            .map(|word| word.parse())
            .collect::<Result<_, Refusal>>()
            .map_err(|rule| broken("gathers", &letter.gathers, &rule))?,
        sections: list(&letter.sections)
            .iter()
            .map(|slug| slug.parse())
            .collect::<Result<_, Refusal>>()
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
    match definition.check() {
        Ok(()) => Ok(definition),
        Err(rule) => Err(Refused::thing(
            &format!("The letter `{slug}` in {name}"),
            &rule,
        )),
    }
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
