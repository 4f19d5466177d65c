//! What has an address and a name: sections, topics, authors.

use serde::Deserialize;

use crate::Slug;

/// The parts as they come from outside, before the type's own `new` has checked them.
#[derive(Deserialize)]
pub(crate) struct Unchecked {
    pub(crate) slug: Slug,
    pub(crate) name: String,
}

/// A type of a slug and a name. Its only way in is its own `new`, which serde goes through too.
macro_rules! named {
    ($(#[$about:meta])* $type:ident at $folder:literal) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "crate::named::Unchecked")]
        pub struct $type {
            slug: $crate::Slug,
            name: String,
        }

        impl $type {
            /// The last part of its address.
            #[must_use]
            pub fn slug(&self) -> &$crate::Slug {
                &self.slug
            }

            /// The name readers see.
            #[must_use]
            pub fn name(&self) -> &str {
                &self.name
            }

            /// The address of its page.
            #[must_use]
            pub fn path(&self) -> String {
                format!(concat!($folder, "{}"), self.slug)
            }
        }

        impl TryFrom<$crate::named::Unchecked> for $type {
            type Error = $crate::Refusal;

            fn try_from(raw: $crate::named::Unchecked) -> Result<Self, Self::Error> {
                Self::new(raw.slug, &raw.name)
            }
        }
    };
}

pub(crate) use named;
