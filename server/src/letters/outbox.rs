//! Where letters land as long as no mail server is set: in files that every mail program opens, so that signing up
//! works from end to end on a first run.

use std::io;
use std::path::{Path, PathBuf};

use newsroom::letters::DeliveryId;

/// The folder.
#[derive(Debug, Clone)]
pub struct Outbox(PathBuf);

/// A letter in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The file's name.
    pub file: String,
    /// The whole letter.
    pub text: String,
}

/// How many are shown.
const NEWEST: usize = 50;

impl Outbox {
    /// The outbox in a paper's folder.
    #[must_use]
    pub fn below(data_dir: &Path) -> Self {
        Self(data_dir.join("outbox"))
    }

    /// Where it is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// Puts a letter there. One that was put there before is the same file.
    pub(super) fn put(&self, id: DeliveryId, letter: &[u8]) -> io::Result<()> {
        std::fs::create_dir_all(&self.0)?;
        let name = format!("{:09}.eml", id.0);
        // By way of another name: whoever looks sees whole letters only.
        let half = self.0.join(format!(".{name}.half"));
        std::fs::write(&half, letter)?;
        std::fs::rename(half, self.0.join(name))
    }

    /// The newest letters, the newest first.
    ///
    /// # Errors
    /// When the folder cannot be read; one that is not there has none.
    pub fn newest(&self) -> io::Result<Vec<Kept>> {
        let entries = match std::fs::read_dir(&self.0) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| is_letter(name)).collect();
        names.sort_unstable_by(|one, other| other.cmp(one));
        names.truncate(NEWEST);
        names
            .into_iter()
            .map(|file| {
                let text = std::fs::read(self.0.join(&file))?;
                let text = String::from_utf8_lossy(&text).into_owned();
                Ok(Kept { file, text })
            })
            .collect()
    }
}

fn is_letter(name: &str) -> bool {
    name.strip_suffix(".eml")
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}
