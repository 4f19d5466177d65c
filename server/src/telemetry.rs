//! Traces of requests for a collector (OpenTelemetry), where the settings name one: OTLP over HTTP, as JSON.
//!
//! A request leaves what is told of it in a queue and goes on; a thread of its own sends what is there. Where the collector is slow
//! or away the queue fills, and what does not fit is dropped: readers are never slower for it. It is written here, on what the
//! program has for spans and for asking other servers: the crates for it bring forty others, for a request of a dozen fields.

mod span;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::{Duration, Instant};

use ring::rand::{SecureRandom, SystemRandom};
use serde_json::{Value, json};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;
use ureq::Agent;

use span::Told;

/// Spans that may wait to be sent: some megabytes.
const WAITING: usize = 4096;
/// Spans in one message, and how long the first of them may wait for others.
const AT_ONCE: usize = 512;
const GATHERING: Duration = Duration::from_secs(2);
/// How long the collector may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often it is logged that nothing can be sent.
const SILENCE: Duration = Duration::from_secs(60);
/// How long the end of the program waits for what is told last.
const FAREWELL: Duration = Duration::from_secs(2);

static AGENT: LazyLock<Agent> = LazyLock::new(|| {
    let config = Agent::config_builder().timeout_global(Some(PATIENCE));
    config.max_redirects(0).build().into()
});

enum Message {
    Span(Value),
    /// Everything before it has been dealt with when this is dropped.
    End(SyncSender<()>),
}

/// Takes down what happens in spans, for the collector. Clones share the queue.
#[derive(Clone)]
pub struct Telemetry {
    queue: SyncSender<Message>,
    dropped: Arc<AtomicU64>,
}

impl Telemetry {
    /// Sends to the collector at `url`, an address without `/v1/traces`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn to(url: &str) -> std::io::Result<Self> {
        let (queue, waiting) = sync_channel(WAITING);
        let dropped = Arc::new(AtomicU64::new(0));
        let sender = Sender {
            address: format!("{}/v1/traces", url.trim_end_matches('/')),
            dropped: dropped.clone(),
            complained: None,
        };
        thread::Builder::new()
            .name("telemetry".to_owned())
            .spawn(move || sender.send_all(&waiting))?;
        Ok(Self { queue, dropped })
    }

    /// Waits a moment for what is in the queue. It blocks.
    pub fn end(&self) {
        let (done, ended) = sync_channel(0);
        if self.queue.try_send(Message::End(done)).is_ok() {
            let _ = ended.recv_timeout(FAREWELL);
        }
    }

    fn tell(&self, span: Value) {
        if self.queue.try_send(Message::Span(span)).is_err() {
            self.dropped.fetch_add(1, Ordering::Relaxed);
        }
    }
}

struct Sender {
    address: String,
    dropped: Arc<AtomicU64>,
    complained: Option<Instant>,
}

impl Sender {
    fn send_all(mut self, waiting: &Receiver<Message>) {
        while let Ok(first) = waiting.recv() {
            let mut spans = Vec::new();
            let mut end = None;
            let until = Instant::now() + GATHERING;
            let mut next = Some(first);
            while let Some(message) = next.take() {
                match message {
                    Message::Span(span) => spans.push(span),
                    Message::End(done) => {
                        end = Some(done);
                        break;
                    }
                }
                if spans.len() >= AT_ONCE {
                    break;
                }
                let left = until.saturating_duration_since(Instant::now());
                next = waiting.recv_timeout(left).ok();
            }
            if !spans.is_empty() {
                self.send(spans);
            }
            drop(end);
        }
    }

    fn send(&mut self, spans: Vec<Value>) {
        let count = spans.len() as u64;
        let sent = AGENT
            .post(&self.address)
            .header("content-type", "application/json")
            .send(message(spans).to_string());
        let Err(error) = sent else { return };
        let dropped = self.dropped.fetch_add(count, Ordering::Relaxed) + count;
        let is_silent = self.complained.is_some_and(|at| at.elapsed() < SILENCE);
        if !is_silent {
            self.complained = Some(Instant::now());
            tracing::warn!(%error, dropped, "traces could not be sent");
        }
    }
}

/// An `ExportTraceServiceRequest` (OpenTelemetry protocol 1.5, JSON encoding).
fn message(spans: Vec<Value>) -> Value {
    let version = env!("CARGO_PKG_VERSION");
    json!({"resourceSpans": [{
        "resource": {"attributes": [
            {"key": "service.name", "value": {"stringValue": "dateline"}},
            {"key": "service.version", "value": {"stringValue": version}},
        ]},
        "scopeSpans": [{"scope": {"name": "dateline", "version": version}, "spans": spans}],
    }]})
}

impl<S> Layer<S> for Telemetry
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let parent = span.parent();
        let parent = parent.as_ref().map(|parent| parent.extensions());
        let parent = parent.as_ref().and_then(|parent| parent.get::<Told>());
        let mut told = Told::begun(parent, random);
        attributes.record(&mut told);
        span.extensions_mut().insert(told);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        if let Some(span) = context.span(id)
            && let Some(told) = span.extensions_mut().get_mut::<Told>()
        {
            values.record(told);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        if let Some(span) = context.event_span(event)
            && let Some(told) = span.extensions_mut().get_mut::<Told>()
        {
            told.happened(event);
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        if let Some(span) = context.span(&id)
            && let Some(told) = span.extensions_mut().remove::<Told>()
        {
            self.tell(told.written(span.name()));
        }
    }
}

fn random(bytes: &mut [u8]) {
    // Without it, the numbers of spans are zeros, which a collector passes over.
    let _ = SystemRandom::new().fill(bytes);
}
