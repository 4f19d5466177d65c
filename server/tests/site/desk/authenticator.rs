//! A device that keeps a passkey, made of software, which does what it is told: what the server says to one that is wrong is
//! seen only with one that can be.

use axum::body::Body;
use axum::http::Method;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

use super::{Browser, PASSWORD};
use crate::test_site::Answer;

/// Somebody was there; the device made sure who; a key is told of (WebAuthn, section 6.1).
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const ATTESTED: u8 = 0x40;

pub struct Authenticator {
    key: EcdsaKeyPair,
    credential: [u8; 16],
    /// What the paper calls whose passkey it is.
    pub handle: Vec<u8>,
    pub origin: String,
    pub verifies: bool,
    /// How often it signed.
    pub count: u32,
}

impl Authenticator {
    pub fn new(number: u8) -> Self {
        let random = SystemRandom::new();
        let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, key.as_ref(), &random);
        Self {
            key: key.unwrap(),
            credential: [number; 16],
            handle: Vec::new(),
            origin: "https://paper.example".to_owned(),
            verifies: true,
            count: 0,
        }
    }

    /// Has somebody's account page keep it under a name.
    pub async fn is_added(&mut self, browser: &mut Browser<'_>, name: &str) -> Answer {
        let said = [("password", PASSWORD)];
        let asked = browser.script("/desk/me/passkeys/ask", &said).await;
        let asked: Value = serde_json::from_str(&asked.body).unwrap();
        let answer = self.create(&asked["options"]["publicKey"]);
        let question = asked["question"].as_str().unwrap();
        let said = [("question", question), ("answer", &answer), ("name", name)];
        browser.post("/desk/me/passkeys", &said).await
    }

    /// Signs in with it.
    pub async fn signs_in(&mut self, browser: &mut Browser<'_>) -> Answer {
        let (question, options) = ask(browser).await;
        let answer = self.get(&options);
        answered(browser, &question, &answer).await
    }

    /// What `navigator.credentials.create` gives.
    fn create(&mut self, options: &Value) -> String {
        self.handle = bytes(&options["user"]["id"]);
        let client_data = self.client_data("webauthn.create", options);
        let mut data = self.data(&options["rp"]["id"], ATTESTED);
        data.extend([0; 16]);
        data.extend(16_u16.to_be_bytes());
        data.extend(self.credential);
        // COSE (RFC 9053, section 7.1.1): an elliptic curve's point, for ES256, on P-256.
        let point = self.key.public_key().as_ref();
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]);
        data.extend([0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..]);
        let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        attestation.push(u8::try_from(data.len()).unwrap());
        attestation.extend(data);
        let response = json!({
            "clientDataJSON": text(&client_data),
            "attestationObject": text(&attestation),
        });
        self.credential_with(&response)
    }

    /// What `navigator.credentials.get` gives.
    pub fn get(&mut self, options: &Value) -> String {
        let client_data = self.client_data("webauthn.get", options);
        self.count += 1;
        let data = self.data(&options["rpId"], 0);
        let mut signed = data.clone();
        signed.extend(digest(&SHA256, &client_data).as_ref());
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        let response = json!({
            "clientDataJSON": text(&client_data),
            "authenticatorData": text(&data),
            "signature": text(signature.as_ref()),
            "userHandle": text(&self.handle),
        });
        self.credential_with(&response)
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let said = json!({
            "type": kind,
            "challenge": options["challenge"],
            "origin": self.origin,
            "crossOrigin": false,
        });
        said.to_string().into_bytes()
    }

    fn data(&self, paper: &Value, more: u8) -> Vec<u8> {
        let paper = paper.as_str().unwrap();
        let verified = if self.verifies { VERIFIED } else { 0 };
        let mut data = digest(&SHA256, paper.as_bytes()).as_ref().to_vec();
        data.push(PRESENT | verified | more);
        data.extend(self.count.to_be_bytes());
        data
    }

    fn credential_with(&self, response: &Value) -> String {
        let id = text(&self.credential);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response, "extensions": {} })
            .to_string()
    }
}

/// What the page of signing in asks a browser.
pub async fn ask(browser: &mut Browser<'_>) -> (String, Value) {
    let request = browser
        .request(Method::GET, "/desk/sign-in/passkey")
        .header("accept", "application/json");
    let asked = browser.send(request.body(Body::empty()).unwrap()).await;
    let mut asked: Value = serde_json::from_str(&asked.body).unwrap();
    let question = asked["question"].as_str().unwrap().to_owned();
    (question, asked["options"]["publicKey"].take())
}

pub async fn answered(browser: &mut Browser<'_>, question: &str, answer: &str) -> Answer {
    let said = [("question", question), ("answer", answer)];
    browser.post("/desk/sign-in/passkey", &said).await
}

fn text(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

fn bytes(text: &Value) -> Vec<u8> {
    BASE64_URL_SAFE_NO_PAD
        .decode(text.as_str().unwrap())
        .unwrap()
}
