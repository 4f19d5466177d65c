//! Who works at the desk: coming in, what proves who one is, and the people there are.

pub(crate) mod account;
pub(crate) mod codes;
pub(crate) mod coming_in;
pub(crate) mod passkeys;
pub(crate) mod people;
pub(crate) mod people_form;
pub(crate) mod qr;
pub(crate) mod second_step;
pub(crate) mod turns;
pub(crate) mod welcome;
