//! `/robots.txt`: what crawlers may read (RFC 9309), and where the sitemaps are.

use std::fmt::Write;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use newsroom::settings::AiCrawlers;

use crate::http::AppState;

/// What has nothing to be found: pages made of a question, and the editors' own. A rule goes for whatever
/// begins with it, so these end where the address does (RFC 9309, section 2.2.3): a section may be called
/// "Search and Rescue".
const NOT_FOR_CRAWLERS: [&str; 5] = ["/search$", "/search?", "/desk$", "/desk?", "/desk/"];

/// Names of crawlers that gather text for language models, or answer with it: the best known of those
/// listed in the repository ai-robots-txt/ai.robots.txt. One that is not named here is not refused.
const AI_CRAWLERS: [&str; 26] = [
    "AI2Bot",
    "Amazonbot",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ChatGPT-User",
    "Claude-SearchBot",
    "Claude-User",
    "Claude-Web",
    "ClaudeBot",
    "Diffbot",
    "DuckAssistBot",
    "FacebookBot",
    "GPTBot",
    "Google-Extended",
    "ImagesiftBot",
    "Meta-ExternalAgent",
    "Meta-ExternalFetcher",
    "MistralAI-User",
    "OAI-SearchBot",
    "Omgilibot",
    "Perplexity-User",
    "PerplexityBot",
    "Timpibot",
    "YouBot",
    "cohere-ai",
];

/// Says it in the words of the setting.
pub(in crate::http) async fn robots(State(state): State<AppState>) -> Response {
    answer(state.discovery.ai_crawlers, &state.paper.masthead.url)
}

/// The same of the paper at `url`.
pub(in crate::http) fn answer(ai_crawlers: AiCrawlers, url: &str) -> Response {
    let mut text = String::from("User-agent: *\n");
    for path in NOT_FOR_CRAWLERS {
        let _ = writeln!(text, "Disallow: {path}");
    }
    match ai_crawlers {
        AiCrawlers::Allow => {}
        AiCrawlers::Refuse => {
            text.push('\n');
            for name in AI_CRAWLERS {
                let _ = writeln!(text, "User-agent: {name}");
            }
            text.push_str("Disallow: /\n");
        }
    }
    let _ = write!(
        text,
        "\nSitemap: {url}/sitemap.xml\nSitemap: {url}/news-sitemap.xml\n"
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
