//! How warm it is, above every page: asked of services that may be slow, broken or away.

mod asking;
mod places;
mod services;
mod showing;
