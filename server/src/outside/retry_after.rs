//! When somebody who was asked wants to be asked again.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use ureq::http::HeaderMap;
use ureq::http::header::{DATE, HeaderName, RETRY_AFTER};

/// How long to wait before the next request, if an answer says so: seconds, or a date (RFC 9110 section 10.2.3). A date counts from that
/// of the answer, so that no two clocks have to agree.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = |name: HeaderName| headers.get(name)?.to_str().ok().map(str::trim);
    let told = value(RETRY_AFTER)?;
    if let Ok(seconds) = told.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = time(told)?;
    let said_at = value(DATE).and_then(time).unwrap_or_else(Timestamp::now);
    // One that has passed is no wait at all.
    Some(Duration::try_from(until.duration_since(said_at)).unwrap_or_default())
}

/// A time as heads of HTTP have it: `Sun, 05 Feb 2023 15:00:00 GMT`.
fn time(written: &str) -> Option<Timestamp> {
    rfc2822::DateTimeParser::new().parse_timestamp(written).ok()
}

#[cfg(test)]
mod tests {
    use ureq::http::HeaderValue;

    use super::*;

    fn told(headers: &[(HeaderName, &'static str)]) -> Option<Duration> {
        let headers = headers.iter().cloned();
        let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
        retry_after(&headers.collect())
    }

    #[test]
    fn it_is_seconds_or_a_date_that_counts_from_that_of_the_answer() {
        let date = || (DATE, "Sun, 05 Feb 2023 15:00:00 GMT");
        let minute = Some(Duration::from_secs(60));
        assert_eq!(told(&[(RETRY_AFTER, "60"), date()]), minute);
        assert_eq!(
            told(&[(RETRY_AFTER, "Sun, 05 Feb 2023 15:01:00 GMT"), date()]),
            minute
        );
        assert_eq!(
            told(&[(RETRY_AFTER, "Sun, 05 Feb 2023 14:00:00 GMT"), date()]),
            Some(Duration::ZERO)
        );
        assert_eq!(told(&[(RETRY_AFTER, "soon"), date()]), None);
        assert_eq!(told(&[date()]), None);
    }
}
