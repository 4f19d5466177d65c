//! IndexNow (indexnow.org/documentation): which addresses changed, for the search engines that take part.

use newsroom::store::{Store, StoreError, Touched};
use serde_json::json;

use super::follow::{Audience, Outcome};
use crate::outside::client::{Answer, post};

/// Where any engine that takes part can be told; it passes it on to the others.
pub const ENDPOINT: &str = "https://api.indexnow.org/indexnow";

/// The search engines.
#[derive(Debug, Clone)]
pub struct IndexNow {
    url: String,
    key: String,
    endpoint: String,
}

impl IndexNow {
    /// For the paper at `url`, which proves with `key` that it is the paper.
    #[must_use]
    pub fn new(url: String, key: String, endpoint: String) -> Self {
        Self { url, key, endpoint }
    }

    fn host(&self) -> &str {
        self.url
            .split_once("://")
            .map_or(&self.url, |(_, host)| host)
    }
}

impl Audience for IndexNow {
    const NAME: &'static str = "indexnow";
    /// "You can submit up to 10,000 URLs per post".
    const MOST: usize = 10_000;

    async fn message(&self, store: &Store, touched: &Touched) -> Result<Vec<String>, StoreError> {
        let paths = store.paths_of(&touched.articles).await?;
        Ok(paths
            .iter()
            .map(|path| format!("{}{path}", self.url))
            .collect())
    }

    async fn tell(&self, addresses: &[String]) -> Outcome {
        let message = json!({
            "host": self.host(),
            "key": self.key,
            "keyLocation": format!("{}/{}.txt", self.url, self.key),
            "urlList": addresses,
        });
        let content_type = "application/json; charset=utf-8";
        match post(self.endpoint.clone(), content_type, message.to_string()).await {
            // 202: taken, and the key is looked at later.
            Answer::Status(200 | 202, _) => Outcome::Heard,
            Answer::Status(403, _) => Outcome::NotUntilMended(
                "403: the key is not believed; is /{key}.txt reachable under the paper's url?"
                    .to_owned(),
            ),
            Answer::Status(422, _) => Outcome::NotUntilMended(
                "422: the addresses are not those of the key; is the paper's url right?".to_owned(),
            ),
            Answer::Status(429, wait) => Outcome::Later("429: too many requests".to_owned(), wait),
            Answer::Status(status @ (408 | 500..), wait) => {
                Outcome::Later(format!("{status}"), wait)
            }
            Answer::Status(status, _) => Outcome::Never(format!("{status}")),
            Answer::None(problem) => Outcome::Later(problem, None),
        }
    }
}
