//! A browser that speaks HTTP/2, over whatever connection it is given.

use axum::body::Bytes;
use axum::http::{HeaderMap, Request, Response, StatusCode};
use h2::client::SendRequest;
use h2::{RecvStream, client};
use tokio::io::{AsyncRead, AsyncWrite};

/// Who the browser believes to talk to.
pub const PAPER: &str = "https://paper.example";

pub struct Http2Reader(SendRequest<Bytes>);

/// An answer, read to its end.
pub struct Read {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Http2Reader {
    pub async fn over(connection: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) -> Self {
        let (requests, connection) = client::handshake(connection).await.unwrap();
        tokio::spawn(connection);
        Self(requests)
    }

    /// Sends a request, and leaves the answer to be waited for.
    pub async fn send(
        &mut self,
        request: Request<()>,
        body: &'static str,
    ) -> impl Future<Output = Result<Response<RecvStream>, h2::Error>> + use<> {
        let mut requests = self.0.clone().ready().await.unwrap();
        let (answer, mut sending) = requests.send_request(request, body.is_empty()).unwrap();
        if !body.is_empty() {
            sending.send_data(body.into(), true).unwrap();
        }
        answer
    }

    pub async fn ask(&mut self, request: Request<()>, body: &'static str) -> Read {
        let answer = self.send(request, body).await;
        let (head, body) = answer.await.unwrap().into_parts();
        Read {
            status: head.status,
            headers: head.headers,
            body: rest(body).await,
        }
    }

    pub async fn get(&mut self, path: &str) -> Read {
        self.ask(get(path), "").await
    }
}

pub fn get(path: &str) -> Request<()> {
    Request::get(format!("{PAPER}{path}")).body(()).unwrap()
}

/// What comes next.
pub async fn piece(body: &mut RecvStream) -> Option<String> {
    let piece = body.data().await?.unwrap();
    body.flow_control().release_capacity(piece.len()).unwrap();
    Some(String::from_utf8(piece.to_vec()).unwrap())
}

/// Whatever comes until the end.
pub async fn rest(mut body: RecvStream) -> Vec<u8> {
    let mut all = Vec::new();
    while let Some(piece) = body.data().await {
        let piece = piece.unwrap();
        body.flow_control().release_capacity(piece.len()).unwrap();
        all.extend_from_slice(&piece);
    }
    all
}

impl Read {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map(|value| value.to_str().unwrap())
            .unwrap_or_default()
    }
}
