//! Times put in order.

use serde_json::{Value, json};

/// Times in microseconds.
#[derive(Default)]
pub struct Times(Vec<u64>);

impl Times {
    pub fn push(&mut self, micros: u64) {
        self.0.push(micros);
    }

    /// The time that `percent` of all are not longer than, in milliseconds; none of none.
    pub fn percentile(&mut self, percent: usize) -> Value {
        self.0.sort_unstable();
        let last = self.0.len().saturating_sub(1);
        let place = (self.0.len() * percent).div_ceil(100).saturating_sub(1);
        let time = self.0.get(place.min(last));
        time.map_or(Value::Null, |micros| json!(to_f64(*micros) / 1000.0))
    }
}

fn to_f64(micros: u64) -> f64 {
    // An hour of microseconds is far from where this would round.
    u32::try_from(micros).map_or(f64::from(u32::MAX), f64::from)
}
