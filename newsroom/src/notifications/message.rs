use domain::{BreakingText, Headline, Language, Moment, Standfirst};
use serde_json::json;

use crate::store::{News, Store, StoreError};

/// How much of a standfirst a notification has room for, in characters; the whole has to fit into 4 kB.
const LONGEST_BODY: usize = 300;

/// What a notification says, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The line above.
    pub title: String,
    /// The text under it; may be empty.
    pub body: String,
    /// The language of what is news in it.
    pub language: Language,
    /// The page that it opens.
    pub path: String,
    /// What it is about, in at most 32 letters, digits and hyphens: what comes later about the same takes its place, at
    /// the push service (RFC 8030 section 5.4) and on the screen.
    pub tag: String,
}

impl Message {
    /// As the service worker reads it.
    #[must_use]
    pub fn to_json(&self) -> String {
        json!({
            "title": self.title,
            "body": self.body,
            "lang": self.language.as_str(),
            "dir": self.language.direction().as_str(),
            "path": self.path,
            "tag": self.tag,
        })
        .to_string()
    }
}

/// What there is to say of a piece of news at `now`; nothing if it is news no longer: the bar came down or another stands,
/// the story was taken back. `breaking` is the paper's word for breaking news, `language` the paper's own.
///
/// # Errors
/// [`StoreError::Unreachable`] when the database does not answer.
pub async fn message(
    store: &Store,
    news: News,
    now: Moment,
    breaking: &str,
    language: &Language,
) -> Result<Option<Message>, StoreError> {
    match news {
        News::Breaking(number) => {
            let bar = store.breaking(now).await?;
            Ok(bar.filter(|bar| bar.number == number).map(|bar| Message {
                title: breaking.to_owned(),
                body: BreakingText::as_str(&bar.text).to_owned(),
                language: bar.language.unwrap_or_else(|| language.clone()),
                path: bar.story.map_or_else(|| "/".to_owned(), |story| story.path),
                tag: "breaking".to_owned(),
            }))
        }
        News::Story(article) => {
            let mut public = store.public_among(&[article]).await?;
            Ok(public.remove(&article).map(|(story, _)| Message {
                title: Headline::as_str(&story.headline).to_owned(),
                body: shortened(story.standfirst.as_ref().map_or("", Standfirst::as_str)),
                path: story.path(),
                language: story.language.unwrap_or_else(|| language.clone()),
                tag: format!("story-{}", article.0),
            }))
        }
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_BODY) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
