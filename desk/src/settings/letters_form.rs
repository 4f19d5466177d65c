//! What the pages of letters show, and what their form says.

use domain::{EmailAddress, Section, Slug};
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::importing::slug_of;
use newsroom::letters::{
    Definition, Gathers, LONGEST_NAME, LONGEST_PROMISE, Letter, LetterState, MOST_STORIES, Source,
};

use super::letters::PATH;
use crate::form::value;
use crate::{Desk, clock_time};

/// What a letter can have, in words.
const GATHERS: [(Gathers, &str); 4] = [
    (Gathers::Newest, "What came out since the last issue"),
    (Gathers::Picks, "The editors’ picks"),
    (Gathers::MostRead, "What is read most"),
    (Gathers::Breaking, "What is breaking"),
];
/// How few and how many stories a letter has of which nobody says it.
const STORIES: (&str, &str) = ("1", "12");

/// What stands in the form.
pub(super) struct Typed {
    name: String,
    slug: String,
    promise: String,
    schedule: String,
    gathers: Vec<String>,
    sections: Vec<String>,
    shortest: String,
    longest: String,
    reply_to: String,
}

impl Typed {
    /// A letter that is not there yet.
    pub(super) fn new() -> Self {
        Self {
            name: String::new(),
            slug: String::new(),
            promise: String::new(),
            schedule: "daily 06:30".to_owned(),
            gathers: vec![Gathers::Newest.word().to_owned()],
            sections: Vec::new(),
            shortest: STORIES.0.to_owned(),
            longest: STORIES.1.to_owned(),
            reply_to: String::new(),
        }
    }

    /// A letter as it is.
    pub(super) fn of(letter: &Letter) -> Self {
        let definition = &letter.definition;
        Self {
            name: definition.name.clone(),
            slug: definition.slug.to_string(),
            promise: definition.promise.clone(),
            schedule: definition.schedule.to_string(),
            gathers: definition
                .gathers
                .iter()
                .map(|it| it.word().to_owned())
                .collect(),
            sections: definition.sections.iter().map(Slug::to_string).collect(),
            shortest: definition.shortest.to_string(),
            longest: definition.longest.to_string(),
            reply_to: definition
                .reply_to
                .as_ref()
                .map(EmailAddress::to_string)
                .unwrap_or_default(),
        }
    }

    /// What was typed.
    pub(super) fn read(pairs: &[(String, String)]) -> Self {
        let text = |name: &str| value(pairs, name).unwrap_or_default().to_owned();
        let all = |name: &str| {
            let named = pairs.iter().filter(|(key, _)| key == name);
            let values = named.map(|(_, value)| value.clone());
            values.filter(|value| !value.is_empty()).collect()
        };
        Self {
            name: text("name"),
            slug: text("slug"),
            promise: text("promise"),
            schedule: text("schedule"),
            gathers: all("gathers"),
            sections: all("section"),
            shortest: text("shortest"),
            longest: text("longest"),
            reply_to: text("reply_to"),
        }
    }

    /// The letter as somebody wants it; `known` is the one that is there already.
    ///
    /// # Errors
    /// [`DeskError::Refused`] with what cannot be used.
    pub(super) fn definition(&self, known: Option<&Slug>) -> Result<Definition, DeskError> {
        let name = self.name.trim();
        let slug = match (known, self.slug.trim()) {
            (Some(known), _) => known.clone(),
            (None, "") => slug_of(name).ok_or_else(|| {
                DeskError::Refused("No address can be made from the name. Write one.".to_owned())
            })?,
            (None, slug) => slug.parse()?,
        };
        let count = |raw: &str| {
            raw.trim()
                .parse::<u32>()
                .map_err(|_| DeskError::Refused(format!("`{raw}` is no number of stories.")))
        };
        let reply_to = match self.reply_to.trim() {
            "" => None,
            address => Some(EmailAddress::read(address).map_err(|problem| {
                DeskError::Refused(format!(
                    "Answers cannot go to `{address}`: {}",
                    problem.sentence()
                ))
            })?),
        };
        Ok(Definition {
            slug,
            name: name.to_owned(),
            promise: self.promise.trim().to_owned(),
            schedule: self.schedule.parse()?,
            gathers: self.gathers()?,
            sections: self
                .sections
                .iter()
                .map(|slug| slug.parse())
                .collect::<Result<_, _>>()?,
            shortest: count(&self.shortest)?,
            longest: count(&self.longest)?,
            reply_to,
        })
    }

    /// What is in it, each once.
    fn gathers(&self) -> Result<Vec<Gathers>, DeskError> {
        let mut gathers = Vec::new();
        for word in &self.gathers {
            let one: Gathers = word.parse()?;
            if !gathers.contains(&one) {
                gathers.push(one);
            }
        }
        Ok(gathers)
    }
}

