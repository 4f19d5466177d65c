//! Somebody who issues certificates and has had enough for now: accounts can be opened there, and orders are refused. It checks what
//! RFC 8555 section 6 has it check: who signed, for which address, and that no nonce comes twice.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, head, post};
use axum::serve::Listener;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::{Value, json};
use server::settings::Acme;
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::own_authority::OwnAuthority;

/// How it refuses an order.
#[derive(Debug, Clone)]
pub(super) struct Refusal {
    pub(super) status: u16,
    /// What kind of problem it says that is; none for an answer that is none of ACME.
    pub(super) kind: Option<&'static str>,
    pub(super) retry_after: Option<String>,
}

#[derive(Clone)]
pub(super) struct Busy {
    address: SocketAddr,
    folder: Arc<TempDir>,
    refusal: Refusal,
    inside: Arc<Mutex<Inside>>,
}

#[derive(Default)]
struct Inside {
    asked: Vec<String>,
    nonces: HashSet<String>,
    issued: usize,
    /// The key of the account.
    key: Option<Vec<u8>>,
}

impl Busy {
    pub(super) async fn start(refusal: Refusal) -> Self {
        let own = OwnAuthority::new();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("root.pem"), own.root()).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let busy = Self {
            address: listener.local_addr().unwrap(),
            folder: Arc::new(folder),
            refusal,
            inside: Arc::default(),
        };
        let router = Router::new()
            .route("/dir", get(directory))
            .route("/nonce", head(nonce))
            .route("/account", post(account))
            .route("/order", post(order))
            .with_state(busy.clone());
        let listener = Encrypted(listener, own.acceptor_for("127.0.0.1"));
        tokio::spawn(async move { axum::serve(listener, router).await });
        busy
    }

    /// The settings of whoever asks it for a certificate and keeps it in that folder.
    pub(super) fn settings(&self, folder: PathBuf) -> Acme {
        Acme {
            directory: self.address_of("/dir"),
            contact: None,
            root: Some(self.root()),
            names: vec!["paper.example".to_owned()],
            folder,
        }
    }

    pub(super) fn root(&self) -> PathBuf {
        self.folder.path().join("root.pem")
    }

    /// The paths that were asked for, in order.
    pub(super) fn asked(&self) -> Vec<String> {
        self.inside.lock().unwrap().asked.clone()
    }

    fn address_of(&self, path: &str) -> String {
        format!("https://{}{path}", self.address)
    }

    fn note(&self, uri: &Uri) {
        self.inside
            .lock()
            .unwrap()
            .asked
            .push(uri.path().to_owned());
    }

    fn new_nonce(&self) -> [(&'static str, String); 1] {
        let mut inside = self.inside.lock().unwrap();
        inside.issued += 1;
        let nonce = format!("nonce-{}", inside.issued);
        inside.nonces.insert(nonce.clone());
        [("replay-nonce", nonce)]
    }

    /// What stands in the head of a request whose signature holds.
    fn checked(&self, uri: &Uri, body: &[u8]) -> Value {
        let body: Value = serde_json::from_slice(body).unwrap();
        let part = |name: &str| body[name].as_str().unwrap();
        let decoded = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
        let head: Value = serde_json::from_slice(&decoded(part("protected"))).unwrap();
        assert_eq!(head["alg"], "ES256");
        assert_eq!(head["url"], self.address_of(uri.path()));
        let mut inside = self.inside.lock().unwrap();
        let nonce = head["nonce"].as_str().unwrap();
        assert!(inside.nonces.remove(nonce), "{nonce} is not new");
        if let Some(jwk) = head.get("jwk") {
            let mut key = vec![4];
            for name in ["x", "y"] {
                key.extend(decoded(jwk[name].as_str().unwrap()));
            }
            inside.key = Some(key);
        }
        let signed = format!("{}.{}", part("protected"), part("payload"));
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, inside.key.clone().unwrap());
        key.verify(signed.as_bytes(), &decoded(part("signature")))
            .unwrap();
        head
    }
}

async fn directory(State(busy): State<Busy>, uri: Uri) -> Response {
    busy.note(&uri);
    let directory = json!({
        "newNonce": busy.address_of("/nonce"),
        "newAccount": busy.address_of("/account"),
        "newOrder": busy.address_of("/order"),
        "revokeCert": busy.address_of("/revoke"),
        "keyChange": busy.address_of("/key"),
    });
    axum::Json(directory).into_response()
}

async fn nonce(State(busy): State<Busy>, uri: Uri) -> Response {
    busy.note(&uri);
    busy.new_nonce().into_response()
}

async fn account(State(busy): State<Busy>, uri: Uri, body: Bytes) -> Response {
    busy.note(&uri);
    busy.checked(&uri, &body);
    let location = [(header::LOCATION, busy.address_of("/account/1"))];
    let account = axum::Json(json!({ "status": "valid" }));
    (StatusCode::CREATED, busy.new_nonce(), location, account).into_response()
}

async fn order(State(busy): State<Busy>, uri: Uri, body: Bytes) -> Response {
    busy.note(&uri);
    let head = busy.checked(&uri, &body);
    assert_eq!(head["kid"], busy.address_of("/account/1"));
    let Refusal {
        status,
        kind,
        retry_after,
    } = busy.refusal.clone();
    let status = StatusCode::from_u16(status).unwrap();
    let mut headers = HeaderMap::new();
    if let Some(retry_after) = retry_after {
        headers.insert(header::RETRY_AFTER, retry_after.parse().unwrap());
    }
    let Some(kind) = kind else {
        return (status, headers, "<h1>Too busy</h1>").into_response();
    };
    headers.insert(
        header::CONTENT_TYPE,
        "application/problem+json".parse().unwrap(),
    );
    let problem = json!({
        "type": format!("urn:ietf:params:acme:error:{kind}"),
        "detail": "too many certificates already issued",
        "status": status.as_u16(),
    });
    let nonce = busy.new_nonce();
    (status, nonce, headers, problem.to_string()).into_response()
}

/// Connections that are encrypted.
struct Encrypted(TcpListener, TlsAcceptor);

impl Listener for Encrypted {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let (stream, from) = self.0.accept().await.unwrap();
            if let Ok(stream) = self.1.accept(stream).await {
                return (stream, from);
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<Self::Addr> {
        self.0.local_addr()
    }
}
