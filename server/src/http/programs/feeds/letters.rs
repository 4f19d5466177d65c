//! The feed of a letter: its past issues, each with what was written above its stories and what these are about.

use app::IssuePage;
use app::feeds::Format;
use app::paper::Masthead;
use axum::body::Bytes;
use domain::{Rendering, Slug, Summary};
use newsroom::letters::{Letter, PastIssue};
use newsroom::store::StoreError;

use super::absolute::Base;
use super::content::{Entry, tag};
use super::{STORIES, write};
use crate::http::AppState;

pub(super) async fn make(
    state: &AppState,
    format: Format,
    home: &str,
    slug: &Slug,
) -> Result<Option<Bytes>, StoreError> {
    let paper = &state.paper;
    let Some(letter) = paper.store.letter(slug).await? else {
        return Ok(None);
    };
    let mut entries = Vec::new();
    for issue in paper.store.past_issues(letter.id, None, STORIES).await? {
        let stories = IssuePage::stories(paper, &issue).await?;
        entries.push(entry(&letter, &issue, &stories, &paper.masthead));
    }
    let name = letter.definition.name.as_str();
    Ok(Some(
        write(state, format, home, Some(name), letter.since, entries).into(),
    ))
}

fn entry(letter: &Letter, issue: &PastIssue, stories: &[Summary], paper: &Masthead) -> Entry {
    let url = &paper.url;
    let slug = &letter.definition.slug;
    let preheader = issue.preheader.trim();
    let path = format!("/letters/{slug}/{}", issue.number);
    Entry {
        id: tag(url, &format!("letter:{slug}:{}", issue.number)),
        address: format!("{url}{path}"),
        headline: issue.subject.clone(),
        standfirst: (!preheader.is_empty()).then(|| preheader.to_owned()),
        html: introduction(issue, &path, paper) + &list(stories, url),
        language: None,
        authors: Vec::new(),
        categories: vec![letter.definition.name.clone()],
        published: issue.composed_at,
        updated: issue.composed_at,
        picture: None,
    }
}

/// What somebody wrote above its stories.
fn introduction(issue: &PastIssue, path: &str, paper: &Masthead) -> String {
    let Some(text) = &issue.introduction else {
        return String::new();
    };
    let html = text.render_as(&Rendering::feed(&paper.language));
    Base::new(&paper.url, path).make_whole(html.as_str())
}

fn list(stories: &[Summary], url: &str) -> String {
    let items: String = stories
        .iter()
        .map(|story| {
            let headline = escaped(story.headline.as_str());
            let standfirst = story.standfirst.as_ref().map(|words| {
                let words = escaped(words.as_str());
                format!("<br>{words}")
            });
            format!(
                "<li><a href=\"{url}{}\">{headline}</a>{}</li>",
                story.path(),
                standfirst.unwrap_or_default()
            )
        })
        .collect();
    format!("<ul>{items}</ul>")
}

/// Plain words in HTML.
fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
