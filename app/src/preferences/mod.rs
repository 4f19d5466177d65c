//! How a reader wants the paper: theme, size of the text, pictures, live news. Kept in the browser, told to nobody.

mod preferences_island;

#[cfg(feature = "ssr")]
mod view;
#[cfg(feature = "ssr")]
mod words;

pub use preferences_island::Preferences;
#[cfg(feature = "ssr")]
pub(crate) use view::Labels;

/// Applies what a reader chose before anything is painted, or a dark page would flash white on every
/// visit. Inline: a file would have to be waited for. It is the same for everybody, so the content
/// security policy can name its hash.
///
/// `bar` is the breaking bar that the reader closed; if it is the one that stands, it is not shown. `opened` is a page on which
/// the reader has no place that is to be found again, for it was neither loaded again nor come back to (`PerformanceNavigation`
/// of Navigation Timing, Level 1, whose successor takes more bytes): see `style/base/_out_of_sight.scss`.
#[cfg(feature = "ssr")]
pub const APPLY: &str = "{const d=document.documentElement.dataset;\
for(const k of['theme','text','pictures','live','bar'])try{const v=localStorage.getItem(k);if(v)d[k]=v}catch{}\
if(d.bar==d.breaking)delete d.breaking;\
performance.navigation.type||(d.opened=1)}";
