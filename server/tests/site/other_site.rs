//! Another site, on this machine: it misbehaves by the path that is asked for, and notes who asked for what.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use http_body::Frame;
use tokio::net::TcpListener;

#[derive(Clone)]
pub struct OtherSite {
    pub address: SocketAddr,
    inside: Arc<Inside>,
}

#[derive(Default)]
struct Inside {
    asked: Mutex<Vec<(String, HeaderMap)>>,
    at_once: AtomicUsize,
    most_at_once: AtomicUsize,
}

impl OtherSite {
    pub async fn start() -> Self {
        Self::at(TcpListener::bind("127.0.0.1:0").await.unwrap())
    }

    /// Where somebody listens for it.
    pub fn at(listener: TcpListener) -> Self {
        let site = Self {
            address: listener.local_addr().unwrap(),
            inside: Arc::default(),
        };
        let router = Router::new().fallback(answer).with_state(site.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        site
    }

    pub fn link(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What was asked, as `HEAD /gone`, in order.
    pub fn asked(&self) -> Vec<String> {
        let asked = self.inside.asked.lock().unwrap();
        asked.iter().map(|(what, _)| what.clone()).collect()
    }

    /// How often that path was asked for, whichever way.
    pub fn times(&self, path: &str) -> usize {
        let asked = self.asked();
        let asks = |what: &&String| what.split(' ').nth(1) == Some(path);
        asked.iter().filter(asks).count()
    }

    /// What came with the first request.
    pub fn first_headers(&self) -> HeaderMap {
        self.inside.asked.lock().unwrap()[0].1.clone()
    }

    pub fn most_at_once(&self) -> usize {
        self.inside.most_at_once.load(Ordering::SeqCst)
    }
}

async fn answer(
    State(site): State<OtherSite>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let what = format!("{method} {uri}");
    site.inside.asked.lock().unwrap().push((what, headers));
    let _under_way = UnderWay::begin(&site.inside);
    // Long enough that another request would be seen beside it.
    tokio::time::sleep(Duration::from_millis(20)).await;
    behave(&site, &method, &uri).await
}

async fn behave(site: &OtherSite, method: &Method, uri: &Uri) -> Response {
    let led_on = |place: String| (StatusCode::FOUND, [(header::LOCATION, place)]).into_response();
    match uri.path() {
        "/there" => "Here it is.".into_response(),
        "/gone" => StatusCode::NOT_FOUND.into_response(),
        "/guarded" => StatusCode::FORBIDDEN.into_response(),
        "/linkedin" => StatusCode::from_u16(999).unwrap().into_response(),
        // For its head and for the rest.
        "/shaky" if site.times("/shaky") <= 2 => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        "/shaky" => "Here it is again.".into_response(),
        "/broken" => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        "/silent" => std::future::pending().await,
        "/headless" | "/huge" if method == Method::HEAD => {
            StatusCode::METHOD_NOT_ALLOWED.into_response()
        }
        "/headless" => "Here it is.".into_response(),
        "/huge" => {
            let piece = Bytes::from(vec![b'x'; 1 << 20]);
            Body::new(Endless(piece)).into_response()
        }
        "/round" => led_on("/about".to_owned()),
        "/about" => led_on("/round".to_owned()),
        "/moved" => led_on("/there#here".to_owned()),
        "/moved-to-gone" => led_on(site.link("/gone")),
        "/to-no-page" => led_on("mailto:ann@example.org".to_owned()),
        // The place is what stands behind the question mark.
        "/to" => led_on(uri.query().unwrap_or_default().to_owned()),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The same again and again, without a pause and without an end.
struct Endless(Bytes);

impl http_body::Body for Endless {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(Some(Ok(Frame::data(self.0.clone()))))
    }
}

/// One request under way.
struct UnderWay<'a>(&'a Inside);

impl<'a> UnderWay<'a> {
    fn begin(inside: &'a Inside) -> Self {
        let at_once = inside.at_once.fetch_add(1, Ordering::SeqCst) + 1;
        inside.most_at_once.fetch_max(at_once, Ordering::SeqCst);
        Self(inside)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.at_once.fetch_sub(1, Ordering::SeqCst);
    }
}
