//! A content delivery network: which pages it has to let go of, by their tags.
//!
//! There is no standard for it. Tags go in `Surrogate-Key`, as Fastly takes them (Fastly API reference, "Purge multiple surrogate key
//! tags") and a Varnish with xkey can be told to, and in the body as Cloudflare takes them (`{"tags": [...]}`, Cloudflare API, "Purge
//! cached content"). One request says both.

use newsroom::store::{Store, StoreError, Touched};
use serde_json::json;

use super::follow::{Audience, Outcome};
use crate::cdn;
use crate::outside::client::{Answer, post_with};
use crate::settings::Cdn;

/// The network.
#[derive(Debug, Clone)]
pub struct Purging(pub Cdn);

impl Audience for Purging {
    const NAME: &'static str = "cdn";
    /// What Cloudflare takes in a request.
    const MOST: usize = 30;

    async fn message(&self, _: &Store, touched: &Touched) -> Result<Vec<String>, StoreError> {
        if touched.everywhere {
            return Ok(vec![cdn::SITE.to_owned()]);
        }
        Ok(touched.parts.iter().map(cdn::tag_of).collect())
    }

    async fn tell(&self, tags: &[String]) -> Outcome {
        let Cdn {
            purge_url,
            purge_header,
            ..
        } = self.0.clone();
        let mut headers = vec![("surrogate-key".to_owned(), tags.join(" "))];
        headers.extend(purge_header);
        let body = json!({ "tags": tags }).to_string();
        match post_with(purge_url, "application/json", body, headers).await {
            Answer::Status(200..300, _) => Outcome::Heard,
            Answer::Status(status @ (408 | 429 | 500..), wait) => {
                Outcome::Later(format!("{status}"), wait)
            }
            Answer::Status(status @ (401 | 403 | 404 | 405), _) => Outcome::NotUntilMended(
                format!("{status}: are cdn.purge_url and cdn.purge_header right?"),
            ),
            Answer::Status(status, _) => Outcome::Never(format!("{status}")),
            Answer::None(problem) => Outcome::Later(problem, None),
        }
    }
}
