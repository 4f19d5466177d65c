//! What came from outside the desk: an article as the manuscript it could have been.

use domain::Article;

use super::manuscript::Manuscript;

/// What would stand in the editor's fields for an article to come out as it is.
#[must_use]
pub fn manuscript(article: &Article) -> Manuscript {
    let version = &article.version;
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let picture = version.picture.as_ref();
    let authors = version.byline.authors().iter().map(|it| it.name());
    let topics = version.topics.iter().map(|it| it.name());
    Manuscript {
        kind: version.kind.as_str().to_owned(),
        section: article.section.slug().to_string(),
        slug: article.slug.to_string(),
        kicker: text(version.kicker.as_ref().map(|it| it.as_str())),
        headline: version.headline.to_string(),
        standfirst: text(version.standfirst.as_ref().map(|it| it.as_str())),
        body: version.body.as_str().to_owned(),
        byline: authors.collect::<Vec<_>>().join(", "),
        topics: topics.collect::<Vec<_>>().join(", "),
        language: text(version.language.as_ref().map(|it| it.as_str())),
        picture: picture.map(|it| it.path()).unwrap_or_default(),
        picture_alt: text(picture.map(|it| it.alt.as_str())),
        picture_caption: text(
            picture
                .and_then(|it| it.caption.as_ref())
                .map(|it| it.as_str()),
        ),
        picture_credit: text(
            picture
                .and_then(|it| it.credit.as_ref())
                .map(|it| it.as_str()),
        ),
    }
}
