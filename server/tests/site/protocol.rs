use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::test_site::TestSite;

#[tokio::test]
async fn a_page_is_the_same_bytes_for_everybody() {
    let site = TestSite::start().await;
    site.article("story").save().await;
    for address in ["/", "/world", "/world/story", "/stay-in-touch"] {
        let one = site.get(address).await;
        let in_place = Request::get(address)
            .header("islands-router", "true")
            .header("cookie", "a=b");
        let other = site.ask(in_place.body(Body::empty()).unwrap()).await;
        assert_eq!(one.body, other.body, "{address}");
        assert!(!one.has("nonce"), "{address}");
    }
}

#[tokio::test]
async fn a_page_that_has_not_changed_is_not_sent_again() {
    let site = TestSite::start().await;
    site.article("story").save().await;
    let page = site.get("/world/story").await;
    let again = |tag: &str| {
        Request::get("/world/story")
            .header("if-none-match", tag)
            .body(Body::empty())
            .unwrap()
    };
    let unchanged = site.ask(again(page.header("etag"))).await;
    assert_eq!(
        (unchanged.status, unchanged.body.len()),
        (StatusCode::NOT_MODIFIED, 0)
    );
    assert_eq!(unchanged.header("etag"), page.header("etag"));
    site.article("story").body("Changed.").save().await;
    assert_eq!(
        site.ask(again(page.header("etag"))).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn pages_are_compressed_for_those_who_can_read_it() {
    let site = TestSite::start().await;
    for encoding in ["br", "gzip", "zstd"] {
        let request = Request::get("/")
            .header("accept-encoding", encoding)
            .body(Body::empty())
            .unwrap();
        assert_eq!(site.ask(request).await.header("content-encoding"), encoding);
    }
    assert_eq!(site.get("/").await.header("content-encoding"), "");
}

#[tokio::test]
async fn a_page_may_run_only_scripts_of_the_paper() {
    let site = TestSite::start().await;
    for address in ["/", "/nothing", "/stay-in-touch"] {
        let page = site.get(address).await;
        let policy = page.header("content-security-policy");
        let hashes: Vec<String> = page
            .body
            .split("<script")
            .skip(1)
            .filter_map(|script| script.split_once("</script>")?.0.split_once('>'))
            .filter(|(attributes, _)| !attributes.contains("type="))
            .map(|(_, ours)| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(ours))))
            .collect();
        assert_eq!(hashes.len(), 2, "{address}");
        let wanted = format!("script-src 'self' 'wasm-unsafe-eval'{};", hashes.concat());
        assert!(
            policy.contains("default-src 'none'") && policy.contains(&wanted),
            "{policy}"
        );
        assert!(!policy.contains("unsafe-inline"), "{policy}");
        assert!(
            !page.has(" style=\"") && !page.has(" onclick="),
            "{address}"
        );
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        assert_eq!(
            page.header("referrer-policy"),
            "strict-origin-when-cross-origin"
        );
    }
}

#[tokio::test]
async fn a_method_that_an_address_does_not_know_is_refused() {
    let site = TestSite::start().await;
    for address in ["/", "/world", "/world/story", "/topic/x", "/healthz"] {
        let answer = site.method(Method::DELETE, address).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{address}");
        assert!(answer.header("allow").contains("GET"), "{address}");
    }
    assert!(
        site.method(Method::PUT, "/stay-in-touch")
            .await
            .header("allow")
            .contains("POST")
    );
}

#[tokio::test]
async fn head_is_answered_like_get_without_a_body() {
    let site = TestSite::start().await;
    let head = site.method(Method::HEAD, "/").await;
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
    assert_eq!(head.header("etag"), site.get("/").await.header("etag"));
}

