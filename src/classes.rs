//! Lexicon classes: what is known of a spelling.
//!
//! A class is a fact about a spelling and never a decision: `may` is a month and a verb. The constants are written by
//! `build.rs`, one for each list of `lexicon/`.

include!(concat!(env!("OUT_DIR"), "/classes.rs"));

/// A set of lexicon classes; each constant is one list of `lexicon/`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Classes(u64);

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0);

    /// The set with these bits, one a list in the order of their names.
    #[must_use]
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// The bits of the set, one a list in the order of their names.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Whether the two sets share a class.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// All classes of both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the set is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}
