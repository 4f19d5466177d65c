//! What a feed says, before it is said in one of the formats.

use app::feeds::{self, Format};
use app::paper::Masthead;
use domain::{
    Article, Byline, Correction, Direction, Entry as Update, Language, Moment, Picture,
    Publication, Rendering,
};
use maud::html;

use super::absolute::Base;

/// A feed. All addresses are whole.
pub(super) struct Feed<'a> {
    /// The same in all formats, whatever the feed is called.
    pub(super) id: String,
    pub(super) title: String,
    pub(super) description: String,
    /// The page that lists the same stories.
    pub(super) home: String,
    /// The feed itself.
    pub(super) address: String,
    pub(super) hub: Option<&'a str>,
    pub(super) paper: &'a Masthead,
    /// When any of the stories changed last; where there is none, since when that is known.
    pub(super) updated: Moment,
    pub(super) entries: Vec<Entry>,
}

/// A story in a feed.
pub(super) struct Entry {
    /// What the story is known by, wherever it moves.
    pub(super) id: String,
    pub(super) address: String,
    pub(super) headline: String,
    pub(super) standfirst: Option<String>,
    pub(super) html: String,
    /// Where it is not the paper's own.
    pub(super) language: Option<Language>,
    pub(super) authors: Vec<Author>,
    /// The names of its section and topics.
    pub(super) categories: Vec<String>,
    pub(super) published: Moment,
    pub(super) updated: Moment,
    pub(super) picture: Option<FeedPicture>,
}

pub(super) struct Author {
    pub(super) name: String,
    pub(super) address: String,
}

pub(super) struct FeedPicture {
    pub(super) address: String,
    pub(super) picture: Picture,
}

impl<'a> Feed<'a> {
    /// The feed of the list at `home`, which is called `name` unless it is all of the paper. `since` is when it was as it is, should
    /// it be empty.
    pub(super) fn new(
        paper: &'a Masthead,
        name: Option<&str>,
        home: &str,
        format: Format,
        hub: Option<&'a str>,
        since: Moment,
        entries: Vec<Entry>,
    ) -> Self {
        Self {
            id: tag(&paper.url, &format!("feed:{home}")),
            title: match name {
                Some(name) => format!("{name} – {}", paper.name),
                None => paper.name.clone(),
            },
            description: feeds::description(name, paper),
            home: format!("{}{home}", paper.url),
            address: format!("{}{}", paper.url, format.path(home)),
            hub,
            paper,
            updated: entries
                .iter()
                .map(|entry| entry.updated)
                .max()
                .unwrap_or(since),
            entries,
        }
    }

    /// The paper's mark, a square.
    pub(super) fn icon(&self) -> String {
        format!("{}/apple-touch-icon.png", self.paper.url)
    }
}

impl Entry {
    pub(super) fn of(article: &Article, paper: &Masthead) -> Self {
        let url = &paper.url;
        let version = &article.version;
        let published = match article.publication {
            Publication::Published { at } => at,
            Publication::Draft | Publication::Scheduled { .. } | Publication::Withdrawn { .. } => {
                article.saved_at
            }
        };
        let base = Base::new(url, &article.path());
        let language = version.language.as_ref().unwrap_or(&paper.language);
        let html = version.body.render_as(&Rendering::feed(language));
        let html = base.make_whole(html.as_str());
        let mut html = in_language(html, version.language.as_ref());
        html.push_str(&told(
            &version.corrections,
            version.language.as_ref(),
            paper,
        ));
        let corrected = version.corrections.iter().map(Correction::at).max();
        let topics = version.topics.iter().map(|topic| topic.name().to_owned());
        Self {
            id: tag(url, &format!("article:{}", article.id.0)),
            address: format!("{url}{}", article.path()),
            headline: version.headline.to_string(),
            standfirst: version.standfirst.as_ref().map(ToString::to_string),
            html,
            language: version.language.clone(),
            authors: authors(&version.byline, url),
            categories: std::iter::once(article.section.name().to_owned())
                .chain(topics)
                .collect(),
            published,
            updated: article
                .updated_at()
                .max(corrected)
                .map_or(published, |changed| changed.max(published)),
            picture: version.picture.clone().map(|picture| FeedPicture {
                address: format!("{url}{}", picture.path()),
                picture,
            }),
        }
    }
}

