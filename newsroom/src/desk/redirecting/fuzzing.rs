//! A way in for scripts/fuzz: what is read of a file of old addresses.

use domain::Refusal;

use super::table;

/// Reads every row; what is refused is told again.
pub fn file(text: &str) {
    for row in table::rows(text) {
        if let Err(refusal) = row.read("https://paper.example") {
            let left_out = row.left_out(&Refusal::new(refusal.to_string()));
            assert!(!left_out.why.is_empty());
        }
    }
}
