use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::report::Problem;

/// The files an import will read, known beforehand so that its progress can be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    pub(crate) files: Vec<FoundFile>,
    pub(crate) problems: Vec<Problem>,
}

/// A file to import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundFile {
    pub(crate) path: PathBuf,
    /// Whether somebody named this very file: then it has to be an article.
    pub(crate) is_named: bool,
}

impl Found {
    /// How many files there are to read.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether there is nothing to tell of either.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.files.is_empty() && self.problems.is_empty()
    }
}

/// Looks for Markdown files: those named, and those in and below the folders named.
///
/// Folders are walked in the order of names, what starts with a dot is passed over, links are
/// followed, and no file or folder is visited twice, so a link to a folder above ends nowhere.
#[must_use]
pub fn find(paths: &[PathBuf]) -> Found {
    let mut walk = Walk::default();
    for path in paths {
        walk.named(path);
    }
    walk.found
}

#[derive(Default)]
struct Walk {
    found: Found,
    places: HashMap<PathBuf, usize>,
    folders: HashSet<PathBuf>,
}

impl Walk {
    fn named(&mut self, path: &Path) {
        match fs::metadata(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                self.problem(path, "there is no such file or folder".to_owned());
            }
            Err(error) => self.problem(path, format!("cannot be looked at: {error}")),
            Ok(found) if found.is_dir() => self.folder(path),
            Ok(_) if is_markdown(path) => self.file(path, true),
            Ok(_) => self.problem(
                path,
                "only .md and .markdown files can be imported".to_owned(),
            ),
        }
    }

    fn folder(&mut self, root: &Path) {
        let mut waiting = vec![root.to_owned()];
        while let Some(path) = waiting.pop() {
            if fs::metadata(&path).is_ok_and(|found| found.is_dir()) {
                match self.children(&path) {
                    // The last one pushed is the next one visited.
                    Ok(children) => waiting.extend(children.into_iter().rev()),
                    Err(error) => {
                        self.problem(&path, format!("the folder cannot be read: {error}"));
                    }
                }
            } else if is_markdown(&path) {
                self.file(&path, false);
            }
        }
    }

    fn children(&mut self, folder: &Path) -> std::io::Result<Vec<PathBuf>> {
        if !self.folders.insert(fs::canonicalize(folder)?) {
            return Ok(Vec::new());
        }
        let mut children = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if !entry.file_name().as_encoded_bytes().starts_with(b".") {
                children.push(entry.path());
            }
        }
        children.sort();
        Ok(children)
    }

    fn file(&mut self, path: &Path, is_named: bool) {
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        match self.places.get(&place) {
            Some(&known) => self.found.files[known].is_named |= is_named,
            None => {
                self.places.insert(place, self.found.files.len());
                self.found.files.push(FoundFile {
                    path: path.to_owned(),
                    is_named,
                });
            }
        }
    }

    fn problem(&mut self, path: &Path, reason: String) {
        self.found.problems.push(Problem {
            path: path.to_owned(),
            line: None,
            reason,
        });
    }
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|extension| {
        extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown")
    })
}