impl Entry {
    /// An update of coverage.
    pub(super) fn of_update(update: &Update, article: &Article, paper: &Masthead) -> Self {
        let url = &paper.url;
        let version = &update.version;
        let path = article.path();
        let of_its_own = article.version.language.as_ref();
        let rendering = Rendering::feed(of_its_own.unwrap_or(&paper.language));
        let html = version.text.markdown().render_as(&rendering);
        let html = Base::new(url, &path).make_whole(html.as_str());
        let byline = match version.byline.is_empty() {
            true => &article.version.byline,
            false => &version.byline,
        };
        Self {
            id: tag(url, &format!("article:{}:{}", article.id.0, update.number)),
            address: format!("{url}{path}{}", Update::link(update.number)),
            headline: version.title(),
            standfirst: None,
            html: in_language(html, of_its_own),
            language: of_its_own.cloned(),
            authors: authors(byline, url),
            categories: vec![article.section.name().to_owned()],
            published: update.at,
            updated: update.changed_at(),
            picture: None,
        }
    }
}

fn authors(byline: &Byline, url: &str) -> Vec<Author> {
    let authors = byline.authors().iter();
    authors
        .map(|author| Author {
            name: author.name().to_owned(),
            address: format!("{url}{}", author.path()),
        })
        .collect()
}

impl FeedPicture {
    /// What stands under the picture on the page, else what somebody who cannot see it is told.
    pub(super) fn words(&self) -> Option<String> {
        let alt = self.picture.alt.as_str();
        let caption = self.picture.caption.as_ref().map(ToString::to_string);
        caption.or_else(|| (!alt.is_empty()).then(|| alt.to_owned()))
    }
}

/// A name that never changes (tag URI, RFC 4151). It is made from the paper's host, and from the year in
/// which Dateline began to give such names: any date at which the host was the paper's would do, but it
/// has to stay the same.
pub(super) fn tag(url: &str, what: &str) -> String {
    let host = url.split_once("://").map_or(url, |(_, host)| host);
    let host = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, _)) => address.replace(':', "-"),
        None => host.split(':').next().unwrap_or_default().to_owned(),
    };
    format!("tag:{},2026:{what}", host.to_ascii_lowercase())
}

/// Feeds have no way of saying which way a story runs, so its text says it.
fn in_language(html: String, language: Option<&Language>) -> String {
    match language {
        Some(language) => {
            let direction: Direction = language.direction();
            format!(
                "<div lang=\"{language}\" dir=\"{}\">{html}</div>",
                direction.as_str()
            )
        }
        None => html,
    }
}

/// What the story had wrong, as its page says it below the text: in the paper's words, each note in the story's language. Nothing
/// where nothing was wrong.
fn told(corrections: &[Correction], language: Option<&Language>, paper: &Masthead) -> String {
    if corrections.is_empty() {
        return String::new();
    }
    let of_paper = language.map(|_| (&paper.language, paper.language.direction().as_str()));
    let of_story = language.map(|language| (language, language.direction().as_str()));
    html! {
        div lang=[of_paper.map(|(tag, _)| tag)] dir=[of_paper.map(|(_, way)| way)] {
            h2 { (feeds::name_of_corrections(paper)) }
            @for correction in corrections {
                @let day = feeds::day(correction.at(), paper);
                p {
                    time datetime=(day.machine) { (day.words) } ": "
                    @if let Some((tag, way)) = of_story {
                        span lang=(tag) dir=(way) { (correction.text()) }
                    } @else {
                        (correction.text())
                    }
                }
            }
        }
    }
    .into_string()
}