/// Every letter, with when it goes out next.
pub(super) fn list(desk: &Desk, letters: &[Letter]) -> Markup {
    let zone = &desk.facts.time_zone;
    html! {
        p { a href={ (PATH) "/new" } { "Define another letter" } }
        div class="desk-scroll" tabindex="0" role="region" aria-label="Letters" {
            table class="desk-table" {
                thead {
                    tr {
                        th scope="col" { "Letter" }
                        th scope="col" { "Goes out" }
                        th scope="col" { "Next" }
                        th scope="col" { "Defined by" }
                    }
                }
                tbody {
                    @for letter in letters {
                        @let definition = &letter.definition;
                        tr {
                            th scope="row" { a href={ (PATH) "/" (definition.slug) } { (definition.name) } }
                            td { (definition.schedule) }
                            td {
                                @match letter.state {
                                    LetterState::Running => {
                                        @match definition.schedule.next(desk.clock.now(), zone) {
                                            Some(next) => time datetime=(clock_time::machine(next)) { (clock_time::told(next, zone)) },
                                            None => "–",
                                        }
                                    }
                                    LetterState::Paused => "Paused",
                                    LetterState::Retired => "Not offered any more",
                                }
                            }
                            td { (source(letter.source)) }
                        }
                    }
                }
            }
        }
    }
}

fn source(source: Source) -> &'static str {
    match source {
        Source::Program => "Every paper has it",
        Source::Settings => "The settings file",
        Source::Command => "The desk or the command line",
    }
}

/// The form of a letter.
pub(super) fn form(letter: Option<&Letter>, sections: &[Section], typed: &Typed) -> Markup {
    let path = match letter {
        Some(letter) => format!("{PATH}/{}", letter.definition.slug),
        None => format!("{PATH}/new"),
    };
    let is_retired = letter.is_some_and(|letter| letter.state == LetterState::Retired);
    html! {
        h2 { (letter.map_or("A new letter", |letter| letter.definition.name.as_str())) }
        @if is_retired {
            p class="desk-hint" { "It is not offered any more. Setting it brings it back." }
        }
        form method="post" action=(path) class="desk-form settings-form" novalidate {
            label for="name" { "Name" }
            input id="name" name="name" value=(typed.name) maxlength=(LONGEST_NAME) autocomplete="off" dir="auto";
            @if let Some(letter) = letter {
                input type="hidden" name="seen" value=(letter.mark());
            } @else {
                label for="slug" { "Address, if it is not to be made from the name" }
                input id="slug" name="slug" value=(typed.slug) autocomplete="off";
            }
            label for="promise" { "What a reader who subscribes is promised" }
            input id="promise" name="promise" value=(typed.promise) maxlength=(LONGEST_PROMISE) autocomplete="off" dir="auto";
            label for="schedule" { "Goes out" }
            p class="desk-hint" id="schedule-hint" {
                "On the paper’s clock: “daily 06:30”, days and a time such as “mon wed fri 17:00”, “breaking” when a breaking bar is put up, \
                 or “by-hand”."
            }
            input id="schedule" name="schedule" value=(typed.schedule) autocomplete="off" aria-describedby="schedule-hint";
            fieldset {
                legend { "What is in it" }
                p class="desk-hint" { "In this order. No story stands in it twice." }
                @for place in 0..GATHERS.len() {
                    (gathered(typed, place))
                }
            }
            fieldset {
                legend { "Of which sections the newest stories are" }
                p class="desk-hint" { "Of every section if none is chosen." }
                @for section in sections {
                    @let slug = section.slug().as_str();
                    (check("section", slug, section.name(), typed.sections.iter().any(|it| it == slug)))
                }
            }
            label for="shortest" { "Stories at least; with fewer no issue is made" }
            input id="shortest" name="shortest" value=(typed.shortest) inputmode="numeric" autocomplete="off";
            label for="longest" { "Stories at most, up to " (MOST_STORIES) }
            input id="longest" name="longest" value=(typed.longest) inputmode="numeric" autocomplete="off";
            label for="reply_to" { "Where answers of readers go, if not to the sender" }
            input id="reply_to" name="reply_to" type="email" value=(typed.reply_to) autocomplete="off";
            button class="desk-button" { "Set it" }
        }
        @if letter.is_some() && !is_retired {
            details class="desk-step" {
                summary { "Offer it no longer" }
                form method="post" action={ (path) "/retire" } {
                    p class="desk-hint" { "Nobody can subscribe to it and nothing goes out. Its subscribers and issues stay." }
                    button class="desk-button desk-button--grave" { "Offer it no longer" }
                }
            }
        }
        p class="settings-below" { a href=(PATH) { "All letters" } }
    }
}

/// What comes at a place of a letter, if anything.
fn gathered(typed: &Typed, place: usize) -> Markup {
    let id = format!("gathers-{place}");
    let chosen = typed.gathers.get(place).map(String::as_str);
    html! {
        label for=(id) { @if place == 0 { "First" } @else { "Then, at place " (place + 1) } }
        select id=(id) name="gathers" {
            option value="" { "Nothing" }
            @for (gathers, label) in GATHERS {
                option value=(gathers.word()) selected[chosen == Some(gathers.word())] { (label) }
            }
        }
    }
}

fn check(name: &str, value: &str, label: &str, is_checked: bool) -> Markup {
    let id = format!("{name}-{value}");
    html! {
        div class="desk-check" {
            input type="checkbox" id=(id) name=(name) value=(value) checked[is_checked];
            label for=(id) { (label) }
        }
    }
}
