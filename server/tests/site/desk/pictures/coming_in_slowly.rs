//! Pictures that take their time to come: on a train, or from far away.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use newsroom::desk::role::Role;
use server::http::Patience;

use super::ICON;
use crate::desk::{Browser, paper};
use crate::slow_bodies::{Then, pieces};
use crate::test_site::Answer;

const LONG: Duration = Duration::from_secs(300);
const PAUSE: Duration = Duration::from_millis(100);

impl Browser<'_> {
    async fn send_slowly(&mut self, content_type: &str, body: Body) -> Answer {
        let request = self
            .request(Method::POST, "/desk/pictures")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", content_type)
            .header("x-file-name", "slow.png");
        self.send(request.body(body).unwrap()).await
    }
}

/// The beginning of a form's field with a file.
fn head(name: &str) -> Vec<u8> {
    format!(
        "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: image/png\r\n\r\n"
    )
    .into_bytes()
}

const FORM: &str = "multipart/form-data; boundary=frontier";

#[tokio::test]
async fn pictures_that_take_longer_to_come_than_an_answer_may_are_taken() {
    let site = paper().await.with_patience(Patience {
        body: LONG,
        answer: 20 * PAUSE,
    });
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let in_pieces = |file: &[u8]| -> Vec<Vec<u8>> {
        let length = file.len().div_ceil(25);
        file.chunks(length).map(<[u8]>::to_vec).collect()
    };
    let alone = pieces(in_pieces(ICON), PAUSE, Then::TheEnd);
    let alone = ann.send_slowly("image/png", alone).await;
    assert_eq!(alone.status, StatusCode::OK, "{}", alone.body);
    let form = [&head("slow.png")[..], ICON, b"\r\n--frontier--\r\n"].concat();
    let form = pieces(in_pieces(&form), PAUSE, Then::TheEnd);
    let form = ann.send_slowly(FORM, form).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.body);
}

#[tokio::test]
async fn who_brings_pictures_in_and_is_cut_off_is_told_which_ones_are_kept() {
    let site = paper().await.with_patience(Patience {
        body: PAUSE,
        answer: LONG,
    });
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let begun = [
        &head("whole.png")[..],
        ICON,
        b"\r\n",
        &head("half.png"),
        &ICON[..99],
    ]
    .concat();
    let form = pieces(vec![begun], Duration::ZERO, Then::Nothing);
    let form = ann.send_slowly(FORM, form).await;
    assert_eq!(form.status, StatusCode::REQUEST_TIMEOUT);
    assert!(
        form.has("Not all of it arrived.") && form.has("whole.png"),
        "{}",
        form.body
    );
    let alone = pieces(vec![ICON[..99].to_vec()], Duration::ZERO, Then::Nothing);
    let alone = ann.send_slowly("image/png", alone).await;
    assert_eq!(alone.status, StatusCode::REQUEST_TIMEOUT);
    assert!(alone.has("did not come in time"), "{}", alone.body);
}
