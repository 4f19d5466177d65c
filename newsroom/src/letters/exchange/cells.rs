//! Cells that a spreadsheet would take for a formula.
//!
//! Addresses and wordings come from strangers, and a cell that begins with `=` is run by whoever opens the file (OWASP,
//! "CSV Injection"). An apostrophe before it makes it text; it is taken off again when such a file comes back.

const FORMULAS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

fn is_formula_behind_apostrophes(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(FORMULAS)
}

/// The cell as text, whatever it begins with.
#[must_use]
pub fn guarded(cell: &str) -> String {
    match is_formula_behind_apostrophes(cell) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}

/// What [`guarded`] was given.
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula_behind_apostrophes(rest) => rest,
        _ => cell,
    }
}
