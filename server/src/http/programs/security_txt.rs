//! `/.well-known/security.txt`: where to report a weakness of the site (RFC 9116).

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Moment;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::times::rfc_3339;
use crate::http::AppState;
use crate::http::routes::sentence;

/// Says so if a contact is set, else 404.
pub(in crate::http) async fn security_txt(State(state): State<AppState>) -> Response {
    let expires = expiry(state.paper.clock.now());
    let (Some(contact), Some(expires)) = (&state.discovery.security_contact, expires) else {
        return sentence(StatusCode::NOT_FOUND, "There is no such file.\n");
    };
    let paper = &state.paper.masthead;
    let text = format!(
        "Contact: {contact}\nExpires: {}\nPreferred-Languages: {}\n\
         Canonical: {}/.well-known/security.txt\n",
        rfc_3339(expires),
        paper.language,
        paper.url,
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// Half a year from the first of this month: less than the year that section 2.5.5 advises, and the same
/// bytes for a month.
fn expiry(now: Moment) -> Option<Moment> {
    let month = Timestamp::from_microsecond(now.micros())
        .ok()?
        .to_zoned_datetime(TimeZone::UTC)
        .first_of_month()
        .ok()?
        .start_of_day()
        .ok()?;
    let expires = month.checked_add(6.months()).ok()?;
    Some(Moment::from_micros(expires.timestamp().as_microsecond()))
}
