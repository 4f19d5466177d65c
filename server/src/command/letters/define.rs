use anyhow::anyhow;
use clap::Args;
use domain::{EmailAddress, Slug};
use newsroom::clock::Clock;
use newsroom::letters::{Definition, Gathers, LetterState, Schedule, Source};
use newsroom::store::Store;

use crate::said::note;
use crate::settings::STORIES;

#[derive(Debug, Args)]
pub(in crate::command) struct Arguments {
    /// The last part of its address, such as morning-letter
    slug: Slug,
    /// What readers call it, up to 60 characters; a new letter needs one
    #[arg(long)]
    name: Option<String>,
    /// What a reader who subscribes is promised, up to 200 characters; a new letter needs one
    #[arg(long)]
    promise: Option<String>,
    /// When it goes out: "daily 06:30", "mon wed fri 17:00", breaking or by-hand [default: by-hand]
    #[arg(long)]
    schedule: Option<Schedule>,
    /// What is in it, with commas between: newest, picks, most-read, breaking [default: newest]
    #[arg(long, value_delimiter = ',')]
    gathers: Vec<Gathers>,
    /// Of which sections the newest stories are, with commas between; all for every section [default: all]
    #[arg(long, value_delimiter = ',')]
    sections: Vec<String>,
    /// With fewer stories no issue is made [default: 1]
    #[arg(long, value_name = "STORIES")]
    shortest: Option<u32>,
    /// How many stories there are at most, up to 40 [default: 12]
    #[arg(long, value_name = "STORIES")]
    longest: Option<u32>,
    /// Where answers of readers go; none for the sender [default: none]
    #[arg(long, value_name = "ADDRESS")]
    reply_to: Option<String>,
}

pub(super) async fn run(
    store: &Store,
    clock: &Clock,
    arguments: Arguments,
) -> anyhow::Result<String> {
    let letters = store.letters().await?;
    let known = letters
        .iter()
        .find(|letter| letter.definition.slug == arguments.slug);
    let last = letters.iter().map(|letter| letter.place).max();
    let place = known.map_or_else(|| last.map_or(0, |last| last + 1), |letter| letter.place);
    let definition = arguments.definition(known.map(|letter| &letter.definition))?;
    definition.check()?;
    let now = clock.now();
    let mut writing = store.write().await?;
    writing
        .define_letter(&definition, Source::Command, place, now)
        .await?;
    if let Some(letter) = known
        && letter.state == LetterState::Retired
    {
        writing
            .put_letter_in_state(letter.id, LetterState::Running, now)
            .await?;
    }
    writing.commit().await?;
    let sections = store.sections().await?;
    for wanted in &definition.sections {
        if !sections.iter().any(|section| section.slug() == wanted) {
            note!("note: nothing has been published in the section `{wanted}` yet");
        }
    }
    let slug = &definition.slug;
    Ok(match known {
        None => format!("Defined {slug}: {}.\n", definition.schedule),
        Some(_) => format!("Changed {slug}: {}.\n", definition.schedule),
    })
}

impl Arguments {
    fn definition(self, known: Option<&Definition>) -> anyhow::Result<Definition> {
        let needed = |given: Option<String>, kept: Option<&String>, what: &str| {
            given
                .or_else(|| kept.cloned())
                .ok_or_else(|| anyhow!("a new letter needs --{what}"))
        };
        let (shortest, longest) = known.map_or(STORIES, |known| (known.shortest, known.longest));
        Ok(Definition {
            name: needed(self.name, known.map(|known| &known.name), "name")?,
            promise: needed(self.promise, known.map(|known| &known.promise), "promise")?,
            schedule: self
                .schedule
                .or_else(|| known.map(|known| known.schedule.clone()))
                .unwrap_or(Schedule::ByHand),
            gathers: match (self.gathers.is_empty(), known) {
                (false, _) => self.gathers,
                (true, Some(known)) => known.gathers.clone(),
                (true, None) => vec![Gathers::Newest],
            },
            sections: match (self.sections.as_slice(), known) {
                ([], Some(known)) => known.sections.clone(),
                ([all], _) if all == "all" => Vec::new(),
                (sections, _) => sections
                    .iter()
                    .map(|section| section.trim().parse::<Slug>())
                    .collect::<Result<_, _>>()?,
            },
            shortest: self.shortest.unwrap_or(shortest),
            longest: self.longest.unwrap_or(longest),
            reply_to: match self.reply_to.as_deref() {
                None => known.and_then(|known| known.reply_to.clone()),
                Some("none") => None,
                Some(address) => Some(address.parse::<EmailAddress>()?),
            },
            slug: self.slug,
        })
    }
}
