//! Stories: the lists of them, writing one, saving it, and its way to readers.

pub(crate) mod at_work;
pub(crate) mod beside;
pub(crate) mod beside_notes;
pub(crate) mod choosing;
pub(crate) mod compare;
pub(crate) mod corrections;
pub(crate) mod editor;
pub(crate) mod editor_page;
pub(crate) mod lists;
pub(crate) mod merging;
pub(crate) mod outside;
pub(crate) mod proof;
pub(crate) mod saves;
pub(crate) mod saving;
pub(crate) mod sharing;
pub(crate) mod steps;
pub(crate) mod terms;
pub(crate) mod typed_beside;
