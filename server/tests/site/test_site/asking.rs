//! Asking a paper through its router, and what it answers.

use axum::body::{Body, to_bytes};
use axum::http::response::Parts;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use axum::response::Response;
use server::http::{self, AppState};
use tower::ServiceExt;

use super::TestSite;

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl TestSite {
    pub async fn get(&self, address: &str) -> Answer {
        self.ask(Request::get(address).body(Body::empty()).unwrap())
            .await
    }

    pub async fn get_with(&self, address: &str, headers: &[(&str, &str)]) -> Answer {
        let request = headers
            .iter()
            .fold(Request::get(address), |request, (name, value)| {
                request.header(*name, *value)
            });
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    pub async fn method(&self, method: Method, address: &str) -> Answer {
        self.ask(
            Request::builder()
                .method(method)
                .uri(address)
                .body(Body::empty())
                .unwrap(),
        )
        .await
    }

    /// What is at an address for a server that has made no page yet.
    pub async fn unkept(&self, address: &str) -> Answer {
        let state = AppState::new(
            self.state.paper.clone(),
            self.state.site.clone(),
            self.state.media.to_path_buf(),
        );
        let request = Request::get(address).body(Body::empty()).unwrap();
        read(http::all(state).oneshot(request).await.unwrap()).await
    }

    /// Sends a form as a browser without script would, or, with `accept`, as the island does.
    pub async fn post_form(&self, address: &str, accept: Option<&str>, form: &str) -> Answer {
        let request = Request::post(address)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", accept.unwrap_or("text/html"));
        self.ask(request.body(Body::from(form.to_owned())).unwrap())
            .await
    }

    /// Sends a request and leaves the body of the answer unread.
    pub async fn open(&self, request: Request<Body>) -> Response {
        self.asking(request).await
    }

    /// The same, for a test that sends several at once.
    pub fn asking(&self, request: Request<Body>) -> impl Future<Output = Response> + use<> {
        let answer = self.router.clone().oneshot(request);
        async move { answer.await.unwrap() }
    }

    /// What is at an address, byte for byte.
    pub async fn bytes(&self, address: &str) -> (Parts, Vec<u8>) {
        self.bytes_as(address, "identity").await
    }

    /// The same as a browser gets it that takes that encoding.
    pub async fn bytes_as(&self, address: &str, encoding: &str) -> (Parts, Vec<u8>) {
        let request = Request::get(address).header("accept-encoding", encoding);
        let request = request.body(Body::empty()).unwrap();
        let (parts, body) = self.open(request).await.into_parts();
        (parts, to_bytes(body, usize::MAX).await.unwrap().to_vec())
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        read(self.open(request).await).await
    }
}

async fn read(answer: Response) -> Answer {
    let (parts, body) = answer.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map(|value| value.to_str().unwrap())
            .unwrap_or_default()
    }

    /// The first place of `text` in the page; fails the test where there is none.
    pub fn place(&self, text: &str) -> usize {
        self.body
            .find(text)
            .unwrap_or_else(|| panic!("no {text:?} in {}", self.body))
    }

    pub fn has(&self, text: &str) -> bool {
        self.body.contains(text)
    }
}
