//! Pages that are being made. Whoever asks for one meanwhile waits for it, so that it is made once however many ask; and it
//! is finished though the first of them leaves.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use newsroom::events::EventNumber;
use tokio::runtime::Handle;
use tokio::sync::watch;
use tracing::Instrument;

/// What is under way, by its key.
#[derive(Debug)]
pub(super) struct Flights<T>(Arc<Mutex<HashMap<String, Flight<T>>>>);

#[derive(Debug)]
struct Flight<T> {
    /// After which event it was begun.
    begun: EventNumber,
    landed: watch::Receiver<Option<T>>,
}

impl<T> Default for Flights<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T: Clone + Send + Sync + 'static> Flights<T> {
    /// What `make` makes `on` that runtime, or somebody's who began it after `newest` happened. `None` if it panicked.
    pub(super) async fn join<F>(
        &self,
        on: &Handle,
        key: &str,
        newest: EventNumber,
        make: impl FnOnce() -> F,
    ) -> Option<T>
    where
        F: Future<Output = T> + Send + 'static,
    {
        let mut landed = self.begin(on, key, newest, make);
        let made = landed.wait_for(Option::is_some).await.ok()?;
        made.clone()
    }

    /// Begins to make it, unless somebody does.
    pub(super) fn begin<F>(
        &self,
        on: &Handle,
        key: &str,
        newest: EventNumber,
        make: impl FnOnce() -> F,
    ) -> watch::Receiver<Option<T>>
    where
        F: Future<Output = T> + Send + 'static,
    {
        let mut flights = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(flight) = flights.get(key)
            && flight.begun >= newest
        {
            return flight.landed.clone();
        }
        let (land, landed) = watch::channel(None);
        let flight = Flight {
            begun: newest,
            landed: landed.clone(),
        };
        flights.insert(key.to_owned(), flight);
        let place = Place {
            flights: self.0.clone(),
            key: key.to_owned(),
            landed: landed.clone(),
        };
        // It is large, and moved from hand to hand below.
        let making = Box::pin(make());
        let work = async move {
            let _place = place;
            let made = making.await;
            let _ = land.send(Some(made));
        };
        // What is logged of it stands under the request that began it.
        on.spawn(work.in_current_span());
        landed
    }

    /// Whether it is being made.
    pub(super) fn is_under_way(&self, key: &str) -> bool {
        let flights = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        flights.contains_key(key)
    }
}

/// Given up when the page is made, or making it has panicked.
struct Place<T> {
    flights: Arc<Mutex<HashMap<String, Flight<T>>>>,
    key: String,
    landed: watch::Receiver<Option<T>>,
}

impl<T> Drop for Place<T> {
    fn drop(&mut self) {
        let mut flights = self.flights.lock().unwrap_or_else(PoisonError::into_inner);
        // Somebody may have begun a newer one.
        if flights
            .get(&self.key)
            .is_some_and(|flight| flight.landed.same_channel(&self.landed))
        {
            flights.remove(&self.key);
        }
    }
}
