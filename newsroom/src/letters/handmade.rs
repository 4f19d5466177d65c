//! What somebody chose for an issue instead of what would be gathered: which stories in which order, and the words around
//! them.

use domain::{ArticleId, Moment, Refusal};

use super::MOST_STORIES;

/// The longest subject, in characters. Most programs show 70, phones 40; a headline may still be read whole in the letter.
pub const LONGEST_SUBJECT: usize = 120;
/// The longest line beside a subject, in characters: as much as any program shows.
pub const LONGEST_PREHEADER: usize = 150;
/// The longest introduction, in characters: about 600 words.
pub const LONGEST_INTRODUCTION: usize = 4000;

/// An issue as somebody composes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Handmade {
    /// The subject; where it is empty, what an issue that makes itself would have.
    pub subject: String,
    /// What stands beside it; the same where it is empty.
    pub preheader: String,
    /// What stands above the stories: Markdown of paragraphs, emphasis and links.
    pub introduction: String,
    /// The stories in their order.
    pub articles: Vec<ArticleId>,
    /// Whether it goes out instead of the next issue by the schedule; else it is one more, and waits until somebody sends it.
    pub is_next: bool,
}

/// An issue that is being composed, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueDraft {
    /// Which save it is. Later ones have greater numbers, also of an issue that was begun after this one.
    pub number: i64,
    /// What it is to have.
    pub made: Handmade,
    /// When it was saved last.
    pub saved_at: Moment,
    /// Who did.
    pub saved_by: Option<String>,
}

impl Handmade {
    /// What keeps it from being sent, all at once: a sentence each.
    #[must_use]
    pub fn problems(&self) -> Vec<Refusal> {
        let mut problems = Vec::new();
        let mut check = |is_right: bool, sentence: String| {
            if !is_right {
                problems.push(Refusal::new(sentence));
            }
        };
        let line = |text: &str, longest| {
            text.chars().count() <= longest && !text.contains(char::is_control)
        };
        check(
            line(&self.subject, LONGEST_SUBJECT),
            format!("The subject has to be one line of at most {LONGEST_SUBJECT} characters."),
        );
        check(
            line(&self.preheader, LONGEST_PREHEADER),
            format!(
                "What stands beside the subject has to be one line of at most {LONGEST_PREHEADER} characters."
            ),
        );
        let length = self.introduction.chars().count();
        check(
            length <= LONGEST_INTRODUCTION,
            format!(
                "The introduction has {length} characters; at most {LONGEST_INTRODUCTION} fit."
            ),
        );
        let is_text = |c: char| !c.is_control() || c == '\n';
        check(
            self.introduction.chars().all(is_text),
            "The introduction has a character that no text can have.".to_owned(),
        );
        check(
            !self.articles.is_empty(),
            "Choose at least one story.".to_owned(),
        );
        let most = usize::try_from(MOST_STORIES).unwrap_or(usize::MAX);
        check(
            self.articles.len() <= most,
            format!("At most {MOST_STORIES} stories fit into an issue."),
        );
        problems
    }
}
