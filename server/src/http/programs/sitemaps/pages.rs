//! The part of the sitemap that has what no list of the store has: the paper's own pages, and its days.
//!
//! Of every page it has the address that the page itself calls the right one, so `/archive`, which shows
//! the newest day, is there as that day. When a page changed last is said where it is known: what the
//! program says of itself is as old as the program.

use std::path::Path;

use app::about::Subject;
use app::paper::Paper;
use domain::Moment;
use jiff::Timestamp;
use newsroom::letters::LetterState;
use newsroom::store::StoreError;

/// Where it is.
pub(super) const PAGES: &str = "/sitemap-pages-1.xml";

/// The most addresses that one sitemap may have (sitemaps.org/protocol.html). Days have 137 years' room.
const MOST: usize = 50_000;

/// As many issues of each letter: a year of a daily one. Older ones are found from the letter's page.
const ISSUES: u32 = 366;

/// An address and when what is there changed last, if that is known.
pub(super) type Dated = (String, Option<Moment>);

/// The paper's own pages, then its days, the newest first.
pub(super) async fn own_pages(paper: &Paper) -> Result<Vec<Dated>, StoreError> {
    let mut pages = Vec::new();
    for subject in Subject::ALL {
        let file = paper.pages.join(format!("{}.md", subject.as_str()));
        pages.push((format!("/{}", subject.as_str()), saved(&file).await));
    }
    pages.push(("/stay-in-touch".to_owned(), None));
    pages.extend(letters(paper).await?);
    if let Some(changed) = paper.store.corrections_changed().await? {
        pages.push(("/corrections".to_owned(), Some(changed)));
    }
    let zone = &paper.masthead.time_zone;
    let mut days: Vec<Dated> = Vec::new();
    for (published, changed) in paper.store.published_and_changed().await? {
        let day = Timestamp::from_microsecond(published.micros()).unwrap_or_default();
        let path = format!("/archive/{}", day.to_zoned_datetime(zone.clone()).date());
        match days.last_mut() {
            Some((last, at)) if *last == path => *at = (*at).max(Some(changed)),
            _ => days.push((path, Some(changed))),
        }
    }
    pages.extend(days);
    pages.truncate(MOST);
    Ok(pages)
}

/// The letters and their newest issues; a paper that sends none has nothing to find there.
async fn letters(paper: &Paper) -> Result<Vec<Dated>, StoreError> {
    let mut pages = Vec::new();
    for letter in paper.store.letters().await? {
        if letter.state == LetterState::Retired {
            continue;
        }
        let home = format!("/letters/{}", letter.definition.slug);
        let issues = paper.store.past_issues(letter.id, None, ISSUES).await?;
        pages.push((home.clone(), issues.first().map(|issue| issue.composed_at)));
        let issues = issues.iter();
        pages.extend(issues.map(|it| (format!("{home}/{}", it.number), Some(it.composed_at))));
    }
    if !pages.is_empty() {
        pages.insert(0, ("/letters".to_owned(), None));
    }
    Ok(pages)
}

/// When the paper's own text was written, where it has one.
async fn saved(file: &Path) -> Option<Moment> {
    let modified = tokio::fs::metadata(file).await.ok()?.modified().ok()?;
    let at = Timestamp::try_from(modified).ok()?;
    Some(Moment::from_micros(at.as_microsecond()))
}
