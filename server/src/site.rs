//! The browser's files: in the binary when it is built to be copied alone, else in a folder.
//!
//! All files of a build are served from a folder named by a hash over them, so browsers may keep
//! them for ever and a page can tell that the server has been replaced.

mod start_script;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::navigation::{START_SCRIPT, start_script};
use app::paper::Build;
use start_script::StartScript;

/// Where cargo-leptos puts what it builds, within the site.
const PACKAGE: &str = "pkg";

/// The files of the site and the name of their build. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Site {
    files: Files,
    start_script: Arc<StartScript>,
    build: Arc<Build>,
}

/// A file of the site.
#[derive(Debug, Clone)]
pub struct SiteFile {
    /// What is in it.
    pub bytes: Cow<'static, [u8]>,
    /// How long a browser may keep it.
    pub keep: Keep,
}

/// How long a browser may keep a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Its address changes when it does.
    ForEver,
    /// It keeps its name, and seldom changes.
    ForADay,
    /// It keeps its name and somebody is changing it now, under `cargo leptos watch`.
    Never,
}

#[derive(Debug, Clone)]
enum Files {
    #[cfg(feature = "embed-site")]
    Embedded,
    Folder(Arc<Path>),
}

#[cfg(feature = "embed-site")]
#[derive(rust_embed::RustEmbed)]
#[folder = "../target/site"]
struct Embedded;

impl Site {
    /// The files in the binary if they are there, else those in `LEPTOS_SITE_ROOT` (default
    /// `target/site`). Under `cargo leptos watch` (`LEPTOS_WATCH`) addresses stay the same, so that
    /// it can exchange the style sheet in an open page.
    #[must_use]
    pub fn load() -> Self {
        #[cfg(feature = "embed-site")]
        let files = Files::Embedded;
        #[cfg(not(feature = "embed-site"))]
        let files = Files::Folder(
            std::env::var_os("LEPTOS_SITE_ROOT")
                .map_or_else(|| PathBuf::from("target/site"), PathBuf::from)
                .into(),
        );
        Self::of(files, std::env::var_os("LEPTOS_WATCH").is_some())
    }

    /// The files in `folder`.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self::of(Files::Folder(folder.into()), false)
    }

    /// The files in `folder` while `cargo leptos watch` changes them.
    #[must_use]
    pub fn watched_in_folder(folder: &Path) -> Self {
        Self::of(Files::Folder(folder.into()), true)
    }

    fn of(files: Files, watched: bool) -> Self {
        let start_script = start_script();
        let id = files.hash(&start_script);
        let folder = if watched {
            PACKAGE.to_owned()
        } else {
            format!("{PACKAGE}/{id}")
        };
        Self {
            files,
            start_script: Arc::new(StartScript::new(start_script)),
            build: Arc::new(Build { id, folder }),
        }
    }

    /// The name of the build.
    #[must_use]
    pub fn build(&self) -> Arc<Build> {
        self.build.clone()
    }

    /// The file of that address (without the slash in front), if there is one.
    pub async fn file(&self, address: &str) -> Option<SiteFile> {
        let in_build = address
            .strip_prefix(&self.build.folder)
            .and_then(|rest| rest.strip_prefix('/'));
        match in_build {
            Some(name) if name.starts_with(START_SCRIPT) => {
                let ending = &name[START_SCRIPT.len()..];
                Some(SiteFile {
                    bytes: self.start_script.form(ending)?.to_vec().into(),
                    keep: self.keep(),
                })
            }
            Some(name) => {
                let bytes = self.files.read(&format!("{PACKAGE}/{name}")).await?;
                Some(SiteFile {
                    bytes,
                    keep: self.keep(),
                })
            }
            None if address.starts_with(PACKAGE) => None,
            None => Some(SiteFile {
                bytes: self.files.read(address).await?,
                keep: Keep::ForADay,
            }),
        }
    }

    /// Whether the files change while they are served.
    #[must_use]
    pub fn is_watched(&self) -> bool {
        self.build.folder == PACKAGE
    }

    fn keep(&self) -> Keep {
        if self.is_watched() {
            Keep::Never
        } else {
            Keep::ForEver
        }
    }
}

impl Files {
    async fn read(&self, name: &str) -> Option<Cow<'static, [u8]>> {
        if !is_plain(name) {
            return None;
        }
        match self {
            #[cfg(feature = "embed-site")]
            Self::Embedded => Embedded::get(name).map(|file| file.data),
            Self::Folder(folder) => tokio::fs::read(folder.join(name))
                .await
                .ok()
                .map(Cow::Owned),
        }
    }

    /// A hash over the names and contents of what cargo-leptos built, and the start script.
    fn hash(&self, start_script: &str) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(start_script.as_bytes());
        match self {
            #[cfg(feature = "embed-site")]
            Self::Embedded => {
                for name in Embedded::iter().filter(|name| name.starts_with(PACKAGE)) {
                    hasher.update(name.as_bytes());
                    if let Some(file) = Embedded::get(&name) {
                        hasher.update(&file.data);
                    }
                }
            }
            Self::Folder(folder) => {
                let mut files: Vec<PathBuf> = std::fs::read_dir(folder.join(PACKAGE))
                    .into_iter()
                    .flatten()
                    .filter_map(|entry| entry.ok().map(|entry| entry.path()))
                    .collect();
                files.sort();
                for file in files {
                    hasher.update(file.file_name().unwrap_or_default().as_encoded_bytes());
                    hasher.update(&std::fs::read(&file).unwrap_or_default());
                }
            }
        }
        hasher.finalize().to_hex()[..16].to_owned()
    }
}

/// Whether `name` stays inside the folder and names no hidden file.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name
            .split('/')
            .all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', '\0']))
}
