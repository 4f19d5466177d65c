//! What is kept of it: the account at whoever issues certificates, and the certificate with its key. Both are for this account of the
//! machine alone.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use instant_acme::AccountCredentials;

use super::resting::Resting;
use crate::certificate::Held;
use crate::settings;

/// The folder. What is in it goes by the directory it is from: one for trying out must not stand in for the real one.
pub(super) struct Folder {
    folder: PathBuf,
    account: PathBuf,
    certificate: PathBuf,
    resting: PathBuf,
}

impl Folder {
    pub(super) fn of(set: &settings::Acme) -> Self {
        Self {
            folder: set.folder.clone(),
            account: set.account_file(),
            certificate: set.certificate_file(),
            resting: set.resting_file(),
        }
    }

    /// The account, if there is one.
    pub(super) fn account(&self) -> Result<Option<AccountCredentials>, String> {
        let text = match fs::read(&self.account) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(cannot(&self.account, "read", &error)),
        };
        let account = serde_json::from_slice(&text);
        account
            .map(Some)
            .map_err(|error| cannot(&self.account, "read", &error))
    }

    pub(super) fn keep_account(&self, account: &AccountCredentials) -> Result<(), String> {
        let kept = serde_json::to_vec(account)
            .map_err(io::Error::from)
            .and_then(|text| self.write(&self.account, &text));
        kept.map_err(|error| cannot(&self.account, "written", &error))
    }

    /// What the certificate says of itself, if there is one that can be read.
    pub(super) fn certificate(&self) -> Option<Held> {
        Held::read(&fs::read(&self.certificate).ok()?)
    }

    /// Keeps a chain and its key, in one file: so they are never of two pairs.
    pub(super) fn keep_certificate(&self, pem: &str) -> io::Result<()> {
        self.write(&self.certificate, pem.as_bytes())
    }

    /// Whether they want to be left alone. One that cannot be read is none.
    pub(super) fn resting(&self) -> Option<Resting> {
        serde_json::from_slice(&fs::read(&self.resting).ok()?).ok()
    }

    pub(super) fn keep_resting(&self, resting: &Resting) -> io::Result<()> {
        self.write(&self.resting, &serde_json::to_vec(resting)?)
    }

    pub(super) fn end_resting(&self) -> io::Result<()> {
        match fs::remove_file(&self.resting) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }

    fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut folder = DirBuilder::new();
        folder.recursive(true).mode(0o700).create(&self.folder)?;
        let part = file.with_extension("part");
        // One that a killed process left may have been written by another account.
        match fs::remove_file(&part) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
        let mut written = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&part)?;
        written.write_all(bytes)?;
        written.sync_all()?;
        fs::rename(&part, file)?;
        File::open(&self.folder)?.sync_all()
    }
}

fn cannot(file: &Path, what: &str, error: &dyn std::fmt::Display) -> String {
    format!("{} cannot be {what}: {error}", file.display())
}
