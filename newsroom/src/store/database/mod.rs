//! The database itself: opening it, its tables, what it plans by, and whether it is well.

pub(in crate::store) mod columns;
pub(in crate::store) mod direct;
pub(in crate::store) mod error;
pub(in crate::store) mod following;
pub(in crate::store) mod health;
pub(in crate::store) mod last_write;
pub(in crate::store) mod migrations;
pub(in crate::store) mod open;
pub(in crate::store) mod planning;
pub(in crate::store) mod rows;
pub(in crate::store) mod syncing;
