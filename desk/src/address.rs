//! The parts of an address that stand for something: a number, a name, what is asked of a page.

use axum::extract::{self, FromRequestParts};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use newsroom::desk::doing::DeskError;
use serde::de::DeserializeOwned;

use crate::guard::Signed;
use crate::{Desk, answer};

/// What the parts of an address say. One that does not have what its door asks for, as a word where a number should be, is the address
/// of nothing.
pub(crate) struct Path<T>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Desk> for Path<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Self, Response> {
        let read = extract::Path::<T>::from_request_parts(parts, desk).await;
        read.map(|extract::Path(read)| Self(read))
            .map_err(|rejection| {
                if rejection.status().is_server_error() {
                    return rejection.into_response();
                }
                let signed = parts.extensions.get::<Signed>();
                let sentence = DeskError::Unknown.to_string();
                answer::refusal(desk, signed, StatusCode::NOT_FOUND, &sentence)
            })
    }
}

/// What the query of an address asks. One that cannot be read, as a word where a number should be, was not written by the desk.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Desk> for Query<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Self, Response> {
        let read = extract::Query::<T>::from_request_parts(parts, desk).await;
        read.map(|extract::Query(read)| Self(read))
            .map_err(|rejection| {
                let signed = parts.extensions.get::<Signed>();
                let sentence =
                    "What follows the question mark in this address cannot be read. Leave it out, or go there from the desk.";
                answer::refusal(desk, signed, rejection.status(), sentence)
            })
    }
}
