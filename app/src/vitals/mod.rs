//! How fast pages are where they are read. The page says what kind it is and how many loads in a hundred are to be measured; the
//! browser measures itself, and tells once, when it is put aside. See `docs/decisions/0043-vitals.md`.

/// A part of the start script.
pub(crate) const MEASURING: &str = include_str!("measuring.js");
