use std::net::IpAddr;
use std::path::{Path, PathBuf};

use instant_acme::LetsEncrypt;

use super::source::Source;
use super::{Refused, file};

/// How the program asks for certificates itself (RFC 8555).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acme {
    /// `DATELINE_TLS_ACME_DIRECTORY`, `tls.acme_directory`: where: `letsencrypt`, `letsencrypt-staging` for trying it out, or the
    /// `https://` address of another directory. Default none.
    ///
    /// With it, `DATELINE_TLS_ACME_TERMS`, `tls.acme_terms` has to be `accepted`.
    pub directory: String,
    /// `DATELINE_TLS_ACME_CONTACT`, `tls.acme_contact`: whom they write to, as an address that begins with `mailto:`. Default
    /// none.
    pub contact: Option<String>,
    /// `DATELINE_TLS_ACME_ROOT`, `tls.acme_root`: the file of the certificates that vouch for the directory, in PEM, where
    /// browsers do not know it. Default none.
    pub root: Option<PathBuf>,
    /// The names that the certificate is for: the host of `paper.url`, and those of `DATELINE_TLS_ACME_NAMES`, `tls.acme_names`, with
    /// commas between. Default that host alone.
    pub names: Vec<String>,
    /// The folder of the account and the certificate, `acme` in the data folder.
    pub folder: PathBuf,
}

impl Acme {
    /// The file of the account's key.
    #[must_use]
    pub fn account_file(&self) -> PathBuf {
        self.folder.join(format!("account-{}.json", self.mark()))
    }

    /// The file of the chain and its key.
    #[must_use]
    pub fn certificate_file(&self) -> PathBuf {
        self.folder.join(format!("certificate-{}.pem", self.mark()))
    }

    /// The file that says until when they want to be left alone.
    #[must_use]
    pub fn resting_file(&self) -> PathBuf {
        self.folder.join(format!("resting-{}.json", self.mark()))
    }

    /// Tells directories apart.
    fn mark(&self) -> String {
        blake3::hash(self.directory.as_bytes()).to_hex()[..8].to_owned()
    }

    /// The same for the host of `url`.
    pub(super) fn named(self, url: &str) -> Result<Self, Refused> {
        let host = url.strip_prefix("https://").unwrap_or_default();
        let host = host.rsplit_once(':').map_or(host, |(name, port)| {
            let is_port = port.bytes().all(|byte| byte.is_ascii_digit());
            if is_port { name } else { host }
        });
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        if host.is_empty() || bare.parse::<IpAddr>().is_ok() {
            let wanted = "https:// and a name that leads here, as tls.acme_directory is set";
            return Err(Refused::value("paper.url", url, wanted));
        }
        let mut names = vec![host.to_ascii_lowercase()];
        for name in self.names {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Ok(Self { names, ..self })
    }
}

/// What there is of it. Which name it is for is known later.
pub(super) fn read(
    source: &Source<'_>,
    file: &file::Tls,
    data_dir: &Path,
) -> Result<Option<Acme>, Refused> {
    let directory = source
        .setting(
            "DATELINE_TLS_ACME_DIRECTORY",
            "tls.acme_directory",
            file.acme_directory.clone(),
        )
        .checked(
            "letsencrypt, letsencrypt-staging or the https:// address of a directory",
            directory,
        )?;
    let terms = source
        .setting(
            "DATELINE_TLS_ACME_TERMS",
            "tls.acme_terms",
            file.acme_terms.clone(),
        )
        .checked("accepted", |word| (word == "accepted").then_some(()))?;
    let contact = source
        .setting(
            "DATELINE_TLS_ACME_CONTACT",
            "tls.acme_contact",
            file.acme_contact.clone(),
        )
        .checked("an address that begins with mailto:", |raw| {
            let is_one = raw.starts_with("mailto:")
                && raw.contains('@')
                && !raw.contains(|c: char| c.is_control() || c.is_whitespace());
            is_one.then(|| raw.to_owned())
        })?;
    let root = source.setting(
        "DATELINE_TLS_ACME_ROOT",
        "tls.acme_root",
        file.acme_root.clone(),
    );
    let root = root.value().map(PathBuf::from);
    let names = source
        .setting(
            "DATELINE_TLS_ACME_NAMES",
            "tls.acme_names",
            file.acme_names.clone(),
        )
        .checked(
            "up to 99 names that lead here, with commas between and none with a *, such as www.paper.example",
            names,
        )?;
    let Some(directory) = directory else {
        return Ok(None);
    };
    if terms.is_none() {
        let wanted = "accepted: whoever issues certificates asks for that; read their terms first";
        return Err(Refused::value("tls.acme_terms", "", wanted));
    }
    Ok(Some(Acme {
        directory,
        contact,
        root,
        names: names.unwrap_or_default(),
        folder: data_dir.join("acme"),
    }))
}

/// With the host of the paper, one certificate has a hundred at most (letsencrypt.org/docs/rate-limits).
const MOST: usize = 99;
/// Of a name, and of each part of one (RFC 1035 section 2.3.4).
const LONGEST: usize = 253;
const LONGEST_PART: usize = 63;

fn names(raw: &str) -> Option<Vec<String>> {
    let names = raw.split(',').map(|name| {
        let name = name.trim().to_ascii_lowercase();
        let is_part = |part: &str| {
            (1..=LONGEST_PART).contains(&part.len())
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !part.starts_with('-')
                && !part.ends_with('-')
        };
        let is_name = name.len() <= LONGEST
            && name.contains('.')
            && name.split('.').all(is_part)
            && name.parse::<IpAddr>().is_err();
        is_name.then_some(name)
    });
    let names: Vec<String> = names.collect::<Option<_>>()?;
    (names.len() <= MOST).then_some(names)
}

fn directory(raw: &str) -> Option<String> {
    match raw {
        "letsencrypt" => Some(LetsEncrypt::Production.url().to_owned()),
        "letsencrypt-staging" => Some(LetsEncrypt::Staging.url().to_owned()),
        raw => {
            let rest = raw.strip_prefix("https://")?;
            let is_one = !rest.is_empty() && raw.bytes().all(|byte| byte.is_ascii_graphic());
            is_one.then(|| raw.to_owned())
        }
    }
}
