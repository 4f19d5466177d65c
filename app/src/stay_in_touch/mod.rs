//! "Stay in touch": the sign-up box beside every page, and a page of its own.

mod sign_up_island;

#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod section;

#[cfg(feature = "ssr")]
pub(crate) use page::StayInTouchView;
#[cfg(feature = "ssr")]
pub use page::{Problem, StayInTouchPage, thanks};
#[cfg(feature = "ssr")]
pub(crate) use section::StayInTouch;
pub use sign_up_island::SignUp;
