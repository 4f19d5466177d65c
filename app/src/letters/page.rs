use domain::{Slug, Summary};
use newsroom::letters::{Letter, LetterState, PastIssue};
use newsroom::store::StoreError;

use crate::failure::Failure;
use crate::head::{FeedsOf, Head};
use crate::paper::{Masthead, Paper};

/// Issues on one page.
const ON_A_PAGE: u32 = 30;
/// Issues of each letter on the page of all letters.
const NEWEST: u32 = 3;

/// All letters that are offered, each with its newest issues.
#[derive(Debug)]
pub struct LettersPage(pub(crate) Vec<(Letter, Vec<PastIssue>)>);

/// One letter and its past issues, the newest first.
#[derive(Debug)]
pub struct LetterPage {
    pub(crate) letter: Letter,
    pub(crate) issues: Vec<PastIssue>,
    /// Where the list goes on: before the issue of that number.
    pub(crate) next: Option<i64>,
}

/// One issue of a letter, with those of its stories that can be read.
#[derive(Debug)]
pub struct IssuePage {
    pub(crate) letter: Letter,
    pub(crate) issue: PastIssue,
    pub(crate) stories: Vec<Summary>,
}

/// The address of a letter.
pub(super) fn path_of(letter: &Letter) -> String {
    format!("/letters/{}", letter.definition.slug)
}

/// The address of one of its issues.
pub(super) fn path_of_issue(letter: &Letter, issue: &PastIssue) -> String {
    format!("{}/{}", path_of(letter), issue.number)
}

pub(super) fn is_offered(letter: &Letter) -> bool {
    letter.state != LetterState::Retired
}

async fn letter(paper: &Paper, slug: &Slug) -> Result<Letter, Failure> {
    let letter = paper.store.letter(slug).await?;
    letter.ok_or(Failure::NotFound)
}

impl LettersPage {
    pub(crate) async fn load(paper: &Paper) -> Result<Self, Failure> {
        let mut letters = Vec::new();
        for letter in paper.store.letters().await?.into_iter().filter(is_offered) {
            let newest = paper.store.past_issues(letter.id, None, NEWEST).await?;
            letters.push((letter, newest));
        }
        Ok(Self(letters))
    }

    pub(crate) fn head(masthead: &Masthead) -> Head {
        let words = masthead.words().letters;
        Head {
            title: Some(words.letters.to_owned()),
            description: words.letters_promise.to_owned(),
            path: Some("/letters".to_owned()),
            ..Head::default()
        }
    }
}

impl LetterPage {
    pub(crate) async fn load(
        paper: &Paper,
        slug: &Slug,
        before: Option<i64>,
    ) -> Result<Self, Failure> {
        let letter = letter(paper, slug).await?;
        let issues = paper
            .store
            .past_issues(letter.id, before, ON_A_PAGE + 1)
            .await?;
        let on_a_page = ON_A_PAGE as usize;
        let next = (issues.len() > on_a_page).then(|| issues[on_a_page - 1].number);
        Ok(Self {
            letter,
            issues: issues.into_iter().take(on_a_page).collect(),
            next,
        })
    }

    pub(crate) fn head(&self) -> Head {
        let definition = &self.letter.definition;
        let path = path_of(&self.letter);
        Head {
            title: Some(definition.name.clone()),
            description: definition.promise.clone(),
            feeds: FeedsOf::list_and_paper(&definition.name, path.clone()),
            path: Some(path),
            ..Head::default()
        }
    }
}

impl IssuePage {
    pub(crate) async fn load(paper: &Paper, slug: &Slug, number: i64) -> Result<Self, Failure> {
        let letter = letter(paper, slug).await?;
        let issue = paper.store.past_issue(letter.id, number).await?;
        let issue = issue.ok_or(Failure::NotFound)?;
        Ok(Self {
            stories: Self::stories(paper, &issue).await?,
            letter,
            issue,
        })
    }

    /// The stories of an issue that can be read, in its order.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn stories(paper: &Paper, issue: &PastIssue) -> Result<Vec<Summary>, StoreError> {
        let mut public = paper.store.public_among(&issue.articles).await?;
        let stories = issue.articles.iter();
        Ok(stories
            .filter_map(|id| public.remove(id))
            .map(|(summary, _)| summary)
            .collect())
    }

    pub(crate) fn head(&self) -> Head {
        let path = path_of(&self.letter);
        Head {
            title: Some(self.issue.subject.clone()),
            description: self.issue.preheader.clone(),
            path: Some(path_of_issue(&self.letter, &self.issue)),
            feeds: FeedsOf::list_and_paper(&self.letter.definition.name, path),
            ..Head::default()
        }
    }
}
