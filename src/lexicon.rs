//! Words and phrases with their classes: names of places, titles, reporting verbs, abbreviations.
//!
//! The lists are `lexicon/*.txt`, one class a file; `build.rs` packs them into one finite-state transducer, which needs no
//! index at start-up: a look-up walks bytes. Keys are normalised token forms (see [`Tokens::norm`]) joined by one space.

use std::fmt;

use fst::raw::Output;

use crate::classes::Classes;
use crate::document::Tokens;

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
        Classes::from_bits(self.map.get(norm).unwrap_or(0))
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
                let classes = Classes::from_bits(output.cat(node.final_output()).value());
                if classes.any(wanted) {
                    found = Some((token + 1, classes));
                }
            }
        }
        found
    }
}
