//! Words and phrases with their classes: names of places, titles, reporting verbs, abbreviations.
//!
//! The lists are `lexicon/*.txt`, one class a file; `build.rs` packs them into one finite-state transducer, which needs no
//! index at start-up: a look-up walks bytes. Keys are normalised token forms (see [`Tokens::norm`]) joined by one space.
//! A class is a fact about a spelling and never a decision: `may` is a month and a verb.

use std::fmt;

use fst::raw::Output;

use crate::document::Tokens;

include!(concat!(env!("OUT_DIR"), "/classes.rs"));

/// A set of lexicon classes; each constant is one list of `lexicon/`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Classes(u64);

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0);

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

/// The packed word lists.
pub struct Lexicon {
    map: fst::Map<Vec<u8>>,
}

impl fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lexicon({} entries)", self.map.len())
    }
}

impl Lexicon {
    /// Reads the FST; nothing is built.
    ///
    /// # Errors
    /// The reader's own words when the bytes are no FST.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, String> {
        fst::Map::new(bytes).map(|map| Self { map }).map_err(|error| error.to_string())
    }

    /// The classes of one normalised form or space-joined phrase.
    #[must_use]
    pub fn classes(&self, norm: &str) -> Classes {
        Classes(self.map.get(norm).unwrap_or(0))
    }

    /// The longest phrase that begins at token `start`, ends before token `end` and has one of the `wanted` classes:
    /// the index after its last token, and all its classes. Walks the transducer once, token by token.
    #[must_use]
    pub fn longest(&self, tokens: &Tokens, start: usize, end: usize, wanted: Classes) -> Option<(usize, Classes)> {
        let fst = self.map.as_fst();
        let mut node = fst.root();
        let mut output = Output::zero();
        let mut found = None;
        for token in start..end.min(tokens.len()) {
            let space = if token == start { "" } else { " " };
            for &byte in space.as_bytes().iter().chain(tokens.norm(token).as_bytes()) {
                let Some(index) = node.find_input(byte) else { return found };
                let transition = node.transition(index);
                output = output.cat(transition.out);
                node = fst.node(transition.addr);
            }
            if node.is_final() {
                let classes = Classes(output.cat(node.final_output()).value());
                if classes.any(wanted) {
                    found = Some((token + 1, classes));
                }
            }
        }
        found
    }
}
