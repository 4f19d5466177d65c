//! How a reader wants the paper: theme, size of the text, pictures, live news. Kept in the browser, told to nobody.

mod preferences_island;

#[cfg(feature = "ssr")]
mod words;

#[cfg(feature = "ssr")]
pub(crate) use preferences_island::Labels;
pub use preferences_island::Preferences;

/// Applies what a reader chose before anything is painted, or a dark page would flash white on every
/// visit. The only inline script of a page: a file would have to be waited for. It is the same for
/// everybody, so the content security policy can name its hash.
#[cfg(feature = "ssr")]
pub const APPLY: &str = "for(const k of['theme','text','pictures','live'])try{const v=localStorage.getItem(k);\
if(v)document.documentElement.dataset[k]=v}catch{}";
