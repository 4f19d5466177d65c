//! Under what a page is kept: its path, and of its query what the page asks for. All else that anybody may write into an
//! address shows the same page, so it is the same one.

use app::Address;

/// The key of the page at `path`, and what it shows; none for what is not kept.
pub(in crate::http) fn of(path: &str, query: Option<&str>) -> Option<(String, Address)> {
    let address = Address::read(path, query)?;
    let query = address.query()?;
    let key = match query.as_str() {
        "" => path.to_owned(),
        query => format!("{path}?{query}"),
    };
    Some((key, address))
}
