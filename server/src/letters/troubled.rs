//! Which mail servers take no letters, written down for whoever asks beside the process that sends.

use std::collections::HashMap;

use domain::Moment;
use newsroom::store::Store;

/// The servers that take none, each with the reason that is written down.
pub(super) struct Troubled {
    store: Store,
    known: HashMap<String, String>,
}

impl Troubled {
    /// Those that took no letters when somebody sent last. What stands of others than these servers is forgotten.
    pub(super) async fn among(store: Store, servers: &[&str]) -> Self {
        let before = async {
            store.end_mail_trouble_with_others(servers).await?;
            store.mail_trouble().await
        };
        let known = match before.await {
            Ok(known) => known.into_iter().map(|it| (it.server, it.why)).collect(),
            Err(error) => {
                tracing::error!(%error, "how mail servers did before is not known");
                HashMap::new()
            }
        };
        Self { store, known }
    }

    /// A server took a letter.
    pub(super) async fn is_well(&mut self, server: &str) {
        if self.known.remove(server).is_some()
            && let Err(error) = self.store.end_mail_trouble(server).await
        {
            tracing::error!(%error, "it could not be written down that a mail server is well again");
        }
    }

    /// A server takes none.
    pub(super) async fn is_ill(&mut self, server: &str, why: &str, now: Moment) {
        let before = self.known.insert(server.to_owned(), why.to_owned());
        if before.as_deref() == Some(why) {
            return;
        }
        if let Err(error) = self.store.note_mail_trouble(server, why, now).await {
            tracing::error!(%error, "it could not be written down why a mail server takes no letters");
        }
    }
}
