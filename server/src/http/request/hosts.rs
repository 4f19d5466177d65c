//! Whom a request is meant for. It says so once and in a way that can be read, or is refused (RFC 9112 section 3.2): what stands
//! between a reader and the paper could take it for another one otherwise. Which host it is makes no difference here.

use std::net::Ipv6Addr;

use axum::http::{HeaderMap, HeaderValue, Request, StatusCode, Version, header};
use axum::response::Response;

use super::request_number;
use crate::http::answers::policy;
use crate::http::answers::policy::Hsts;
use crate::http::routes::{REQUEST_ID, sentence};

/// What a request is told that has no such host, or more than one; nothing where all is well.
pub(in crate::http) fn refusal<B>(request: &Request<B>) -> Option<Response> {
    // Over HTTP/2 it is in the address; HTTP/1.0 knew of none.
    let may_be_missing = request.version() != Version::HTTP_11;
    let mut lines = request.headers().get_all(header::HOST).iter();
    let is_said = match (lines.next(), lines.next()) {
        (Some(host), None) => is_host(host.as_bytes()),
        (None, _) => may_be_missing,
        (Some(_), Some(_)) => false,
    };
    (!is_said).then(|| refused(request.headers()))
}

fn refused(asked: &HeaderMap) -> Response {
    let mut answer = sentence(
        StatusCode::BAD_REQUEST,
        "A request has to say which host it is for, in one Host line.\n",
    );
    let headers = answer.headers_mut();
    policy::put_on(headers, &Hsts::default());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(REQUEST_ID, request_number::of(asked));
    answer
}

/// Whether it is a host, perhaps with a port (RFC 3986 section 3.2.2).
fn is_host(host: &[u8]) -> bool {
    let (is_one, rest) = match host.strip_prefix(b"[") {
        Some(number) => {
            let end = number.iter().position(|byte| *byte == b']');
            let Some((number, rest)) = end.and_then(|end| number.split_at_checked(end)) else {
                return false;
            };
            (is_ipv6(number), rest.strip_prefix(b"]").unwrap_or(rest))
        }
        None => {
            let end = host.iter().position(|byte| *byte == b':');
            let (name, rest) = host.split_at(end.unwrap_or(host.len()));
            (is_name(name), rest)
        }
    };
    is_one && is_port(rest)
}

fn is_ipv6(number: &[u8]) -> bool {
    std::str::from_utf8(number).is_ok_and(|number| number.parse::<Ipv6Addr>().is_ok())
}

/// Whether it is a name, or a number of IPv4, which looks like one.
fn is_name(name: &[u8]) -> bool {
    let mut parts = name.split(|byte| *byte == b'%');
    let is_plain = |part: &[u8]| part.iter().all(|byte| IN_NAMES[usize::from(*byte)]);
    !name.is_empty()
        && parts.next().is_some_and(is_plain)
        && parts.all(|part| match part {
            [one, two, rest @ ..] => {
                one.is_ascii_hexdigit() && two.is_ascii_hexdigit() && is_plain(rest)
            }
            _ => false,
        })
}

/// Whether nothing follows, or a port, which may be empty.
fn is_port(rest: &[u8]) -> bool {
    match rest {
        [] => true,
        [b':', port @ ..] => port.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// Which bytes stand in a name as they are: `unreserved` and `sub-delims`.
const IN_NAMES: [bool; 256] = {
    let mut bytes = [false; 256];
    let others = b"-._~!$&'()*+,;=";
    let mut at = 0;
    while at < others.len() {
        bytes[others[at] as usize] = true;
        at += 1;
    }
    let mut byte = u8::MIN;
    while byte < u8::MAX {
        bytes[byte as usize] |= byte.is_ascii_alphanumeric();
        byte += 1;
    }
    bytes
};
