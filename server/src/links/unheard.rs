//! Why nothing was heard of another site, in words for whoever writes the story.

use std::io::{self, ErrorKind};
use std::time::Duration;

use tokio_rustls::rustls;
use ureq::{Error, Timeout};

use super::asking::Said;
use crate::outside::{NotOutside, UnknownName};

/// What it means that a request ended like that, which took `patience` at most.
pub(super) fn unheard(error: &Error, patience: Duration) -> Said {
    let trouble = |why: &str| Said::Trouble(why.to_owned(), None);
    let unreached = |why: &str| Said::Unreached(why.to_owned());
    match error {
        Error::Other(inner) if inner.is::<NotOutside>() => Said::Nowhere(NotOutside.to_string()),
        Error::Other(inner) if inner.is::<UnknownName>() => unreached("nobody knows that host"),
        Error::HostNotFound => unreached("nobody knows that host"),
        Error::BadUri(_) | Error::Http(_) => Said::Nowhere("it is no address".to_owned()),
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => unreached(NO_CONNECTION),
        Error::Timeout(_) => {
            let seconds = patience.as_secs_f32().ceil();
            Said::Trouble(format!("no answer within {seconds} seconds"), None)
        }
        Error::Io(error) => match error.kind() {
            ErrorKind::InvalidData => trouble(not_safe_for(error)),
            ErrorKind::UnexpectedEof
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe => trouble("the connection broke off"),
            _ => unreached(NO_CONNECTION),
        },
        Error::ConnectionFailed => unreached(NO_CONNECTION),
        Error::Rustls(error) => trouble(without_trust(error)),
        Error::Tls(_) | Error::TlsRequired => trouble(NOT_SAFE),
        _ => trouble("its answer is none that browsers read"),
    }
}

const NO_CONNECTION: &str = "no connection could be made";
const NOT_SAFE: &str = "it makes no safe connection";

/// What TLS says of a connection, it says as data that is not valid.
fn not_safe_for(error: &io::Error) -> &'static str {
    let tls = error.get_ref().and_then(|inner| inner.downcast_ref());
    tls.map_or(NOT_SAFE, without_trust)
}

fn without_trust(error: &rustls::Error) -> &'static str {
    match error {
        rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented => {
            "its certificate is not valid"
        }
        _ => NOT_SAFE,
    }
}
