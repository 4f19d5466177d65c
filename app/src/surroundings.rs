//! What stands around every page: the sections and the side column.

use domain::{Section, Summary};
use newsroom::store::{Cursor, Listing};

use crate::failure::or_log;
use crate::paper::Paper;

/// Enough to fill the side of an article, few enough to read.
const LATEST: u32 = 10;
const PICKS: u32 = 5;

/// Loaded for every page. A page can do without any of it, so what is missing is logged and left out.
#[derive(Debug, Default)]
pub struct Surroundings {
    pub(crate) sections: Vec<Section>,
    pub(crate) latest: Vec<Summary>,
    pub(crate) dont_miss: Vec<Summary>,
}

impl Surroundings {
    /// Loads it.
    pub async fn load(paper: &Paper) -> Self {
        let store = &paper.store;
        let latest = store.list(Listing::Everything, Cursor::START, LATEST).await;
        let dont_miss = store.list(Listing::DontMiss, Cursor::START, PICKS).await;
        Self {
            sections: or_log(store.sections().await).unwrap_or_default(),
            latest: or_log(latest).map(|page| page.articles).unwrap_or_default(),
            dont_miss: or_log(dont_miss)
                .map(|page| page.articles)
                .unwrap_or_default(),
        }
    }
}
