use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use tracing::field::{Field, Visit};
use tracing::{Event, Level};

/// `SPAN_KIND_SERVER` and `STATUS_CODE_ERROR` of the protocol.
const SERVER: u8 = 2;
const ERROR: u8 = 2;

/// What is told of a span.
pub(super) struct Told {
    trace: [u8; 16],
    number: [u8; 8],
    parent: Option<[u8; 8]>,
    began: SystemTime,
    method: Option<String>,
    attributes: Vec<Value>,
    is_broken: bool,
}

impl Told {
    pub(super) fn begun(parent: Option<&Self>, random: fn(&mut [u8])) -> Self {
        let (mut trace, mut number) = ([0; 16], [0; 8]);
        random(&mut number);
        match parent {
            Some(parent) => trace = parent.trace,
            None => random(&mut trace),
        }
        Self {
            trace,
            number,
            parent: parent.map(|parent| parent.number),
            began: SystemTime::now(),
            method: None,
            attributes: Vec::new(),
            is_broken: false,
        }
    }

    /// Takes note of what is logged within it: how it was answered, and that something went wrong. What went wrong stays in the
    /// log.
    pub(super) fn happened(&mut self, event: &Event<'_>) {
        if *event.metadata().level() == Level::ERROR {
            self.is_broken = true;
        }
        event.record(&mut Answered(self));
    }

    /// As the protocol has it. Its name says what was done and not to what, so that a collector can put those of a kind together.
    pub(super) fn written(self, name: &str) -> Value {
        let hex = |bytes: &[u8]| -> String { bytes.iter().map(|it| format!("{it:02x}")).collect() };
        let nanoseconds = |at: SystemTime| {
            let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
            since.as_nanos().to_string()
        };
        let mut written = json!({
            "traceId": hex(&self.trace),
            "spanId": hex(&self.number),
            "name": self.method.as_deref().unwrap_or(name),
            "kind": SERVER,
            "startTimeUnixNano": nanoseconds(self.began),
            "endTimeUnixNano": nanoseconds(SystemTime::now()),
            "attributes": self.attributes,
        });
        if let Some(parent) = self.parent {
            written["parentSpanId"] = hex(&parent).into();
        }
        if self.is_broken {
            written["status"] = json!({"code": ERROR});
        }
        written
    }

    fn text(&mut self, key: &str, value: String) {
        let attribute = json!({"key": key, "value": {"stringValue": value}});
        self.attributes.push(attribute);
    }

    fn field(&mut self, name: &str, value: String) {
        match name {
            "method" => {
                self.text("http.request.method", value.clone());
                self.method = Some(value);
            }
            "path" => self.text("url.path", value),
            "id" => self.text("http.request.header.x-request-id", value),
            other => self.text(other, value),
        }
    }
}

impl Visit for Told {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.field(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.field(field.name(), format!("{value:?}"));
    }
}

/// Looks for the status in a line that says how a request was answered.
struct Answered<'a>(&'a mut Told);

impl Visit for Answered<'_> {
    fn record_i64(&mut self, field: &Field, status: i64) {
        if field.name() == "status" {
            // 64-bit numbers are texts in the JSON of protocol buffers.
            let value = json!({"intValue": status.to_string()});
            let attribute = json!({"key": "http.response.status_code", "value": value});
            self.0.attributes.push(attribute);
            self.0.is_broken |= status >= 500;
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}
