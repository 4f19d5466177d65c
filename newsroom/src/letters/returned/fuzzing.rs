//! A way in for scripts/fuzz: what is read of a message before it counts.

use super::{LONGEST, opened::Opened, reading, tagged};
use crate::letters::LinkKey;

/// Reads a message that claims to be about a letter that came back. Nobody without the key can say which.
pub fn message(raw: &[u8]) {
    let key = LinkKey::new(&[7; 32]);
    let opened = Opened::read(&raw[..raw.len().min(LONGEST)]);
    let _ = reading::read(&opened);
    assert!(super::report_in(raw, &key).is_err());
    let _ = tagged(&String::from_utf8_lossy(raw), &key);
}
