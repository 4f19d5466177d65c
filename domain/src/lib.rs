//! The words of the paper as types: what an article is and which values it may hold.
//!
//! Everything here is plain data and rules. It compiles for the server and for the browser, does no
//! input or output, and knows neither SQL nor HTML pages. A value that breaks a rule cannot be
//! built: the only way in is a constructor that checks, and serde goes through the same one.

mod article;
mod article_kind;
mod breaking;
mod byline;
mod correction;
mod coverage;
mod email;
mod headline;
mod kicker;
mod language;
mod markdown;
mod moment;
mod named;
mod picture;
mod profile;
mod publication;
mod reading_time;
mod refusal;
mod section;
mod slug;
mod standfirst;
mod temperature;
mod text;
mod topic;

pub use article::{Article, ArticleId, Coverage, Summary, Version, VersionNumber};
pub use article_kind::ArticleKind;
pub use breaking::{Breaking, BreakingNumber, BreakingStory, BreakingText};
pub use byline::{Author, Byline};
pub use correction::Correction;
pub use coverage::{CoverageState, Entry, EntryNumber, EntryText, EntryVersion};
pub use email::{AddressProblem, EmailAddress, address_part};
pub use headline::Headline;
pub use kicker::Kicker;
pub use language::{Direction, Language};
#[cfg(feature = "render")]
pub use markdown::{EMBED_HOSTS, Rendering, names_a_credit, without_credit};
pub use markdown::{Markdown, Part, SafeHtml};
pub use moment::Moment;
pub use picture::{
    AltText, Caption, Credit, Focus, Licence, MediaType, Picture, PictureFile, PictureId, Place,
    Prepared, Tone, Variant, Variants,
};
pub use profile::{Profile, Role};
pub use publication::{Publication, Withdrawal};
pub use reading_time::{reading_minutes, word_count, written_without_spaces};
pub use refusal::Refusal;
pub use section::Section;
pub use slug::Slug;
pub use standfirst::Standfirst;
pub use temperature::{Temperature, TemperatureUnit};
pub use text::{line as one_line, shows_nothing};
pub use topic::Topic;
