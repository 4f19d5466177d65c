//! "Stay in touch": the sign-up box beside every page, a page of its own, and the pages that links from letters open.

#[cfg(feature = "ssr")]
mod sign_up_form;
mod sign_up_island;

#[cfg(feature = "ssr")]
mod by_link;
#[cfg(feature = "ssr")]
mod by_link_view;
#[cfg(feature = "ssr")]
mod offers;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod preferences_form;
#[cfg(feature = "ssr")]
mod section;

#[cfg(feature = "ssr")]
pub use by_link::{BadPage, LinkPage, Preferences};
#[cfg(feature = "ssr")]
pub(crate) use by_link_view::LinkPageView;
#[cfg(feature = "ssr")]
pub use offers::Offer;
#[cfg(feature = "ssr")]
pub(crate) use page::StayInTouchView;
#[cfg(feature = "ssr")]
pub use page::{Problem, StayInTouchPage, agreed, thanks};
#[cfg(feature = "ssr")]
pub(crate) use section::StayInTouch;
pub use sign_up_island::SignUp;
