use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::acme::{self, Acme};
use super::source::Source;
use super::{Refused, file};

/// Half a year: long enough for lists of sites that are encrypted always, and what cannot be taken back for longer is a choice.
const HSTS: u64 = 15_768_000;
/// Two years, in seconds.
const LONGEST: u64 = 63_072_000;

/// What readers' connections are encrypted with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tls {
    /// `DATELINE_TLS_CERTIFICATE`, `tls.certificate`: the file of the certificate and of those that vouch for it, in PEM.
    pub certificate: PathBuf,
    /// `DATELINE_TLS_KEY`, `tls.key`: the file of its private key, in PEM.
    pub key: PathBuf,
    /// `DATELINE_TLS_REDIRECT_FROM`, `tls.redirect_from`: IP address and port that send whoever comes there unencrypted to the
    /// paper. Default none.
    pub redirect_from: Option<SocketAddr>,
    /// Where the program asks for certificates itself; both files are those that come of it then. Default nowhere.
    pub acme: Option<Acme>,
}

impl Tls {
    /// With certificates for the host of `url`, if the program asks for them itself.
    pub(super) fn named(self, url: &str) -> Result<Self, Refused> {
        let Some(acme) = self.acme else {
            return Ok(self);
        };
        let acme = acme.named(url)?;
        Ok(Self {
            certificate: acme.certificate_file(),
            key: acme.certificate_file(),
            acme: Some(acme),
            redirect_from: self.redirect_from,
        })
    }
}

/// What there is of it, and for how long browsers are asked to remember that the paper is encrypted always.
pub(super) fn read(
    source: &Source<'_>,
    file: file::Tls,
    data_dir: &Path,
) -> Result<(Option<Tls>, Duration), Refused> {
    let acme = acme::read(source, &file, data_dir)?;
    let path = |variable, key, value| {
        let set = source.setting(variable, key, value);
        set.value().map(PathBuf::from)
    };
    let certificate = path(
        "DATELINE_TLS_CERTIFICATE",
        "tls.certificate",
        file.certificate,
    );
    let key = path("DATELINE_TLS_KEY", "tls.key", file.key);
    let redirect_from: Option<SocketAddr> = source
        .setting(
            "DATELINE_TLS_REDIRECT_FROM",
            "tls.redirect_from",
            file.redirect_from,
        )
        .parsed("an IP address and a port, such as 0.0.0.0:80")?;
    let hsts = source
        .setting("DATELINE_TLS_HSTS", "tls.hsts", file.hsts)
        .checked(
            &format!("a whole number of seconds from 0 to {LONGEST}"),
            |raw| {
                let seconds = raw.trim().parse().ok()?;
                (0..=LONGEST).contains(&seconds).then_some(seconds)
            },
        )?
        .unwrap_or(HSTS);
    let half = |missing, what| Refused::value(missing, "", what);
    if acme.is_some() && (certificate.is_some() || key.is_some()) {
        let wanted = "left out where tls.certificate and tls.key are set";
        return Err(half("tls.acme_directory", wanted));
    }
    let tls = match (certificate, key, redirect_from) {
        (None, None, redirect_from) if acme.is_some() => Some(Tls {
            certificate: PathBuf::new(),
            key: PathBuf::new(),
            redirect_from,
            acme,
        }),
        (Some(certificate), Some(key), redirect_from) => Some(Tls {
            certificate,
            key,
            redirect_from,
            acme: None,
        }),
        (Some(_), None, _) => {
            return Err(half("tls.key", "the file of the certificate's private key"));
        }
        (None, Some(_), _) => {
            return Err(half("tls.certificate", "the file of the key's certificate"));
        }
        (None, None, Some(_)) => {
            let wanted = "set as well where somebody is sent on to an encrypted paper";
            return Err(half("tls.certificate", wanted));
        }
        (None, None, None) => None,
    };
    Ok((tls, Duration::from_secs(hsts)))
}
