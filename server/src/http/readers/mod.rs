//! What readers send: sign-ups, what they open by links in letters, what they read, and how fast it was.

pub(in crate::http) mod bounces;
pub(in crate::http) mod by_link;
pub(in crate::http) mod desk_office;
pub(in crate::http) mod notifications;
pub(in crate::http) mod outbox;
pub(in crate::http) mod preferences_form;
pub(in crate::http) mod readership;
pub(in crate::http) mod sign_up;
pub(in crate::http) mod vitals;
