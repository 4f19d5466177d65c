//! An issue before it is written down: its stories, as letters show them, and the lines that mail programs list it by.

use domain::{
    ArticleId, ArticleKind, Breaking, CoverageState, Language, MediaType, Moment, Picture, Summary,
};
use jiff::{Timestamp, ZonedDateTime};

use super::PaperFacts;
use crate::letters::words::Words;
use crate::letters::{Definition, Gathers, Handmade, LONGEST_PREHEADER, LONGEST_SUBJECT};

/// One story of an issue.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) gathers: Gathers,
    pub(super) article: Option<ArticleId>,
    /// Where it is on the site.
    pub(super) path: String,
    /// What stands above the headline.
    pub(super) label: String,
    pub(super) headline: String,
    pub(super) standfirst: Option<String>,
    /// The language it is written in, where that is not the paper's own.
    pub(super) language: Option<Language>,
    pub(super) at: Moment,
    pub(super) picture: Option<Picture>,
    /// Whether more is to come of it.
    pub(super) is_live: bool,
}

impl Item {
    pub(super) fn of(gathers: Gathers, story: &Summary, words: &Words) -> Self {
        let above = story
            .kicker
            .as_ref()
            .map_or(story.section.name(), |kicker| kicker.as_str());
        let kind = (words.kind)(story.kind).filter(|_| story.kind != ArticleKind::Coverage);
        Self {
            gathers,
            article: Some(story.id),
            path: story.path(),
            label: match kind {
                Some(kind) => format!("{kind} · {above}"),
                None => above.to_owned(),
            },
            headline: story.headline.as_str().to_owned(),
            standfirst: story
                .standfirst
                .as_ref()
                .map(|standfirst| standfirst.as_str().to_owned()),
            language: story.language.clone(),
            at: story.published_at,
            picture: story.picture.clone().filter(can_be_shown),
            is_live: story.coverage == Some(CoverageState::Open),
        }
    }

    /// What the breaking bar says, with what can be told of the story it leads to.
    pub(super) fn of_bar(bar: &Breaking, story: Option<&Summary>, words: &Words) -> Self {
        let told = story.map(|story| Self::of(Gathers::Breaking, story, words));
        // A standfirst in another language than the bar's would be read out in the wrong one.
        let told = told.filter(|told| told.language == bar.language);
        Self {
            gathers: Gathers::Breaking,
            article: bar.story.as_ref().map(|story| story.id),
            path: bar
                .story
                .as_ref()
                .map_or_else(|| "/".to_owned(), |story| story.path.clone()),
            label: words.breaking.to_owned(),
            headline: bar.text.as_str().to_owned(),
            standfirst: told.as_ref().and_then(|told| told.standfirst.clone()),
            language: bar.language.clone(),
            at: bar.set_at,
            picture: told.as_ref().and_then(|told| told.picture.clone()),
            is_live: told.is_some_and(|told| told.is_live),
        }
    }
}

/// Mail programs show JPEG, PNG and GIF. A picture in another format waits until the paper has made one of these.
fn can_be_shown(picture: &Picture) -> bool {
    let path = picture.plain_path(super::look::PICTURE_WIDTH);
    let ending = path.rsplit('.').next().unwrap_or_default();
    matches!(
        MediaType::from_extension(ending),
        Some(MediaType::Jpeg | MediaType::Png | MediaType::Gif)
    )
}

/// Everything that an issue is written from.
pub(super) struct Draft<'a> {
    pub(super) letter: &'a Definition,
    pub(super) facts: &'a PaperFacts,
    pub(super) words: &'static Words,
    pub(super) now: Moment,
    /// At least one.
    pub(super) items: Vec<Item>,
    /// What somebody composed, if anybody did.
    pub(super) made: Option<&'a Handmade>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(
        letter: &'a Definition,
        facts: &'a PaperFacts,
        now: Moment,
        items: Vec<Item>,
    ) -> Self {
        Self {
            letter,
            facts,
            words: Words::of(&facts.language),
            now,
            items,
            made: None,
        }
    }

    /// The same with the words that somebody chose.
    pub(super) fn made(self, made: &'a Handmade) -> Self {
        Self {
            made: Some(made),
            ..self
        }
    }

    /// What stands above the stories.
    pub(super) fn introduction(&self) -> Option<&'a str> {
        let made = self.made.map(|made| made.introduction.trim());
        made.filter(|text| !text.is_empty())
    }

    /// What the letter is called, and the headline that leads it.
    pub(super) fn subject(&self) -> String {
        if let Some(chosen) = self.chosen(|made| &made.subject) {
            return chosen;
        }
        let headline = self.items.first().map(|item| item.headline.as_str());
        let name = &self.letter.name;
        shortened(
            &format!("{name}: {}", headline.unwrap_or_default()),
            LONGEST_SUBJECT,
        )
    }

    /// The headlines after the first; of a single story what stands under its headline.
    pub(super) fn preheader(&self) -> String {
        if let Some(chosen) = self.chosen(|made| &made.preheader) {
            return chosen;
        }
        let others: Vec<&str> = self.items[1..]
            .iter()
            .map(|item| item.headline.as_str())
            .collect();
        let only = || self.items[0].standfirst.as_deref();
        let text = match others.is_empty() {
            true => only().unwrap_or(&self.letter.promise).to_owned(),
            false => others.join(" · "),
        };
        shortened(&text, LONGEST_PREHEADER)
    }

    /// A line that somebody chose, if they did.
    fn chosen(&self, line: impl Fn(&Handmade) -> &str) -> Option<String> {
        let chosen = self.made.map(|made| line(made).trim());
        chosen.filter(|it| !it.is_empty()).map(str::to_owned)
    }

    /// The time on the paper's clock.
    pub(super) fn time(&self, moment: Moment) -> ZonedDateTime {
        Timestamp::from_microsecond(moment.micros())
            .unwrap_or(Timestamp::UNIX_EPOCH)
            .to_zoned_datetime(self.facts.time_zone.clone())
    }

    /// An address of the paper.
    pub(super) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.facts.url)
    }

    /// Where the issue is on the site, with a mark for its number.
    pub(super) fn online(&self) -> String {
        let path = format!("/letters/{}/{}", self.letter.slug, super::marks::ISSUE);
        self.url(&path)
    }

    /// Whether a heading stands above that story or one before it.
    pub(super) fn is_under_heading(&self, place: usize) -> bool {
        (0..=place).any(|place| self.heading(place).is_some())
    }

    /// What stands above the first story of each group, if anything.
    pub(super) fn heading(&self, place: usize) -> Option<&'static str> {
        let gathers = self.items[place].gathers;
        let before = place
            .checked_sub(1)
            .map(|before| self.items[before].gathers);
        if before == Some(gathers) {
            return None;
        }
        match gathers {
            Gathers::Breaking => None,
            Gathers::Newest => before.map(|_| self.words.newest),
            Gathers::Picks => Some(self.words.picks),
            Gathers::MostRead => Some(self.words.most_read),
        }
    }
}

/// The text, or as many of its words as fit with three dots.
fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let cut: String = text.chars().take(longest - 1).collect();
    let words = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end_matches([' ', '·', ',', ':', ';']))
}
