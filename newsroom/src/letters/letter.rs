//! What there is to subscribe to.

use domain::{EmailAddress, Refusal, Slug, one_line, shows_nothing};

use super::Schedule;

/// Which letter it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LetterId(pub i64);

/// A letter as it is defined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Its name in addresses and on the command line.
    pub slug: Slug,
    /// What readers call it, one line.
    pub name: String,
    /// What a reader who subscribes is promised, one line.
    pub promise: String,
    /// When it goes out.
    pub schedule: Schedule,
    /// What is in it, in that order; at least one.
    pub gathers: Vec<Gathers>,
    /// Of which sections the newest stories are; none for all.
    pub sections: Vec<Slug>,
    /// With fewer stories, an issue is not sent. At least 1.
    pub shortest: u32,
    /// How many stories there are at most.
    pub longest: u32,
    /// Where answers of readers go, if not to the sender.
    pub reply_to: Option<EmailAddress>,
}

/// A letter as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its number in the store.
    pub id: LetterId,
    /// What it is.
    pub definition: Definition,
    /// Whether it goes out.
    pub state: LetterState,
    /// Where its definition comes from.
    pub source: Source,
    /// Where it stands among those that are offered.
    pub place: i64,
    /// Since when its schedule counts.
    pub since: domain::Moment,
    /// Up to which moment it was decided whether an issue is made.
    pub decided_until: domain::Moment,
}

impl Letter {
    /// Another text whenever anything was changed that owners decide about a letter.
    #[must_use]
    pub fn mark(&self) -> String {
        let decided = format!(
            "{:?} {}",
            self.definition,
            self.state == LetterState::Retired
        );
        blake3::hash(decided.as_bytes()).to_hex().as_str()[..16].to_owned()
    }
}

/// Stories that a letter can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gathers {
    /// What came out since the last issue, the newest first.
    Newest,
    /// The editors' picks.
    Picks,
    /// What is read most.
    MostRead,
    /// What is breaking, and nothing else.
    Breaking,
}

/// Whether a letter goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterState {
    /// By its schedule.
    Running,
    /// It is offered, and no issue is made until it runs again.
    Paused,
    /// It is not offered any more.
    Retired,
}

/// Where a definition comes from. What the command line says stands above the settings, and both above the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Every paper has it unless somebody says otherwise.
    Program,
    /// The settings file.
    Settings,
    /// The command line.
    Command,
}

/// What is posted to below the letters' own address.
const BOUNCES: &str = "bounces";
/// The longest name, in characters.
pub const LONGEST_NAME: usize = 60;
/// The longest promise, in characters.
pub const LONGEST_PROMISE: usize = 200;
/// As many stories as an issue can have: more, and mail programs would cut it off.
pub const MOST_STORIES: u32 = 40;

impl Definition {
    /// Whether it is whole and within bounds.
    ///
    /// # Errors
    /// What is wrong, in a sentence.
    pub fn check(&self) -> Result<(), Refusal> {
        let line = |text: &str, what: &str, longest: usize| {
            if shows_nothing(text) || one_line(text, what, longest).as_deref() != Ok(text.trim()) {
                return Err(Refusal::new(format!(
                    "{what} has to be one line of 1 to {longest} characters."
                )));
            }
            Ok(())
        };
        if self.slug.as_str() == BOUNCES {
            return Err(Refusal::new(
                "A letter cannot be called `bounces`: what comes back is posted to that address.",
            ));
        }
        line(&self.name, "The name of a letter", LONGEST_NAME)?;
        line(&self.promise, "The promise of a letter", LONGEST_PROMISE)?;
        if self.gathers.is_empty() {
            return Err(Refusal::new("A letter has to gather something."));
        }
        if self.shortest < 1 || self.longest > MOST_STORIES || self.shortest > self.longest {
            return Err(Refusal::new(format!(
                "A letter has 1 to {MOST_STORIES} stories. The largest number must not be below the smallest."
            )));
        }
        Ok(())
    }
}

/// Gives an enum of words its way in and out of text.
macro_rules! words {
    ($type:ident, $refusal:literal, $($variant:ident = $word:literal),+) => {
        impl $type {
            /// The word for it in settings, on the command line and in the store.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl std::str::FromStr for $type {
            type Err = domain::Refusal;

            fn from_str(raw: &str) -> Result<Self, Self::Err> {
                match raw {
                    $($word => Ok(Self::$variant),)+
                    _ => Err(domain::Refusal::new($refusal)),
                }
            }
        }
    };
}
pub(super) use words;

words!(
    Gathers,
    "A letter gathers newest, picks, most-read or breaking.",
    Newest = "newest",
    Picks = "picks",
    MostRead = "most-read",
    Breaking = "breaking"
);
words!(
    LetterState,
    "A letter is running, paused or retired.",
    Running = "running",
    Paused = "paused",
    Retired = "retired"
);
words!(
    Source,
    "A definition comes from program, settings or command.",
    Program = "program",
    Settings = "settings",
    Command = "command"
);
