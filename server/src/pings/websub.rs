//! WebSub (w3.org/TR/websub): telling the hub which feeds have changed, so that it tells their readers.
//!
//! The specification leaves to publisher and hub how (section 6); what hubs understand is the form of its
//! predecessor (PubSubHubbub Core 0.4, section 7): `hub.mode=publish` and a `hub.url` for each feed.

use app::feeds::Format;
use newsroom::store::{Store, StoreError, Touched};

use super::follow::{Audience, Outcome};
use crate::outside::client::{Answer, post};

/// The hub.
#[derive(Debug, Clone)]
pub struct WebSub {
    url: String,
    hub: String,
}

impl WebSub {
    /// For the paper at `url`, whose feeds name `hub`.
    #[must_use]
    pub fn new(url: String, hub: String) -> Self {
        Self { url, hub }
    }
}

impl Audience for WebSub {
    const NAME: &'static str = "websub";
    /// Keeps a message to some kilobytes, which every form parser takes.
    const MOST: usize = 60;

    async fn message(&self, store: &Store, touched: &Touched) -> Result<Vec<String>, StoreError> {
        let mut homes = store.lists_of(&touched.articles).await?;
        if homes.is_empty() {
            return Ok(Vec::new());
        }
        homes.insert(0, "/".to_owned());
        let feeds = homes
            .iter()
            .flat_map(|home| Format::ALL.map(|format| format.path(home)));
        Ok(feeds.map(|path| format!("{}{path}", self.url)).collect())
    }

    async fn tell(&self, addresses: &[String]) -> Outcome {
        let form = form(addresses);
        let content_type = "application/x-www-form-urlencoded";
        match post(self.hub.clone(), content_type, form).await {
            Answer::Status(200..300, _) => Outcome::Heard,
            Answer::Status(status @ (408 | 429 | 500..), wait) => {
                Outcome::Later(format!("{status}"), wait)
            }
            Answer::Status(status @ (401 | 403 | 404 | 410), _) => {
                Outcome::NotUntilMended(format!("{status}: is this the address of a hub?"))
            }
            Answer::Status(status, _) => Outcome::Never(format!("{status}")),
            Answer::None(problem) => Outcome::Later(problem, None),
        }
    }
}

fn form(feeds: &[String]) -> String {
    let urls = feeds.iter().map(|feed| ("hub.url", feed.as_str()));
    form_urlencoded::Serializer::new(String::new())
        .append_pair("hub.mode", "publish")
        .extend_pairs(urls)
        .finish()
}
