//! A push service on this machine: it takes what is sent as RFC 8030 says, believes only who proves with the paper's key
//! that they are the paper (RFC 8292), and answers as it is told to.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::Value;
use tokio::net::TcpListener;

/// One notification that the service took.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The last part of the reader's address.
    pub reader: String,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    /// What the token says.
    pub claims: Value,
}

#[derive(Clone, Default)]
pub struct PushService {
    pub address: String,
    state: Arc<Mutex<Inside>>,
}

#[derive(Default)]
struct Inside {
    taken: Vec<Taken>,
    asked: usize,
    moods: VecDeque<u16>,
    key: String,
}

impl PushService {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let service = Self {
            address: format!("http://{}", listener.local_addr().unwrap()),
            state: Arc::default(),
        };
        let routes = Router::new()
            .route("/push/{reader}", post(take))
            .with_state(service.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        service
    }

    /// Believes the paper with this key.
    pub fn believe(&self, key: String) {
        self.state.lock().unwrap().key = key;
    }

    /// Answers with these statuses first.
    pub fn answer(&self, statuses: &[u16]) {
        self.state.lock().unwrap().moods.extend(statuses);
    }

    pub fn taken(&self) -> Vec<Taken> {
        self.state.lock().unwrap().taken.clone()
    }

    pub fn asked(&self) -> usize {
        self.state.lock().unwrap().asked
    }
}

async fn take(
    State(service): State<PushService>,
    Path(reader): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mut inside = service.state.lock().unwrap();
    inside.asked += 1;
    if let Some(mood) = inside.moods.pop_front() {
        let status = StatusCode::from_u16(mood).unwrap();
        return (status, [("retry-after", "60")]).into_response();
    }
    if headers["content-encoding"] != "aes128gcm" || body.len() > 4096 {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let Some(claims) = claims(headers["authorization"].to_str().unwrap(), &inside.key) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    inside.taken.push(Taken {
        reader,
        headers,
        body: body.to_vec(),
        claims,
    });
    StatusCode::CREATED.into_response()
}

/// What the token says, if the key it comes with is the paper's and has signed it.
fn claims(authorization: &str, key: &str) -> Option<Value> {
    let (token, their_key) = authorization.strip_prefix("vapid t=")?.split_once(", k=")?;
    let (signed, signature) = token.rsplit_once('.')?;
    let point = URL_SAFE_NO_PAD.decode(their_key).ok()?;
    let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
        .verify(signed.as_bytes(), &signature)
        .ok()?;
    let (head, claims) = signed.split_once('.')?;
    let read = |part| serde_json::from_slice::<Value>(&URL_SAFE_NO_PAD.decode(part).ok()?).ok();
    let is_es256 = read(head)?["alg"] == "ES256";
    (their_key == key && is_es256).then(|| read(claims))?
}
