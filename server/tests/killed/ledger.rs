//! What was tried, and what of it was acknowledged: what a reader, an editor or a command was told is done.

use std::sync::{Arc, Mutex};

/// Clones share it.
#[derive(Clone, Default)]
pub struct Ledger(Arc<Mutex<Written>>);

#[derive(Default)]
struct Written {
    stories: Vec<Story>,
    readers: Vec<Reader>,
    told: Told,
    reads: i64,
}

/// A story that somebody tried to bring out.
#[derive(Clone)]
pub struct Story {
    pub slug: String,
    pub is_acknowledged: bool,
}

/// An address that somebody tried to sign up.
#[derive(Clone)]
pub struct Reader {
    pub address: String,
    pub is_acknowledged: bool,
}

/// How much was acknowledged.
#[derive(Clone, Debug, Default)]
pub struct Told {
    pub imported: u32,
    pub published: u32,
    pub from_the_desk: u32,
    pub signed_up: u32,
}

impl Ledger {
    /// Notes a story that is tried next, under a name of its own.
    pub fn story(&self, of: &str) -> String {
        let mut written = self.0.lock().unwrap();
        let slug = format!("{of}-number-{}", written.stories.len());
        written.stories.push(Story {
            slug: slug.clone(),
            is_acknowledged: false,
        });
        slug
    }

    pub fn is_out(&self, slug: &str, of: impl FnOnce(&mut Told) -> &mut u32) {
        let mut written = self.0.lock().unwrap();
        let mut stories = written.stories.iter_mut();
        stories.find(|it| it.slug == slug).unwrap().is_acknowledged = true;
        *of(&mut written.told) += 1;
    }

    /// Notes an address that is tried next.
    pub fn reader(&self) -> String {
        let mut written = self.0.lock().unwrap();
        let address = format!("reader{}@readers.example", written.readers.len());
        written.readers.push(Reader {
            address: address.clone(),
            is_acknowledged: false,
        });
        address
    }

    pub fn is_in(&self, address: &str) {
        let mut written = self.0.lock().unwrap();
        let mut readers = written.readers.iter_mut();
        readers
            .find(|it| it.address == address)
            .unwrap()
            .is_acknowledged = true;
        written.told.signed_up += 1;
    }

    /// Notes that a story is opened next, or said to be read.
    pub fn reads(&self) {
        self.0.lock().unwrap().reads += 1;
    }

    pub fn stories(&self) -> Vec<Story> {
        self.0.lock().unwrap().stories.clone()
    }

    pub fn readers(&self) -> Vec<Reader> {
        self.0.lock().unwrap().readers.clone()
    }

    /// Makes sure that of everything something was acknowledged.
    pub fn has_everything(&self) {
        let told = self.0.lock().unwrap().told.clone();
        eprintln!("{told:?}");
        assert!(
            told.imported > 0 && told.published > 0 && told.from_the_desk > 0 && told.signed_up > 0,
            "nothing was tried: {told:?}"
        );
    }

    /// How often a story was opened, or not quite.
    pub fn most_reads(&self) -> i64 {
        self.0.lock().unwrap().reads
    }
}