#[tokio::test]
async fn the_head_of_an_answer_says_nothing_of_its_length_that_is_not_so() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    for address in [
        "/",
        "/feed.rss",
        "/live",
        "/healthz",
        "/nothing",
        "/search?q=ferry",
    ] {
        for taken in ["identity", "gzip"] {
            let ask = |method| {
                let request = Request::builder().method(method).uri(address);
                let request = request.header("accept-encoding", taken);
                site.open(request.body(Body::empty()).unwrap())
            };
            let (head, whole) = (ask(Method::HEAD).await, ask(Method::GET).await);
            assert_eq!(head.status(), whole.status(), "{address}");
            if let Some(length) = head.headers().get("content-length") {
                let is_said = whole.headers().get("content-length");
                assert_eq!(Some(length), is_said, "{address} {taken}");
            }
            let kinds = [&head, &whole].map(|it| it.headers()["content-type"].clone());
            assert_eq!(kinds[0], kinds[1], "{address}");
        }
    }
}

#[tokio::test]
async fn every_answer_has_the_number_of_its_request() {
    let site = TestSite::start().await;
    assert!(!site.get("/").await.header("x-request-id").is_empty());
    let request = Request::get("/")
        .header("x-request-id", "from-the-proxy")
        .body(Body::empty())
        .unwrap();
    assert_eq!(
        site.ask(request).await.header("x-request-id"),
        "from-the-proxy"
    );
}

#[tokio::test]
async fn a_number_that_nobody_could_look_for_in_a_log_is_not_taken() {
    let site = TestSite::start().await;
    let long = "7".repeat(129);
    for address in ["/", "/healthz", "/live"] {
        for given in [long.as_str(), "", "a b", "caf\u{e9}"] {
            let request = Request::get(address)
                .header("x-request-id", given)
                .body(Body::empty())
                .unwrap();
            let answer = site.open(request).await;
            let number = answer.headers()["x-request-id"].to_str().unwrap();
            assert!(!number.is_empty() && number != given, "{address}: {number}");
            assert!(number.len() <= 128 && !number.contains(' '), "{address}");
        }
        let longest = Request::get(address).header("x-request-id", &long[1..]);
        let answer = site.open(longest.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.headers()["x-request-id"], long[1..], "{address}");
    }
}

#[tokio::test]
async fn health_follows_the_store() {
    let site = TestSite::start().await;
    assert_eq!(site.get("/healthz").await.status, StatusCode::OK);
    site.store.close().await;
    assert_eq!(
        site.get("/healthz").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
}

#[tokio::test]
async fn a_broken_store_gives_a_500_that_looks_like_the_paper_and_tells_nothing() {
    let site = TestSite::start().await;
    site.store.close().await;
    let page = site.get("/").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.has("Something broke on our side") && page.has("The Test"));
    assert!(!page.body.to_lowercase().contains("sql") && !page.body.contains("pool"));
}

#[tokio::test]
async fn metrics_count_answers() {
    let site = TestSite::start().await;
    site.get("/").await;
    site.get("/nothing").await;
    let text = site.get("/metrics").await.body;
    assert!(
        text.contains("dateline_requests_total{kind=\"page\",status=\"2xx\"} 1\n"),
        "{text}"
    );
    assert!(
        text.contains("dateline_requests_total{kind=\"page\",status=\"4xx\"} 1\n"),
        "{text}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn pages_asked_for_at_once_do_not_mix() {
    let site = std::sync::Arc::new(TestSite::start().await);
    for number in 0..8 {
        site.article(&format!("story-{number}")).save().await;
    }
    for _ in 0..10 {
        let asked: Vec<_> = (0..8)
            .map(|number| {
                let site = site.clone();
                tokio::spawn(async move { site.get(&format!("/world/story-{number}")).await })
            })
            .collect();
        for (number, page) in asked.into_iter().enumerate() {
            let page = page.await.unwrap();
            let address = format!("content=\"https://paper.example/world/story-{number}\"");
            assert_eq!(page.body.matches("property=\"og:url\"").count(), 1);
            assert!(page.has(&address), "{}", page.body);
            assert!(page.has(&format!(
                "<title>Headline of story-{number} – The Test</title>"
            )));
        }
    }
}
